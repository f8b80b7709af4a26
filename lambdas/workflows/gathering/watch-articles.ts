import { type Alert, alertListSchema, changesOf, lookedSchema, WATCHED_DAYS } from '../../core/archive/watch.ts';
import { addDays, at, type Day, dayOf, type Instant, isBefore } from '../../core/calendar/instant.ts';
import type { Clipping } from '../../core/drafting/draft.ts';
import { blockTexts } from '../../core/extraction/article.ts';
import { extractArticle } from '../../core/extraction/extract-article.ts';
import type { Source } from '../../core/sources/source.ts';
import { decodeText } from '../../core/vietnamese/charset.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Web } from '../../ports/web.ts';
import { loadDraft } from '../editing/desk-draft.ts';
import { readJson, writeJson } from '../stored-json.ts';
import { readArticle } from './read-articles.ts';

/** What watching needs of the world. */
export interface WatchPorts {
  readonly clock: Clock;
  readonly web: Web;
  readonly newsroom: ObjectStore;
}

const ALERTS_KEY = `${NEWSROOM_KEYS.watch}alerts.json`;
/** The morning belongs to the draft: cited articles are looked at from this hour on. */
const FROM = '09:00';
/** An alert is told for this long, days: editors look at the desk every working day. */
const TOLD_DAYS = 14;

/** What is told on the desk's first page, newest first. */
export async function readAlerts(newsroom: ObjectStore): Promise<readonly Alert[]> {
  const stored = await readJson(newsroom, ALERTS_KEY, alertListSchema);
  return (stored?.value.alerts ?? []).toReversed();
}

/**
 * Looks once a day at every article of a source that an approved issue of the last days cites, through the same polite web, and
 * notes what is gone or changed. A paper that cannot be reached says nothing of its articles: it is asked again tomorrow.
 * No page is begun after `deadline`. Returns how many were looked at.
 */
export async function watchSource(ports: WatchPorts, source: Source, deadline: Instant): Promise<number> {
  const now = ports.clock.now();
  const today = dayOf(now);
  const key = `${NEWSROOM_KEYS.watch}looked/${source.id}.json`;
  if (isBefore(now, at(today, FROM))) return 0;
  if ((await readJson(ports.newsroom, key, lookedSchema))?.value.day === today) return 0;
  let looked = 0;
  for (const cited of await citedOf(ports.newsroom, source.id, today)) {
    if (!isBefore(ports.clock.now(), deadline)) return looked;
    const alerts = await lookAt(ports, source, cited);
    if (alerts.length > 0) await tell(ports.newsroom, alerts, today);
    looked += 1;
  }
  await writeJson(ports.newsroom, key, { version: 1, day: today }, { kind: 'any' });
  return looked;
}

interface Cited {
  readonly issueKey: Day;
  readonly clipping: Clipping;
}

/** Clippings of the source in the approved issues of the last days, newest issue first. */
async function citedOf(newsroom: ObjectStore, sourceId: string, today: Day): Promise<Cited[]> {
  const cited: Cited[] = [];
  for (let back = 1; back <= WATCHED_DAYS; back += 1) {
    const issueKey = addDays(today, -back);
    const draft = await loadDraft(newsroom, issueKey);
    if (!draft?.value.sealed) continue;
    for (const clipping of draft.value.clippings) {
      if (clipping.sourceId === sourceId) cited.push({ issueKey, clipping });
    }
  }
  return cited;
}

async function lookAt(ports: WatchPorts, source: Source, { issueKey, clipping }: Cited): Promise<Alert[]> {
  const page = await ports.web.fetch({ url: clipping.url, validators: null, gapMs: source.courtesy.gapMs });
  const { id: item, title, url, citation } = clipping;
  const about = { issueKey, item, title, site: citation.site, url, at: ports.clock.now() };
  if (page.kind === 'failed') return page.failure === 'not-found' ? [{ ...about, kind: 'gone' }] : [];
  if (page.kind !== 'fetched' || clipping.firstSeenAt === undefined) return [];
  const gathered = await readArticle(ports.newsroom, clipping.articleId, clipping.firstSeenAt);
  if (gathered === null) return [];
  const html = decodeText(page.body, page.contentType);
  const listed = { title: gathered.title, publishedAt: gathered.published.instant };
  const present = extractArticle({ html, url, rules: source.rules, listed });
  // A page without an article may be a paywall or a page of errors: nothing is guessed from it.
  if (present.kind === 'not-article') return [];
  const changes = changesOf(
    { texts: blockTexts(clipping.body) },
    { title: gathered.title, texts: blockTexts(gathered.blocks) },
    { title: present.title, texts: [present.lead ?? '', ...blockTexts(present.blocks)] },
  );
  return changes.map((change): Alert => {
    return change.kind === 'title'
      ? { ...about, ...change }
      : { ...about, kind: 'figures', figures: [...change.figures] };
  });
}

/** Adds what is new; the same finding is told once, and old ones are forgotten. */
async function tell(newsroom: ObjectStore, found: readonly Alert[], today: Day): Promise<void> {
  for (;;) {
    const stored = await readJson(newsroom, ALERTS_KEY, alertListSchema);
    const before = stored?.value.alerts ?? [];
    const fresh = found.filter((alert) => !before.some((each) => nameOf(each) === nameOf(alert)));
    if (fresh.length === 0) return;
    const young = before.filter((alert) => dayOf(alert.at) > addDays(today, -TOLD_DAYS));
    const list = { version: 1, alerts: [...young, ...fresh] };
    const condition = stored ? { kind: 'etag' as const, etag: stored.etag } : { kind: 'none' as const };
    const written = await writeJson(newsroom, ALERTS_KEY, list, condition);
    if (written.kind === 'stored') return;
  }
}

function nameOf({ issueKey, item, kind, now = '', figures = [] }: Alert): string {
  return [issueKey, item, kind, now, ...figures].join('\n');
}
