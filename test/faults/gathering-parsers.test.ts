import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../lambdas/core/listing/parse-feed.ts';

const ABOUT = { url: 'https://bao.example.vn/rss', contentType: 'text/xml' };
const MIB = 1024 * 1024;
const item = (title: string): string => `<item><title>${title}</title><link>https://bao.example.vn/a</link></item>`;
const rss = (inside: string, doctype = ''): string =>
  `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel>${inside}</channel></rss>`;
const laughs = (depth: number): string => {
  const entities = Array.from({ length: depth }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);
  return rss(item(`&l${depth};`), `<!DOCTYPE rss [<!ENTITY l0 "lol">${entities.join('')}]>`);
};
const wide = (text: string): Uint8Array => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

const ATTACKS: Readonly<Record<string, string | Uint8Array>> = {
  'a billion laughs': laughs(9),
  'laughs in UTF-16': wide(laughs(9)),
  'one entity, very often': rss(item('&a;'.repeat(100_000)), `<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(10_000)}">]>`),
  'a file as entity': rss(item('&f;'), '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
  'an address as entity': rss(item('&f;'), '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]>'),
  'many doctypes': rss(item('a'), '<!DOCTYPE rss [<!ENTITY a "b">]>'.repeat(5_000)),
  'half a million numeric references': rss(item('&#65;'.repeat(500_000))),
  'deep nesting': rss(`${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}${item('a')}`),
  'deep nesting in a title': rss(item(`${'<b>'.repeat(50_000)}x`)),
  'an attribute of a mebibyte': rss(`<x y="${'a'.repeat(MIB)}"/>${item('a')}`),
  'many attributes': rss(`<x ${Array.from({ length: 20_000 }, (_, n) => `a${n}="1"`).join(' ')}/>${item('a')}`),
  'names of the prototype': rss(
    '<__proto__><polluted>1</polluted></__proto__><constructor><prototype>x</prototype></constructor>',
  ),
};

describe('a feed that attacks its reader', () => {
  it.each(Object.entries(ATTACKS))('costs little and gives nothing away: %s', (_name, attack) => {
    const bytes = typeof attack === 'string' ? new TextEncoder().encode(attack) : attack;
    const before = process.memoryUsage().rss;
    const cpu = process.cpuUsage();
    const told = JSON.stringify(parseFeed(bytes, ABOUT));
    const { user, system } = process.cpuUsage(cpu);
    expect((user + system) / 1_000).toBeLessThan(20_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * MIB);
    expect(told.length).toBeLessThan(100_000);
    expect(told).not.toMatch(/root:|lollollol/);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('is read like any other when it is none (control)', () => {
    expect(parseFeed(new TextEncoder().encode(rss(item('Cải cách'))), ABOUT)).toMatchObject({ kind: 'listing' });
  });
});
