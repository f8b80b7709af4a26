import tables from './charset-tables.json' with { type: 'json' };

interface Table {
  readonly low: Readonly<Record<string, string>>;
  readonly high: string;
}

const TABLES: readonly { readonly labels: RegExp; readonly table: Table }[] = [
  { labels: /^(?:x-)?viscii(?:1\.1(?:-1)?)?$/i, table: tables.viscii },
  { labels: /^(?:x-)?tcvn(?:3|-?5712(?:-?1)?(?::1993)?)?$/i, table: tables.tcvn },
  { labels: /^(?:x-)?(?:viet-)?vps$/i, table: tables.vps },
];

/** In the fonts of TCVN3 (`.VnTime`) these stood as windows-1252 has them; capitals with a tone had a font of their own. */
const BEFORE_LETTERS = 0xa1;

/**
 * The text of bytes in a Vietnamese charset that TextDecoder does not know (VISCII, TCVN 5712, VPS), not yet in NFC; null
 * for a label that names none of them.
 */
export function decodeOldCharset(bytes: Uint8Array, label: string): string | null {
  const table = TABLES.find(({ labels }) => labels.test(label))?.table;
  if (table === undefined) return null;
  const letters = lettersOf(table);
  return Array.from(bytes, (byte) => letters[byte] ?? '').join('');
}

/** What each byte stands for in the charsets that nobody names; undefined where it is what it seems. */
export function oldTables(): (string | undefined)[][] {
  const fonts = lettersOf(tables.tcvn).map((letter, byte) => (byte < BEFORE_LETTERS ? undefined : letter));
  return [fonts, lettersOf(tables.viscii), lettersOf(tables.vps)];
}

function lettersOf({ low, high }: Table): string[] {
  return Array.from({ length: 256 }, (_, byte) =>
    byte < 0x80 ? (low[byte] ?? String.fromCharCode(byte)) : (high[byte - 0x80] ?? '\ufffd'),
  );
}
