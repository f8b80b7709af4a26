import { at, type Instant, isBefore, shift } from '../core/calendar/instant.ts';
import { articleId } from '../core/listing/canonical-url.ts';
import type { Entry, SeenEntry } from '../core/listing/entry.ts';
import { type Health, healthOf } from '../core/sources/health.ts';
import { withVisit } from '../core/sources/history.ts';
import { nextVisitAt } from '../core/sources/next-visit.ts';
import type { ListingProblem, Visit, VisitOutcome } from '../core/sources/visit.ts';
import type { Clock } from '../ports/clock.ts';
import type { EntryLog, VisitBook } from '../ports/newsroom.ts';
import type { VisitRequest, WorkQueue } from '../ports/work-queue.ts';
import { attempted, type GatherPorts, type GatherRules, gatherEntry, judgeEntry } from './gather-entry.ts';
import { type House, loadHouse } from './house.ts';
import { type Listed, listSource } from './list-source.ts';

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
}

/** What became of a gather message; the source may have been taken out of the registry meanwhile. */
export type SourceVisited =
  | (VisitReport & { readonly kind: 'visited'; readonly health: Health['kind'] })
  | { readonly kind: 'no-such-source'; readonly sourceId: string };

/** Failures in a row from which on somebody is told: one bad hour of a paper is its own affair. */
const TOLD_FROM = 3;

/** The figures an alarm watches, 1 or 0 a visit. */
export function visitMetrics(visited: SourceVisited): Readonly<Record<string, number>> {
  if (visited.kind === 'no-such-source') return {};
  const { health, failures, problems } = visited;
  return {
    SourceTrouble: Number((health === 'failing' || health === 'refused') && failures >= TOLD_FROM),
    SourceSilent: Number(health === 'silent'),
    ListingMoved: Number(problems.some((problem) => problem.kind === 'moved')),
  };
}

/** Visits the source of a gather message by the house's present rules; a visit that ran out of time asks for itself again. */
export async function visitById(
  ports: VisitSourcePorts & { readonly gather: WorkQueue<VisitRequest> },
  sourceId: string,
): Promise<SourceVisited> {
  const house = await loadHouse(ports.newsroom);
  const source = house.sources.find((each) => each.id === sourceId);
  if (!source) return { kind: 'no-such-source', sourceId };
  const now = ports.clock.now();
  const rules = { source, lexicon: house.lexicon, oldest: oldestOf(house, now) };
  const report = await visitSource(ports, rules, shift(now, VISIT_MS));
  if (report.ranOut) await ports.gather.send({ sourceId }, { group: source.hosts[0] ?? sourceId });
  const health = healthOf(await ports.visits.get(sourceId), { now, calendar: house.calendar });
  return { kind: 'visited', ...report, health: health.kind };
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
  const stored = await gatherPending(ports, { pending, rules, deadline });
  const outcome = outcomeOf(listed, {
    fresh: met.filter((seen) => seen.firstSeenAt === visitedAt).length,
    stored: stored.count,
  });
  const visit = visitOf({ source: rules.source.id, visitedAt, outcome, listed, complete: stored.complete, before });
  await ports.visits.put(visit);
  const { failures } = visit;
  const since = visit.history?.since ?? null;
  return { sourceId: rules.source.id, outcome, problems: listed.problems, failures, since, ranOut: stored.ranOut };
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

async function gatherPending(
  ports: VisitSourcePorts,
  work: { readonly pending: readonly SeenEntry[]; readonly rules: GatherRules; readonly deadline: Instant },
): Promise<{ count: number; complete: boolean; ranOut: boolean }> {
  let count = 0;
  let complete = true;
  for (const seen of work.pending) {
    if (isBefore(work.deadline, ports.clock.now())) return { count, complete: false, ranOut: true };
    const attempt = attempted(seen);
    await ports.entries.update(attempt);
    if (attempt.fate.kind !== 'pending') continue;
    const fate = await gatherEntry(ports, attempt, work.rules);
    await ports.entries.update({ ...attempt, fate });
    if (fate.kind === 'stored') count += 1;
    if (fate.kind === 'pending') complete = false;
  }
  return { count, complete, ranOut: false };
}

function outcomeOf(listed: Listed, found: { fresh: number; stored: number }): VisitOutcome {
  if (listed.failure) return { kind: 'failed', failure: listed.failure.failure, detail: listed.failure.detail };
  if (listed.entries.length > 0) return { kind: 'read', entries: listed.entries.length, ...found };
  return listed.unchanged > 0 ? { kind: 'unchanged' } : { kind: 'silent' };
}

function visitOf(visit: {
  source: string;
  visitedAt: Instant;
  outcome: VisitOutcome;
  listed: Listed;
  complete: boolean;
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
    // Without its validators the next listing is read in full, so what is pending is met again.
    nextVisitAt: visit.complete
      ? nextVisitAt(visit.visitedAt, failures, visit.listed.failure?.retryAfterSeconds ?? null)
      : shift(visit.visitedAt, 1000),
    validators: visit.complete ? visit.listed.validators : {},
    history: withVisit(visit.before?.history, {
      at: visit.visitedAt,
      outcome: visit.outcome,
      problems: visit.listed.problems,
    }),
  };
}
