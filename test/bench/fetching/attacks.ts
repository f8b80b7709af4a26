const ABOUT_ITEM = 'https://bao.example.vn/a';
const item = (title: string): string => `<item><title>${title}</title><link>${ABOUT_ITEM}</link></item>`;
const rss = (inside: string, doctype = ''): string =>
  `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel>${inside}</channel></rss>`;
const wide = (text: string): Uint8Array => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
const laughs = (depth: number): string => {
  const entities = Array.from({ length: depth }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
  return rss(item(`&l${depth};`), `<!DOCTYPE rss [<!ENTITY l0 "lol">${entities.join('')}]>`);
};
const attributes = (count: number): string => Array.from({ length: count }, (_, n) => `a${n}="1"`).join(' ');
const article = (inside: string): string =>
  `<html><head><title>Họp dân</title></head><body><article><h1>Họp dân</h1>${inside}</article></body></html>`;

/** Texts that attack who reads them, by name; `share` of one is their full size, and less is for tests. */
export type Attacks = Readonly<Record<string, (share: number) => string | Uint8Array>>;

const size = (full: number, share: number): number => Math.ceil(full * share);

/** Feeds and sitemaps. */
export const FEED_ATTACKS: Attacks = {
  'a billion laughs': () => laughs(9),
  'laughs in UTF-16': () => wide(laughs(9)),
  'one entity, very often': (share) =>
    rss(item('&a;'.repeat(size(100_000, share))), `<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(10_000)}">]>`),
  'a file as entity': () => rss(item('&f;'), '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
  'an address as entity': () => rss(item('&f;'), '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]>'),
  'an entity hidden in UTF-16': () =>
    wide(rss(item('&f;'), '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>')),
  'many doctypes': (share) => rss(item('a'), '<!DOCTYPE rss [<!ENTITY a "b">]>'.repeat(size(20_000, share))),
  'a million numeric references': (share) => rss(item('&#65;'.repeat(size(1_000_000, share)))),
  'nested 100,000 deep': (share) =>
    rss(`${'<a>'.repeat(size(100_000, share))}${'</a>'.repeat(size(100_000, share))}${item('a')}`),
  'nested 100,000 deep in a title': (share) => rss(item(`${'<b>'.repeat(size(100_000, share))}x`)),
  'an attribute of four mebibytes': (share) => rss(`<x y="${'a'.repeat(size(4_194_304, share))}"/>${item('a')}`),
  '200,000 attributes': (share) => rss(`<x ${attributes(size(200_000, share))}/>${item('a')}`),
  '200,000 attributes with < in them': (share) =>
    rss(`<x ${attributes(size(200_000, share)).replaceAll('"1"', '"<"')}/>${item('a')}`),
  'names of the prototype': () =>
    rss('<__proto__><polluted>1</polluted></__proto__><constructor><prototype>x</prototype></constructor>'),
  '30,000 items': (share) => rss(item('Cải cách hành chính').repeat(size(30_000, share))),
  'comments that never end': (share) => rss('<!-- '.repeat(size(500_000, share)) + item('a')),
  'sections of text that never end': (share) => rss('<![CDATA['.repeat(size(300_000, share)) + item('a')),
  'five mebibytes of <': (share) => '<'.repeat(size(5_000_000, share)),
  'five mebibytes of &': (share) => rss(item('&'.repeat(size(4_900_000, share)))),
};

/** Pages, read as an article, as a list and for the feeds they name. */
export const PAGE_ATTACKS: Attacks = {
  'nested 100,000 deep': (share) => article(`${'<div>'.repeat(size(100_000, share))}<p>x</p>`),
  'nested 100,000 deep in bold': (share) => article(`<p>${'<b>'.repeat(size(100_000, share))}x</p>`),
  '200,000 attributes': (share) => article(`<p ${attributes(size(200_000, share))}>x</p>`),
  '40,000 unclosed <li><h3><a>': (share) => article('<li><h3><a href="/a.htm">Họp dân'.repeat(size(40_000, share))),
  '100,000 unclosed tables': (share) => article('<table><tr><td>'.repeat(size(100_000, share))),
  'a million numeric references': (share) => article(`<p>${'&#7853;'.repeat(size(700_000, share))}</p>`),
  'five mebibytes of one paragraph': (share) => article(`<p>${'họp dân '.repeat(size(480_000, share))}</p>`),
  'five mebibytes of figures': (share) => article(`<p>${'1/2/'.repeat(size(1_200_000, share))}</p>`),
  'five mebibytes of blanks': (share) => article(`<p>${' \n\t'.repeat(size(1_600_000, share))}x</p>`),
  '100,000 short paragraphs': (share) => article('<p>Họp dân hôm nay.</p>'.repeat(size(100_000, share))),
  'scripts that never end': (share) => article('<script>'.repeat(size(500_000, share))),
  'comments that never end': (share) => article('<!-- '.repeat(size(900_000, share))),
  'facts nested 100,000 deep': (share) =>
    article(`<script type="application/ld+json">${'['.repeat(size(100_000, share))}</script>`),
  'facts with names of the prototype': () =>
    article('<script type="application/ld+json">{"__proto__":{"polluted":1},"@type":"NewsArticle"}</script>'),
  '50,000 names of feeds': (share) =>
    '<link rel="alternate" type="application/rss+xml" href="/a.rss">'.repeat(size(50_000, share)),
  '100,000 headings with links': (share) => article('<h3><a href="/a">Họp dân</a></h3>'.repeat(size(100_000, share))),
};

/** robots.txt; read, and asked about a long address. */
export const ROBOTS_ATTACKS: Attacks = {
  'five hundred kibibytes of stars': (share) =>
    `User-agent: *\n${`Disallow: /${'*a'.repeat(400)}$\n`.repeat(size(620, share))}`,
  'one rule of five hundred kibibytes': (share) => `User-agent: *\nDisallow: /${'*a'.repeat(size(250_000, share))}$`,
  '50,000 rules': (share) => `User-agent: *\n${'Disallow: /a\n'.repeat(size(39_000, share))}`,
  '50,000 names': (share) => `${'User-agent: a\n'.repeat(size(36_000, share))}Disallow: /`,
};
