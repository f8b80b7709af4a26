import type { Entry } from '../../core/listing/entry.ts';
import { withoutRepeats } from '../../core/listing/listing.ts';
import { isOfSource } from '../../core/sources/hosts.ts';
import type { Source } from '../../core/sources/source.ts';
import type { FailureKind, ListingProblem, Validators, Visit } from '../../core/sources/visit.ts';
import type { FetchOutcome, Web } from '../../ports/web.ts';
import { type Door, doorsOf, newestSitemaps } from './source-doors.ts';

/** What reading every listing of a source came to. */
export interface Listed {
  readonly entries: Entry[];
  readonly unchanged: number;
  readonly validators: Record<string, Validators>;
  /** What was odd about single listings, also where the others could be read. */
  readonly problems: ListingProblem[];
  /** The first failure, when no listing could be read. */
  readonly failure: {
    readonly failure: FailureKind;
    readonly detail: string;
  } | null;
  /** Longest `Retry-After` met, in seconds, also where other listings could be read. */
  readonly retryAfterSeconds: number | null;
}

/** What is filled while the doors are tried. */
interface Round {
  readonly entries: Entry[];
  unchanged: number;
  readonly validators: Record<string, Validators>;
  readonly problems: ListingProblem[];
  failure: Listed['failure'];
  retryAfterSeconds: number | null;
}

/** Reads the feeds, section pages and sitemaps of a source, conditionally; one broken listing does not hide the others. */
export async function listSource(web: Web, source: Source, visit: Visit | null): Promise<Listed> {
  const round: Round = {
    entries: [],
    unchanged: 0,
    validators: {},
    problems: [],
    failure: null,
    retryAfterSeconds: null,
  };
  const doors = doorsOf(source);
  // A sitemap index adds its newest sitemaps to the doors; those add none.
  for (let door = doors.shift(); door !== undefined; door = doors.shift()) {
    const known = visit?.validators[door.url] ?? null;
    const fetched = await web.fetch({ url: door.url, validators: known, gapMs: source.courtesy.gapMs });
    doors.push(...take(round, door, { fetched, known, source }));
  }
  const somethingRead = Object.keys(round.validators).length > 0 || round.unchanged > 0;
  const entries = withoutRepeats(round.entries, source.hosts);
  return { ...round, entries, failure: somethingRead ? null : round.failure };
}

type Answer = { readonly fetched: FetchOutcome; readonly known: Validators | null; readonly source: Source };

/** Takes in what one door answered; gives the doors it leads to. */
function take(round: Round, door: Door, { fetched, known, source }: Answer): Door[] {
  if (fetched.kind === 'not-modified') {
    round.unchanged += 1;
    if (known) round.validators[door.url] = known;
    return [];
  }
  if (fetched.kind === 'failed') {
    round.failure ??= fetched;
    const { retryAfterSeconds: rest } = fetched;
    if (rest !== null) round.retryAfterSeconds = Math.max(rest, round.retryAfterSeconds ?? 0);
    round.problems.push({ kind: 'failed', url: door.url, detail: `${fetched.failure}: ${fetched.detail}` });
    return [];
  }
  if (fetched.movedTo) round.problems.push({ kind: 'moved', url: door.url, detail: fetched.movedTo });
  const outcome = door.parse(fetched);
  if (outcome.kind === 'not-a-listing') {
    const detail = `${door.url}: ${outcome.detail}`;
    round.failure ??= { failure: 'not-a-listing', detail };
    round.problems.push({ kind: 'not-a-listing', url: door.url, detail: outcome.detail });
    return [];
  }
  round.validators[door.url] = fetched.validators;
  if (outcome.kind === 'index') return newestSitemaps(outcome.sitemaps);
  round.problems.push(...oddities(door.url, outcome.entries, source));
  round.entries.push(...outcome.entries);
  return [];
}

function oddities(url: string, entries: readonly Entry[], source: Source): ListingProblem[] {
  if (entries.length === 0) return [{ kind: 'empty', url, detail: '' }];
  const strangers = entries.filter((entry) => !isOfSource(entry.url, source));
  if (strangers.length * 2 <= entries.length) return [];
  const hosts = [...new Set(strangers.map((entry) => new URL(entry.url).hostname))].slice(0, 3).join(', ');
  return [{ kind: 'stranger', url, detail: hosts }];
}
