import type { Article } from '../../core/extraction/article.ts';
import { extractArticle } from '../../core/extraction/extract-article.ts';
import type { Source } from '../../core/sources/source.ts';
import type { FailureKind } from '../../core/sources/visit.ts';
import { decodeText } from '../../core/vietnamese/charset.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntryLog } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Web } from '../../ports/web.ts';
import { readArticle } from './read-articles.ts';

/** What reading the article at an address needs of the world. */
export interface LinkPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly web: Web;
  readonly entries: Pick<EntryLog, 'get'>;
}

/** An address of a source; `id` by `articleId`, `url` canonical. */
export interface Link {
  readonly id: string;
  readonly url: string;
  readonly source: Source;
}

/** The article at an address: out of the store, else fetched as a visit would; or why it was not to be had. */
export async function readByLink(ports: LinkPorts, link: Link): Promise<Article | FailureKind | 'not-an-article'> {
  const { id, url, source } = link;
  const seen = await ports.entries.get(id);
  const stored = seen && (await readArticle(ports.newsroom, id, seen.firstSeenAt));
  if (stored) return stored;
  const page = await ports.web.fetch({ url, validators: null, gapMs: source.courtesy.gapMs });
  if (page.kind === 'failed') return page.failure;
  if (page.kind === 'not-modified') return 'server-error';
  const html = decodeText(page.body, page.contentType);
  const read = extractArticle({ html, url, rules: source.rules, listed: { title: '', publishedAt: null } });
  if (read.kind === 'not-article') return 'not-an-article';
  const { kind: _, ...content } = read;
  return { version: 1, id, sourceId: source.id, url, firstSeenAt: ports.clock.now(), ...content };
}
