import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleId, canonicalUrl } from '../../../lambdas/core/listing/canonical-url.ts';

describe('canonicalUrl', () => {
  it.each([
    ['https://Bao.Example.vn/a.htm?utm_source=rss&utm_medium=feed', 'https://bao.example.vn/a.htm'],
    ['https://bao.example.vn/a.htm?id=7&fbclid=x&zarsrc=30', 'https://bao.example.vn/a.htm?id=7'],
    ['https://bao.example.vn/a.htm#box_comment', 'https://bao.example.vn/a.htm'],
    ['https://bao.example.vnhttps://bao.example.vn/view.aspx?IID=7', 'https://bao.example.vn/view.aspx?IID=7'],
    ['https://user:pass@bao.example.vn./a', 'https://bao.example.vn/a'],
    ['http://bao.example.vn:80/a?', 'http://bao.example.vn/a'],
    [' https://bao.example.vn/a?x=1&amp;y=2 ', 'https://bao.example.vn/a?x=1&y=2'],
    ['https://bao.example.vn/đề-án.html', 'https://bao.example.vn/%C4%91%E1%BB%81-%C3%A1n.html'],
  ])('%s becomes %s', (raw, canonical) => {
    expect(canonicalUrl(raw)).toBe(canonical);
  });

  it('resolves against a base', () => {
    expect(canonicalUrl('/tin/b.htm', 'https://bao.example.vn/rss/x.rss')).toBe('https://bao.example.vn/tin/b.htm');
    expect(canonicalUrl('//bao.example.vn/b', 'https://x.vn')).toBe('https://bao.example.vn/b');
  });

  it.each([
    '',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.vn',
    '/a',
    'tag:x,2025:1',
    `https://x.vn/${'a'.repeat(3000)}`,
  ])('is null for %j', (raw) => {
    expect(canonicalUrl(raw)).toBeNull();
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalUrl(url);
        expect(once === null ? null : canonicalUrl(once)).toBe(once);
      }),
    );
  });
});

describe('articleId', () => {
  it('is 24 hex digits, the same with and without https and www', () => {
    const id = articleId('https://bao.example.vn/a.htm');
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(articleId('http://www.bao.example.vn/a.htm')).toBe(id);
    expect(articleId('https://bao.example.vn/b.htm')).not.toBe(id);
  });
});
