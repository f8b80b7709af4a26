import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'pages');

const about = {
  /** `skeleton`: of a real page, the prose invented; `invented`: written after a known page system. */
  origin: z.enum(['skeleton', 'invented']),
  system: z.string(),
  shape: z.enum(['normal', 'redesigned', 'photo-story', 'video', 'paywall', 'list']),
  url: z.url(),
};
const expectedSchema = z.discriminatedUnion('kind', [
  z.object({
    ...about,
    kind: z.literal('article'),
    title: z.string(),
    lead: z.string().nullable(),
    authors: z.array(z.string()),
    published: z.string().nullable(),
    texts: z.array(z.string()),
  }),
  z.object({ ...about, kind: z.literal('not-article'), reason: z.string() }),
]);

const pages = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({
    name,
    html: readFileSync(join(FOLDER, name, 'source.html'), 'utf8'),
    expected: expectedSchema.parse(JSON.parse(readFileSync(join(FOLDER, name, 'expected.json'), 'utf8'))),
  }));

function read(html: string, url: string) {
  const found = extractArticle({ html, url, rules: null, listed: null });
  if (found.kind === 'not-article') return { kind: found.kind, reason: found.reason };
  const { kind, title, lead, byline, published, blocks } = found;
  return {
    ...{ kind, title, lead },
    authors: byline?.authors ?? [],
    published: published.instant,
    texts: blockTexts(blocks),
  };
}

describe('the captured pages', () => {
  it.each(pages)('$name reads as a person reads it', ({ html, expected }) => {
    const { origin: _origin, system: _system, shape: _shape, url, ...wanted } = expected;
    expect(read(html, url)).toEqual(wanted);
  });

  it('are at least 60 for at least 12 page systems, in every shape, below 3 MB', () => {
    expect(pages.length).toBeGreaterThanOrEqual(60);
    expect(new Set(pages.map(({ expected }) => expected.system)).size).toBeGreaterThanOrEqual(12);
    expect([...new Set(pages.map(({ expected }) => expected.shape))].toSorted()).toEqual(
      ['list', 'normal', 'paywall', 'photo-story', 'redesigned', 'video'].toSorted(),
    );
    const bytes = pages.reduce((sum, { name }) => sum + statSync(join(FOLDER, name, 'source.html')).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it('would tell a lost paragraph', () => {
    const page = pages.find(({ expected }) => expected.kind === 'article' && expected.texts.length > 5);
    if (page?.expected.kind !== 'article') throw new Error('no article among the pages');
    const paragraph = page.expected.texts.find((text) => text.length > 60 && page.html.includes(text)) ?? '';
    expect(read(page.html.replace(paragraph, ''), page.expected.url)).not.toEqual(read(page.html, page.expected.url));
  });
});
