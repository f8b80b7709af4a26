import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../lambdas/core/vietnamese/charset.ts';
import tables from '../../../lambdas/core/vietnamese/charset-tables.json' with { type: 'json' };

const TEXT = 'Điểm báo: thủ tục hành chính ở Ủy ban nhân dân, nghị quyết về cải cách, chữ ký số';
const CAPITALS = 'ĐIỂM BÁO CẢI CÁCH HÀNH CHÍNH Ở XÃ';

type Encode = (text: string) => number[];

const utf8: Encode = (text) => [...new TextEncoder().encode(text)];
const utf16 =
  (littleEndian: boolean): Encode =>
  (text) => {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
    return [...new Uint8Array(view.buffer)];
  };
const byTable =
  (letters: readonly string[]): Encode =>
  (text) =>
    [...text].map((letter) => letters.indexOf(letter));
const lettersOf = ({ low, high }: { low: Readonly<Record<string, string>>; high: string }): string[] =>
  Array.from({ length: 256 }, (_, byte) =>
    byte < 128 ? (low[String(byte)] ?? String.fromCharCode(byte)) : (high[byte - 128] ?? ''),
  );
const windows = (label: string): string[] =>
  Array.from({ length: 256 }, (_, byte) => new TextDecoder(label).decode(Uint8Array.of(byte)));

/** windows-1258 writes a tone as a mark behind its letter, except where the letter with its tone is in the table. */
const windows1258: Encode = (text) => {
  const letters = windows('windows-1258');
  const pieces = [...text.normalize('NFC')].flatMap((letter) => {
    if (letters.includes(letter)) return [letter];
    const [base = '', ...marks] = letter.normalize('NFD');
    const shape = marks.filter((mark) => /[\u0302\u0306\u031b]/.test(mark)).join('');
    return [(base + shape).normalize('NFC'), ...marks.filter((mark) => !/[\u0302\u0306\u031b]/.test(mark))];
  });
  return pieces.map((piece) => letters.indexOf(piece));
};
const twice =
  (label: string): Encode =>
  (text) => {
    const letters = windows(label);
    return utf8(
      utf8(text)
        .map((byte) => letters[byte] ?? '')
        .join(''),
    );
  };

const page = (charset: string | null, body: string): string =>
  `<html><head>${charset === null ? '' : `<meta charset="${charset}">`}<title>Báo</title></head><p>${body}</p></html>`;
const xml = (charset: string, body: string): string => `<?xml version="1.0" encoding="${charset}"?><rss>${body}</rss>`;
const html = (charset: string): string => `text/html; charset=${charset}`;

interface Case {
  readonly name: string;
  readonly bytes: number[];
  readonly contentType: string | null;
  readonly text: string;
}

/** Every way a charset is told, for one charset and the labels it goes by. */
function toldIn(charset: string, labels: readonly string[], encode: Encode): Case[] {
  const bodies = [TEXT, CAPITALS];
  return labels.flatMap((label) =>
    bodies.flatMap((text): Case[] => [
      { name: `${charset} by header ${label}`, bytes: encode(page(null, text)), contentType: html(label), text },
      {
        name: `${charset} by quoted header ${label}`,
        bytes: encode(page(null, text)),
        contentType: `text/html;charset="${label}"`,
        text,
      },
      { name: `${charset} by prolog ${label}`, bytes: encode(xml(label, text)), contentType: 'text/xml', text },
      { name: `${charset} by meta ${label}`, bytes: encode(page(label, text)), contentType: 'text/html', text },
    ]),
  );
}

const BOM = '\ufeff';
const CASES: readonly Case[] = [
  ...toldIn('UTF-8', ['utf-8', 'UTF8'], utf8),
  ...toldIn(
    'UTF-8 mislabelled',
    ['iso-8859-1', 'windows-1252', 'windows-1258', 'us-ascii', 'viscii', 'gibberish'],
    utf8,
  ),
  ...toldIn('windows-1258', ['windows-1258', 'cp1258', 'x-cp1258'], windows1258),
  ...toldIn('windows-1258 mislabelled', ['windows-1252', 'iso-8859-1', 'utf-8', 'gibberish'], windows1258).filter(
    ({ text }) => text === TEXT,
  ),
  ...toldIn('VISCII', ['viscii', 'VISCII1.1-1', 'x-viscii'], byTable(lettersOf(tables.viscii))),
  ...toldIn('TCVN', ['tcvn', 'TCVN3', 'tcvn-5712', 'TCVN5712-1:1993', 'x-tcvn'], byTable(lettersOf(tables.tcvn))),
  ...[TEXT, CAPITALS].flatMap((text): Case[] => [
    { name: 'UTF-8 with nothing said', bytes: utf8(page(null, text)), contentType: null, text },
    { name: 'UTF-8 with a mark', bytes: utf8(BOM + text), contentType: null, text },
    { name: 'UTF-8 with a mark against the header', bytes: utf8(BOM + text), contentType: html('windows-1258'), text },
    { name: 'UTF-8 against header and meta', bytes: utf8(page('windows-1252', text)), contentType: html('tcvn'), text },
    { name: 'UTF-16LE with a mark', bytes: utf16(true)(BOM + text), contentType: null, text },
    { name: 'UTF-16BE with a mark', bytes: utf16(false)(BOM + text), contentType: null, text },
    {
      name: 'UTF-16LE with a mark against the header',
      bytes: utf16(true)(BOM + text),
      contentType: html('utf-8'),
      text,
    },
    { name: 'UTF-16LE without a mark', bytes: utf16(true)(page(null, text)), contentType: null, text },
    { name: 'UTF-16BE without a mark', bytes: utf16(false)(page(null, text)), contentType: html('utf-8'), text },
    { name: 'UTF-16LE text that begins with no tag', bytes: utf16(true)(` ${text}`), contentType: null, text },
    { name: 'UTF-16BE JSON', bytes: utf16(false)(`{"t":"${text}"}`), contentType: 'application/json', text },
    { name: 'NFD', bytes: utf8(page('utf-8', text.normalize('NFD'))), contentType: html('utf-8'), text },
    {
      name: 'UTF-8 twice by windows-1252',
      bytes: twice('windows-1252')(page('utf-8', text)),
      contentType: html('utf-8'),
      text,
    },
    {
      name: 'UTF-8 twice, NFD',
      bytes: twice('windows-1252')(page(null, text.normalize('NFD'))),
      contentType: null,
      text,
    },
    {
      name: 'windows-1258 by header against meta',
      bytes: windows1258(page('utf-8', text)),
      contentType: html('windows-1258'),
      text,
    },
    { name: 'windows-1258 with nothing said', bytes: windows1258(page(null, text)), contentType: null, text },
  ]),
];

describe('R25 decodeText over the table of charsets', () => {
  it('has a hundred cases and more', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(100);
    expect(CASES.flatMap(({ name, bytes }) => (bytes.includes(-1) ? [name] : []))).toEqual([]);
  });

  it('reads every one, in NFC', () => {
    const wrong = CASES.flatMap(({ name, bytes, contentType, text }) => {
      const read = decodeText(Uint8Array.from(bytes), contentType);
      return read.includes(text) && read === read.normalize('NFC') ? [] : [{ name, read: read.slice(0, 200) }];
    });
    expect(wrong).toEqual([]);
  });

  it('would be wrong in most without looking (control)', () => {
    const wrong = CASES.filter(({ bytes, text }) => !new TextDecoder().decode(Uint8Array.from(bytes)).includes(text));
    expect(wrong.length).toBeGreaterThan(50);
  });

  it('reads the bytes of the standards themselves', () => {
    // RFC 1456: Ạ 80, ệ AE, ư DF, đ F0, Ẳ 02; TCVN 5712: ă A8, ệ D6, Đ A7, ư AD.
    const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
    expect(decodeText(hex('80 ae df f0 02'), html('viscii'))).toBe('ẠệưđẲ');
    expect(decodeText(hex('56 69 d6 74 20 a7 a8 ad'), html('tcvn'))).toBe('Việt Đăư');
  });

  it('leaves alone what only looks like a second encoding', () => {
    for (const text of [
      '“CẢI CÁCH Ở XÃ” và “HÓA”',
      'Ã” Ã“ Ã‰ đã đọc đúng',
      'Beyoncé à São Paulo: Ünïcödé',
      'XÃ”, XÃ”',
    ]) {
      expect(decodeText(Uint8Array.from(utf8(text)), null)).toBe(text);
    }
  });

  it('never throws and always gives NFC, whatever bytes and label', () => {
    let seed = 7;
    const next = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed >> 8;
    };
    for (let round = 0; round < 500; round += 1) {
      const bytes = Uint8Array.from({ length: next() % 80 }, () => next() % 256);
      const label = ['viscii', 'tcvn', 'utf-16', 'x-user-defined', 'replacement', ''][next() % 6] ?? '';
      const text = decodeText(bytes, html(label));
      expect(text).toBe(text.normalize('NFC'));
    }
  });
});
