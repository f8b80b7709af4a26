import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../lambdas/core/vietnamese/charset.ts';
import tables from '../../../lambdas/core/vietnamese/charset-tables.json' with { type: 'json' };
import { vietnameseShare } from '../../../lambdas/core/vietnamese/vietnamese-share.ts';

const TEXT =
  'Cải cách hành chính: xã Mây Trắng đã ban hành quyết định về việc rút ngắn thời gian giải quyết hồ sơ của người dân';
/** The same sentence as the fonts of the nineties had it; typed, not made with the tables under test. */
const TCVN3 =
  'C¶i c¸ch hµnh chÝnh: x· M©y Tr¾ng ®· ban hµnh quyÕt ®Þnh vÒ viÖc rót ng¾n thêi gian gi¶i quyÕt hå s¬ cña ng\u00adêi d©n';
const VNI =
  'Caûi caùch haønh chính: xaõ Maây Traéng ñaõ ban haønh quyeát ñònh veà vieäc ruùt ngaén thôøi gian giaûi quyeát hoà sô cuûa ngöôøi daân';

const LABELS = [
  null,
  'text/html',
  'text/html; charset=windows-1252',
  'text/html; charset=utf-8',
  'text/html; charset=x',
];
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const single = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function encoded(text: string, { low, high }: { low: Readonly<Record<string, string>>; high: string }): Uint8Array {
  const letters = Array.from({ length: 256 }, (_, byte) =>
    byte < 128 ? (low[String(byte)] ?? String.fromCharCode(byte)) : (high[byte - 128] ?? ''),
  );
  return Uint8Array.from(text, (letter) => letters.indexOf(letter));
}

describe('letters of the nineties that nobody named', () => {
  const BYTES: readonly (readonly [string, Uint8Array])[] = [
    ['TCVN3', single(TCVN3)],
    ['TCVN3 kept as letters of UTF-8', utf8(TCVN3)],
    ['VNI', single(VNI)],
    ['VNI kept as letters of UTF-8', utf8(VNI)],
    ['VISCII', encoded(TEXT, tables.viscii)],
    ['VPS', encoded(TEXT, tables.vps)],
  ];

  it.each(BYTES)('are read: %s, whatever the label says', (_name, bytes) => {
    for (const label of LABELS) expect(decodeText(bytes, label), label ?? 'none').toBe(TEXT);
  });

  it('are read in a page with its markup, its signs of print and capitals without a tone', () => {
    const html = `<html><head><title>B¸o</title></head><body><p class="VnTime">“${TCVN3}” – ®¨ng l¹i</p></body></html>`;
    expect(decodeText(utf8(html), 'text/html; charset=utf-8')).toContain(`“${TEXT}” – đăng lại`);
  });

  it('are told from other languages and from Vietnamese, which stay as they are', () => {
    const others = [
      TEXT,
      TEXT.normalize('NFD').normalize('NFC'),
      'Les députés ont voté à l’Assemblée : réforme de l’État, délais réduits, dématérialisation, équité, procédés élargis',
      'Die Behörden können künftig über Anträge früher entscheiden, müssen Gebühren ändern und Bürger führen; größere Städte wären zuständig',
      'Café “Ünïcödé” – naïve façade, £5 ± 2, © 2026, 20 µm, ½ ¼ ¾, São Paulo, Malmö, Kraków',
      'C¶i c¸ch',
    ];
    for (const text of others) expect(decodeText(utf8(text), null)).toBe(text);
    // Quotation marks and dashes of another system, single and inside words.
    const macintosh = 'LetÕs say Ð you know Ð that itÕs fine Ñ really. ÒWe,Ó they said, ÒknowÓ Ð '.repeat(20);
    expect(decodeText(single(macintosh), null).slice(0, 3)).toBe('Let');
    expect(decodeText(utf8(macintosh), null)).toBe(macintosh);
    const french = others[2] ?? '';
    expect(decodeText(single(french.replaceAll('’', "'")), 'text/html; charset=iso-8859-1')).toBe(
      french.replaceAll('’', "'"),
    );
  });
});

describe('the Vietnamese share of a text', () => {
  it('is told of a word without end as fast as of any other', () => {
    expect(vietnameseShare('a'.repeat(2_000_000))).toEqual({ words: 0, share: 0 });
    expect(vietnameseShare(`${'é'.repeat(2_000_000)} hồ sơ`).words).toBe(1);
  });

  it('is high for the language and low for others', () => {
    expect(vietnameseShare(`${TEXT}, nghiêng, khuếch, giữ gìn, quyển, yếu, uể oải, ngoằn ngoèo`).share).toBe(1);
    expect(vietnameseShare('Größe für Bürger, créé, naïve, Łódź').share).toBeLessThan(0.2);
    expect(vietnameseShare('plain words only')).toEqual({ words: 0, share: 0 });
  });
});
