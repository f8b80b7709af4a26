import tables from './charset-tables.json' with { type: 'json' };

interface Table {
  readonly low: Readonly<Record<string, string>>;
  readonly high: string;
}

const TABLES: readonly { readonly labels: RegExp; readonly table: Table }[] = [
  { labels: /^(?:x-)?viscii(?:1\.1(?:-1)?)?$/i, table: tables.viscii },
  { labels: /^(?:x-)?tcvn(?:3|-?5712(?:-?1)?(?::1993)?)?$/i, table: tables.tcvn },
];

/**
 * The text of bytes in a Vietnamese charset that TextDecoder does not know (VISCII, TCVN 5712), not yet in NFC; null for
 * a label that names none of them.
 */
export function decodeOldCharset(bytes: Uint8Array, label: string): string | null {
  const table = TABLES.find(({ labels }) => labels.test(label))?.table;
  if (table === undefined) return null;
  const letters = Array.from({ length: 256 }, (_, byte) =>
    byte < 0x80 ? (table.low[byte] ?? String.fromCharCode(byte)) : (table.high[byte - 0x80] ?? '\ufffd'),
  );
  return Array.from(bytes, (byte) => letters[byte] ?? '').join('');
}
