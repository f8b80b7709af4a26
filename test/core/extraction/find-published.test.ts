import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';
import { URL_OF, vccorp } from './pages.ts';

const RIGHT = '2024-09-05T08:00:00+07:00';
const meta = (content: string): string => `<meta property="article:published_time" content="${content}">`;

function published(change: { head?: string; time?: string }, listedAt: string | null = null) {
  const listed = { title: 'x', publishedAt: listedAt };
  const result = extractArticle({ html: vccorp(change), url: URL_OF, rules: null, listed });
  return result.kind === 'article' ? result.published : result;
}

describe('the time of publication', () => {
  it('is what the page tells machines where people see the same day', () => {
    expect(published({ head: meta(RIGHT), time: 'Thứ Năm, 05/9/2024, 08:00' })).toEqual({
      instant: RIGHT,
      evidence: 'meta',
    });
  });

  it('is what people see where machines are told nothing or nonsense', () => {
    expect(published({ head: '' })).toEqual({ instant: RIGHT, evidence: 'visible' });
    expect(published({ head: meta('0001-01-01T00:00:00') })).toEqual({ instant: RIGHT, evidence: 'visible' });
  });

  it('is the local time where it calls itself universal', () => {
    expect(published({ head: meta('2024-09-05T08:00:00Z') })).toEqual({ instant: RIGHT, evidence: 'visible' });
  });

  it('is unknown where the two name different days and nothing decides', () => {
    expect(published({ head: meta('2024-09-08T08:00:00+07:00') })).toEqual({ instant: null, evidence: 'none' });
  });

  it('is decided by the listing where the two name different days', () => {
    const other = '2024-09-08T08:00:00+07:00';
    expect(published({ head: meta(other) }, '2024-09-05T08:05:00+07:00')).toEqual({
      instant: RIGHT,
      evidence: 'visible',
    });
    expect(published({ head: meta(other) }, '2024-09-08T08:05:00+07:00')).toEqual({ instant: other, evidence: 'meta' });
  });

  it('is the listing’s where the page says none, and unknown without any', () => {
    expect(published({ head: '', time: 'Mới đây' }, RIGHT)).toEqual({ instant: RIGHT, evidence: 'listing' });
    expect(published({ head: '', time: 'Mới đây' })).toEqual({ instant: null, evidence: 'none' });
  });

  it('keeps the day of Viet Nam just after midnight', () => {
    const change = { head: meta('2024-09-04T17:30:00Z'), time: '05/09/2024 00:30' };
    expect(published(change)).toEqual({ instant: '2024-09-05T00:30:00+07:00', evidence: 'meta' });
  });
});
