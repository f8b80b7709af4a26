import { at, type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import { articleId } from '../../core/listing/canonical-url.ts';
import type { Entry, SeenEntry } from '../../core/listing/entry.ts';
import { type Health, healthOf } from '../../core/sources/health.ts';
import { withVisit } from '../../core/sources/history.ts';
import { listingWorth } from '../../core/sources/listing-worth.ts';
import { nextVisitAt } from '../../core/sources/next-visit.ts';
import { type GatheringPlace, placeOf, type Source } from '../../core/sources/source.ts';
import type { ListingProblem, Visit, VisitOutcome } from '../../core/sources/visit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntryLog, VisitBook } from '../../ports/newsroom.ts';
import type { VisitRequest, WorkQueue } from '../../ports/work-queue.ts';
import { type House, loadHouse } from '../settings/house.ts';
import { type GatherPorts, type GatherRules, judgeEntry } from './gather-entry.ts';
import { gatherPending, type PagesRead } from './gather-pending.ts';
import { type Listed, listSource } from './list-source.ts';
import { markBegun } from './orphaned-visits.ts';
import { askFor } from './plan-visits.ts';
import { watchSource } from './watch-articles.ts';

/** What {@link visitSource} needs of the world. */
export interface VisitSourcePorts extends GatherPorts {
  readonly clock: Clock;
  readonly visits: VisitBook;
  readonly entries: EntryLog;
}

/**
 * No new page is begun later than this. The function is ended after five minutes: what is left is for the rules of the
 * house before, one slow page after, and saying where the next visit goes on.
 */
const VISIT_MS = 3 * 60_000;
/** What was published longer ago than this is no news, unless the window was widened. */
const OLDEST_MS = 7 * 24 * 3_600_000;

/** What one visit did, for the report and the log. */
export interface VisitReport {
  /** `<source>/<instant>`: by it the log leads from a visit to its articles. */
  readonly visitId: string;
  readonly sourceId: string;
  readonly outcome: VisitOutcome;
  /** What was odd about single feeds or pages, for the log: a feed that moved, one that lists nothing. */
  readonly problems: readonly ListingProblem[];
  /** Failures in a row, this visit included. */
  readonly failures: number;
  /** When the present run of failed or empty visits began, or null. */
  readonly since: Instant | null;
  /** True when time ran out with pages still to fetch: the next visit goes on. */
  readonly ranOut: boolean;
  /** The articles it stored, by id: the log of the draft names those it took. */
  readonly articles: readonly string[];
}

/** What became of a gather message; the source may have been taken out of the registry meanwhile. */
export type SourceVisited =
  | (VisitReport & {
      readonly kind: 'visited';
      readonly health: Health['kind'];
      /** Cited articles that were looked at again, or what kept it from looking. */
      readonly watched: number | string;
    })
  | { readonly kind: 'no-such-source'; readonly sourceId: string }
  /** It is read from another place since. */
  | { readonly kind: 'elsewhere'; readonly sourceId: string }
  /** It was visited after it had been asked for, and is not due again. */
  | { readonly kind: 'visited-since'; readonly sourceId: string };

/** Failures in a row from which on somebody is told: one bad hour of a paper is its own affair. */
const TOLD_FROM = 3;

/** The figure an alarm watches, 1 or 0 a visit: what share of the papers is in trouble. */
export function visitMetrics(visited: SourceVisited): Readonly<Record<string, number>> {
  if (visited.kind !== 'visited') return {};
  const { health, failures } = visited;
  return { SourceTrouble: Number((health === 'failing' || health === 'refused') && failures >= TOLD_FROM) };
}

/**
 * Visits the source of a gather message by the house's present rules; a visit that ran out of time asks for itself again. Only the
 * cloud looks again at cited articles: the office's key opens no draft.
 */
export async function visitById(
  ports: VisitSourcePorts & { readonly gather: WorkQueue<VisitRequest> },
  sourceId: string,
  place: GatheringPlace = 'cloud',
): Promise<SourceVisited> {
  const house = await loadHouse(ports.newsroom);
  const source = house.sources.find((each) => each.id === sourceId);
  if (!source) return { kind: 'no-such-source', sourceId };
  if (placeOf(source) !== place) return { kind: 'elsewhere', sourceId };
  // The office's key may not, and what its computer left undone it finds due itself.
  if (place === 'cloud') await markBegun(ports, sourceId);
  const now = ports.clock.now();
  const rules = { source, lexicon: house.lexicon, oldest: oldestOf(house, now) };
  const report = await visitSource(ports, rules, shift(now, VISIT_MS));
  if (report.ranOut) await askFor(ports, source);
  // In the same visit, so that no second connection is opened to the paper.
  const mayWatch = place === 'cloud' && !report.ranOut && report.outcome.kind !== 'failed';
  const watched = mayWatch ? await watchSafely(ports, source, shift(now, VISIT_MS)) : 0;
  const health = healthOf(await ports.visits.get(sourceId), { now, calendar: house.calendar });
  return { kind: 'visited', ...report, health: health.kind, watched };
}

/** Looking again at what was printed long ago must not cost the visit: what stands in its way is told in the log. */
async function watchSafely(ports: VisitSourcePorts, source: Source, deadline: Instant): Promise<number | string> {
  try {
    return await watchSource(ports, source, deadline);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function oldestOf(house: House, now: Instant): Instant {
  const ordinary = shift(now, -OLDEST_MS);
  const since = house.since ? at(house.since, '00:00') : ordinary;
  return isBefore(since, ordinary) ? since : ordinary;
}

/**
 * One polite reading of one source: listing → new entries → first sight → fetch → extract → store.
 * An entry is written down before its page is fetched, so a visit that is cut short is continued, never repeated.
 */
export async function visitSource(
  ports: VisitSourcePorts,
  rules: GatherRules,
  deadline: Instant,
): Promise<VisitReport> {
  const visitedAt = ports.clock.now();
  const before = await ports.visits.get(rules.source.id);
  const listed = await listSource(ports.web, rules.source, before);
  const met = await meetEntries(ports, listed.entries, { rules, now: visitedAt });
  const pending = met.filter((seen) => seen.fate.kind === 'pending');
  const pages = await gatherPending(ports, { pending, rules, deadline });
  const outcome = outcomeOf(listed, { met, pages, visitedAt }, { rules, before });
  const visit = visitOf({ source: rules.source.id, visitedAt, outcome, listed, pages, before });
  await ports.visits.put(visit);
  const { failures } = visit;
  const since = visit.history?.since ?? null;
  const { id: sourceId } = rules.source;
  const { stored: articles, ranOut } = pages;
  const visitId = `${sourceId}/${visitedAt}`;
  return { visitId, sourceId, outcome, problems: listed.problems, failures, since, ranOut, articles };
}

/** Writes down every entry once; gives back the listed ones as the log knows them. */
async function meetEntries(
  ports: VisitSourcePorts,
  entries: readonly Entry[],
  { rules, now }: { readonly rules: GatherRules; readonly now: Instant },
): Promise<SeenEntry[]> {
  const met: SeenEntry[] = [];
  const { hosts } = rules.source;
  for (const [id, entry] of new Map(entries.map((each) => [articleId(each.url, hosts), each]))) {
    const known = await ports.entries.get(id);
    if (known) {
      met.push(known);
      continue;
    }
    const seen: SeenEntry = {
      version: 1,
      articleId: id,
      sourceId: rules.source.id,
      url: entry.url,
      title: entry.title,
      publishedAt: entry.publishedAt,
      firstSeenAt: now,
      fate: judgeEntry(entry, rules) ?? { kind: 'pending', tries: 0 },
    };
    await ports.entries.add(seen);
    met.push(seen);
  }
  return met;
}

/** What was found on a visit besides its listing. */
interface Found {
  readonly met: readonly SeenEntry[];
  readonly pages: PagesRead;
  readonly visitedAt: Instant;
}

function outcomeOf(listed: Listed, found: Found, about: { rules: GatherRules; before: Visit | null }): VisitOutcome {
  const failure = listed.failure ?? found.pages.failure;
  // A listing that has not changed says nothing of its worth.
  const worth = listingWorth(listed.unchanged > 0 ? [] : listed.entries, about.rules);
  if (worth.kind === 'stale') return { kind: 'silent', newest: worth.newest };
  if (worth.kind !== 'usable') return { kind: 'failed', failure: worth.kind, detail: worth.detail };
  if (failure) return { kind: 'failed', failure: failure.failure, detail: failure.detail };
  if (listed.entries.length > 0) {
    return { kind: 'read', entries: listed.entries.length, fresh: freshIn(found), stored: found.pages.stored.length };
  }
  if (listed.unchanged === 0) return { kind: 'silent' };
  return about.before?.outcome.kind === 'silent' ? about.before.outcome : { kind: 'unchanged' };
}

/** New entries that could be news; old ones of a feed read for the first time and pages of others are none. */
function freshIn({ met, visitedAt }: Found): number {
  const isNews = ({ fate }: SeenEntry): boolean =>
    fate.kind !== 'dropped' || !/^(?:too-old|foreign-host)$/.test(fate.reason);
  return met.filter((seen) => seen.firstSeenAt === visitedAt && isNews(seen)).length;
}

function visitOf(visit: {
  source: string;
  visitedAt: Instant;
  outcome: VisitOutcome;
  listed: Listed;
  pages: PagesRead;
  before: Visit | null;
}): Visit {
  const failures = visit.outcome.kind === 'failed' ? (visit.before?.failures ?? 0) + 1 : 0;
  const read = visit.outcome.kind === 'read' || visit.outcome.kind === 'unchanged';
  return {
    version: 1,
    sourceId: visit.source,
    visitedAt: visit.visitedAt,
    outcome: visit.outcome,
    lastReadAt: read ? visit.visitedAt : (visit.before?.lastReadAt ?? null),
    failures,
    nextVisitAt: dueAfter(visit, failures),
    // Without its validators the next listing is read in full, so what is pending is met again.
    validators: visit.pages.complete && visit.outcome.kind !== 'failed' ? visit.listed.validators : {},
    history: withVisit(visit.before?.history, {
      at: visit.visitedAt,
      outcome: visit.outcome,
      problems: visit.listed.problems,
    }),
  };
}

/** Pages that are left are fetched at the next round, unless the paper was left alone because of them. */
function dueAfter(
  { visitedAt, listed, pages }: { visitedAt: Instant; listed: Listed; pages: PagesRead },
  failures: number,
) {
  const isLeft = !pages.complete && !pages.stopped;
  const rest = Math.max(listed.retryAfterSeconds ?? 0, pages.retryAfterSeconds ?? 0);
  if (isLeft) return shift(visitedAt, Math.max(rest * 1_000, 1_000));
  return nextVisitAt(visitedAt, failures, rest === 0 ? null : rest);
}
