import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareHostOf, identityOf, isPlain } from '../../../lambdas/core/listing/address-identity.ts';
import { articleId, canonicalUrl } from '../../../lambdas/core/listing/canonical-url.ts';

const PLAIN = 'https://bao.example.vn/thoi-su/mot-cua-123.html';

/** One page in many dresses: every one is the article at {@link PLAIN}. */
const SAME: readonly string[] = [
  'http://bao.example.vn/thoi-su/mot-cua-123.html',
  'https://www.bao.example.vn/thoi-su/mot-cua-123.html',
  'https://WWW.Bao.Example.vn./thoi-su/mot-cua-123.html#comment',
  'https://m.bao.example.vn/thoi-su/mot-cua-123.html',
  'https://mobile.bao.example.vn/thoi-su/mot-cua-123.html',
  'https://amp.bao.example.vn/thoi-su/mot-cua-123.html',
  'https://bao.example.vn/amp/thoi-su/mot-cua-123.html',
  'https://bao.example.vn/thoi-su/mot-cua-123.html/amp',
  'https://bao.example.vn/thoi-su/mot-cua-123.html/amp/',
  'https://bao.example.vn/thoi-su/mot-cua-123.amp.html',
  'https://bao.example.vn/thoi-su/mot-cua-123-amp.html',
  'https://bao.example.vn/thoi-su/mot-cua-123.html.amp',
  'https://bao.example.vn/thoi-su/mot-cua-123.html?amp=1',
  'https://bao.example.vn/thoi-su/mot-cua-123.html?amp',
  'https://bao.example.vn/thoi-su/mot-cua-123.html?outputType=amp',
  'https://www.google.com/amp/s/bao.example.vn/thoi-su/mot-cua-123.html',
  'https://bao-example-vn.cdn.ampproject.org/c/s/bao.example.vn/thoi-su/mot-cua-123.html',
  'https://bao.example.vn/print/thoi-su/mot-cua-123.html',
  'https://bao.example.vn/thoi-su/mot-cua-123.html/print',
  'https://bao.example.vn/thoi-su/mot-cua-123-print.html',
  'https://bao.example.vn/thoi-su/mot-cua-123.html?print=1',
  'https://bao.example.vn/thoi-su/mot-cua-123.html?tmpl=component&print=1&layout=print',
  'https://bao.example.vn/thoi-su/mot-cua-123.html/',
  'https://bao.example.vn//thoi-su//mot-cua-123.html',
  'https://bao.example.vn/thoi-su/mot-cua-123.html?utm_source=zalo&utm_medium=oa&zarsrc=31',
  'https://bao.example.vn/thoi-su/mot-cua-123.html?vn_source=home&vn_zone=topstory&fbclid=IwAR0',
  'https://bao.example.vnhttps://bao.example.vn/thoi-su/mot-cua-123.html',
];

/** Addresses that only look alike: each is another article. */
const DIFFERENT: readonly string[] = [
  'https://bao.example.vn/thoi-su/mot-cua-124.html',
  'https://bao.example.vn/thoi-su/mot-cua-123.html?page=2',
  'https://bao.example.vn/amp-thoi-su/mot-cua-123.html',
  'https://bao.example.vn/thoi-su/in/mot-cua-123.html',
  'https://thoisu.bao.example.vn/thoi-su/mot-cua-123.html',
  'https://bao.example.vn/Thoi-Su/mot-cua-123.html',
  'https://bao.example.vn:8080/thoi-su/mot-cua-123.html',
  'https://khac.example.vn/thoi-su/mot-cua-123.html',
];

const idOf = (url: string, hosts?: readonly string[]): string => articleId(canonicalUrl(url) ?? 'x:', hosts);

describe('the identity of an article', () => {
  it.each(SAME)('%s is the plain page', (url) => expect(idOf(url)).toBe(idOf(PLAIN)));

  it.each(DIFFERENT)('%s is another page (control)', (url) => expect(idOf(url)).not.toBe(idOf(PLAIN)));

  it('does not depend on the order of the parameters', () => {
    expect(idOf('https://bao.example.vn/v.aspx?a=1&b=2')).toBe(idOf('https://bao.example.vn/v.aspx?b=2&a=1'));
  });

  it('does not depend on how letters of a path are composed or escaped', () => {
    const path = 'https://bao.example.vn/đề-án-06.html';
    const ids = [path, path.normalize('NFD'), encodeURI(path), encodeURI(path).toLowerCase()].map((url) => idOf(url));
    expect(new Set(ids).size).toBe(1);
    expect(idOf('https://bao.example.vn/de-an-06.html')).not.toBe(ids[0]);
    expect(idOf('https://bao.example.vn/%E9-06.html')).not.toBe(ids[0]);
  });

  it('counts an old host of the source as its present one, and no other host', () => {
    const hosts = ['www.baomoi.example.vn', 'baomoi.example.vn', 'baocu.example.com.vn'];
    const present = 'https://baomoi.example.vn/a-1.html';
    expect(idOf('http://www.baocu.example.com.vn/a-1.html', hosts)).toBe(idOf(present, hosts));
    expect(idOf('http://m.baocu.example.com.vn/a-1.html', hosts)).toBe(idOf(present));
    expect(idOf('http://la.example.vn/a-1.html', hosts)).not.toBe(idOf(present, hosts));
  });

  it('leaves a short host whole', () => {
    expect(['www.vn', 'amp.vn', 'm.vn', 'www.amp.vn'].map(bareHostOf)).toEqual(['www.vn', 'amp.vn', 'm.vn', 'amp.vn']);
  });

  it('is found for every address that has a canonical spelling', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (raw) => {
        const url = canonicalUrl(raw);
        if (url !== null) expect(identityOf(url).length).toBeGreaterThan(0);
      }),
    );
  });

  it('tells a plain page from its dresses', () => {
    expect(isPlain(PLAIN)).toBe(true);
    expect(SAME.slice(3, 16).filter((url) => isPlain(canonicalUrl(url) ?? '')).length).toBeLessThanOrEqual(2);
  });
});
