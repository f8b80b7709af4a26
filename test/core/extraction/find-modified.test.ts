import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';
import { PARAGRAPHS, URL_OF, vccorp } from './pages.ts';

const PUBLISHED = '2024-09-05T08:00:00+07:00';
const CHANGED = '2024-09-05T10:15:00+07:00';
const meta = (name: string, content: string): string => `<meta property="article:${name}_time" content="${content}">`;
const told = (published: string, modified: string): string => meta('published', published) + meta('modified', modified);
const jsonLd = (modified: string): string =>
  `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"${PUBLISHED}","dateModified":"${modified}"}</script>`;

function content(html: string) {
  const result = extractArticle({ html, url: URL_OF, rules: null, listed: null });
  if (result.kind !== 'article') throw new Error(result.reason);
  return result;
}

describe('the time of the last change', () => {
  it.each([
    ['by JSON-LD', { head: jsonLd(CHANGED) }, { instant: CHANGED, evidence: 'json-ld' }],
    ['by a meta element', { head: told(PUBLISHED, CHANGED) }, { instant: CHANGED, evidence: 'meta' }],
    [
      'in local times that call themselves universal',
      { head: told('2024-09-05T08:00:00Z', '2024-09-05T10:15:00Z') },
      { instant: CHANGED, evidence: 'meta' },
    ],
    [
      'beside the date people see',
      { time: '<p class="date">05/09/2024 08:00</p><p class="date">Cập nhật lúc: 05/09/2024 10:15</p>' },
      { instant: CHANGED, evidence: 'visible' },
    ],
  ])('is taken as told %s', (_name, change, modified) => {
    expect(content(vccorp(change)).modified).toEqual(modified);
  });

  it.each([
    ['is not told', {}],
    ['is that of publication', { head: told(PUBLISHED, PUBLISHED) }],
    ['lies before publication', { head: told(PUBLISHED, '2024-09-04T10:15:00+07:00') }],
    ['is nonsense', { head: told(PUBLISHED, '0001-01-01T00:00:00') }],
  ])('is left out where it %s', (_name, change) => {
    expect(content(vccorp(change))).not.toHaveProperty('modified');
  });
});

describe('the documents an article names', () => {
  it('come from title, lead and text, and are left out where there are none', () => {
    const named = vccorp().replace(PARAGRAPHS[0] ?? '', `Theo Nghị quyết số 57-NQ/TW, ${PARAGRAPHS[0]}`);
    expect(content(named).documents).toEqual(['57-NQ/TW']);
    expect(content(vccorp())).not.toHaveProperty('documents');
  });
});
