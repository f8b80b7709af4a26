import { gzipSync } from 'node:zlib';
import { type Instant, isBefore } from '../../core/calendar/instant.ts';
import type { Article } from '../../core/extraction/article.ts';
import { extractArticle } from '../../core/extraction/extract-article.ts';
import type { DropReason, Entry, Fate, SeenEntry } from '../../core/listing/entry.ts';
import { firstSight } from '../../core/sections/first-sight.ts';
import type { Lexicon } from '../../core/sections/lexicon.ts';
import { isOfSource } from '../../core/sources/hosts.ts';
import type { Source } from '../../core/sources/source.ts';
import { decodeText } from '../../core/vietnamese/charset.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { FetchOutcome, Web } from '../../ports/web.ts';
import { writeJson } from '../stored-json.ts';
import { judgeArticle } from './judge-article.ts';
import { articleKey } from './read-articles.ts';

/** What {@link gatherEntry} needs of the world. */
export interface GatherPorts {
  readonly web: Web;
  readonly newsroom: ObjectStore;
}

/** The house's judgement a gathered entry is held against. */
export interface GatherRules {
  readonly source: Source;
  readonly lexicon: Lexicon;
  /** Nothing published before this is news any more. */
  readonly oldest: Instant;
}

/** A page is tried this often before its entry is dropped. */
const MAX_TRIES = 3;

/** Cheap judgement on what the listing says: a fate, or null when the page is worth fetching. */
export function judgeEntry(entry: Entry, rules: GatherRules): Fate | null {
  if (!isOfSource(entry.url, rules.source)) return dropped('foreign-host', new URL(entry.url).hostname);
  if (entry.publishedAt && isBefore(entry.publishedAt, rules.oldest)) {
    return dropped('too-old', entry.publishedAt);
  }
  const sight = firstSight({ title: entry.title, summary: entry.summary }, rules.lexicon);
  return sight.pass ? null : dropped('not-reform-at-first-sight', sight.score.toFixed(2));
}

/**
 * The entry as it is written down before an attempt at its page: who kills the visit with it is met again, three times at
 * most, and cannot keep the paper's other pages waiting for ever.
 */
export function attempted(seen: SeenEntry): SeenEntry {
  const tries = triesOf(seen) + 1;
  const fate: Fate =
    tries > MAX_TRIES ? dropped('fetch-failed', `given up after ${MAX_TRIES} tries`) : { kind: 'pending', tries };
  return { ...seen, fate };
}

/** A page that was not to be had. */
export type PageFailure = Extract<FetchOutcome, { kind: 'failed' }>;

/** What became of an entry, and of its page where that could not be had. */
export interface EntryGathered {
  readonly fate: Fate;
  readonly failure: PageFailure | null;
}

/** Fetches, extracts and stores the page of an attempted entry. Safe to run again. */
export async function gatherEntry(ports: GatherPorts, seen: SeenEntry, rules: GatherRules): Promise<EntryGathered> {
  const fetched = await ports.web.fetch({ url: seen.url, validators: null, gapMs: rules.source.courtesy.gapMs });
  if (fetched.kind !== 'fetched') {
    const detail = fetched.kind === 'failed' ? `${fetched.failure}: ${fetched.detail}` : fetched.kind;
    const final = fetched.kind === 'failed' && fetched.failure === 'not-found';
    const fate = final || triesOf(seen) >= MAX_TRIES ? dropped('fetch-failed', detail) : seen.fate;
    return { fate, failure: fetched.kind === 'failed' ? fetched : null };
  }
  const read = readPage(seen, fetched, rules);
  if (read.kind === 'dropped') return { fate: read, failure: null };
  await store(ports.newsroom, read.article, fetched.body);
  return { fate: read.fate, failure: null };
}

type Page = Extract<FetchOutcome, { kind: 'fetched' }>;

/** Decodes, extracts and judges; a page that defeats the house is dropped by itself, with the reason. */
function readPage(
  seen: SeenEntry,
  page: Page,
  rules: GatherRules,
): Extract<Fate, { kind: 'dropped' }> | { readonly kind: 'read'; readonly article: Article; readonly fate: Fate } {
  try {
    const extraction = extractArticle({
      html: decodeText(page.body, page.contentType),
      url: seen.url,
      rules: rules.source.rules,
      listed: { title: seen.title, publishedAt: seen.publishedAt },
    });
    if (extraction.kind === 'not-article') return dropped('not-article', extraction.reason);
    const { kind: _, ...content } = extraction;
    const { articleId: id, sourceId, url, firstSeenAt } = seen;
    const article: Article = { version: 1, id, sourceId, url, firstSeenAt, ...content };
    return { kind: 'read', article, fate: fateOf(article, rules) };
  } catch (error) {
    return dropped('unreadable', error instanceof Error ? error.message : String(error));
  }
}

function triesOf(seen: SeenEntry): number {
  return seen.fate.kind === 'pending' ? seen.fate.tries : 0;
}

/** The full judgement on the text; the article is kept either way, so that a changed lexicon can be replayed. */
function fateOf(article: Article, rules: GatherRules): Fate {
  const { instant } = article.published;
  if (instant && isBefore(instant, rules.oldest)) return dropped('too-old', instant);
  const judged = judgeArticle(article, rules.source, rules);
  return judged.reform
    ? { kind: 'stored' }
    : dropped('not-reform', judged.reasons.join('; ') || judged.score.toFixed(2));
}

async function store(newsroom: ObjectStore, article: Article, page: Uint8Array): Promise<void> {
  const pageKey = `${NEWSROOM_KEYS.pages}${article.id}.html.gz`;
  await newsroom.put(pageKey, gzipSync(page), { contentType: 'application/gzip' }, { kind: 'none' });
  await writeJson(newsroom, articleKey(article.id, article.firstSeenAt), article, { kind: 'none' });
}

function dropped(reason: DropReason, detail: string): Extract<Fate, { kind: 'dropped' }> {
  return { kind: 'dropped', reason, detail };
}
