import { type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import { extractArticle } from '../../core/extraction/extract-article.ts';
import { canonicalUrl } from '../../core/listing/canonical-url.ts';
import type { Entry } from '../../core/listing/entry.ts';
import { withoutRepeats } from '../../core/listing/listing.ts';
import { isOfSource, sourceAt } from '../../core/sources/hosts.ts';
import type { Source } from '../../core/sources/source.ts';
import {
  type ArticleCheck,
  articleCheck,
  type CheckProblem,
  type DoorCheck,
  listingProblems,
  problem,
  proposalOf,
  type SourceCheck,
  worthProblems,
} from '../../core/sources/source-check.ts';
import { decodeText } from '../../core/vietnamese/charset.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FetchOutcome, Web } from '../../ports/web.ts';
import { type FoundDoors, findDoors } from './find-doors.ts';
import { listSource } from './list-source.ts';

/** What {@link checkSource} needs of the world. */
export interface CheckPorts {
  readonly web: Web;
  readonly clock: Clock;
}

/** What is to be looked at. */
export interface CheckRequest {
  /** An address as somebody pastes it, or the id of a source of the house. */
  readonly wanted: string;
  readonly sources: readonly Source[];
  /** What is not fetched by then is left out, with a problem that says so. */
  readonly millis: number;
}

/** Articles read for the sample. */
const SAMPLE = 3;
/** As on a visit of an ordinary day. */
const OLDEST_MS = 7 * 24 * 3_600_000;
/** Between two requests to a paper that is only looked at: it sees about ten in all. */
const GAP_MS = 1_000;

/**
 * Looks at a source as the house would read it: the ways in its pages, the usual addresses and robots.txt name, what they
 * list, and three articles. Nothing is stored; whatever does not work is a problem in the answer, never an error.
 */
export async function checkSource(ports: CheckPorts, request: CheckRequest): Promise<SourceCheck> {
  const source = request.sources.find(({ id }) => id === request.wanted.trim());
  const visitor = new Visitor(ports, shift(ports.clock.now(), request.millis));
  return source === undefined ? checkAddress(visitor, request) : checkKnown(visitor, source);
}

/** The web until a deadline; afterwards every request fails, and `isLate` says why. */
class Visitor implements Web {
  readonly #ports: CheckPorts;
  readonly #deadline: Instant;
  /** What a listing names before is no news. */
  readonly oldest: Instant;
  isLate = false;

  constructor(ports: CheckPorts, deadline: Instant) {
    this.#ports = ports;
    this.#deadline = deadline;
    this.oldest = shift(ports.clock.now(), -OLDEST_MS);
  }

  async fetch(request: { readonly url: string }): Promise<FetchOutcome> {
    if (isBefore(this.#deadline, this.#ports.clock.now())) {
      this.isLate = true;
      return { kind: 'failed', failure: 'timeout', detail: 'no time left', retryAfterSeconds: null };
    }
    return this.#ports.web.fetch({ url: request.url, validators: null, gapMs: GAP_MS });
  }
}

async function checkAddress(visitor: Visitor, { wanted, sources }: CheckRequest): Promise<SourceCheck> {
  const address = addressOf(wanted);
  if (address === null) {
    return { address: wanted, doors: [], articles: [], problems: [problem('not-an-address', wanted)], proposal: null };
  }
  const known = sourceAt(address, sources);
  const found = await firstAnswering(visitor, [address, ...withoutSecurity(wanted, address)]);
  const proposal = proposalOf(found.address, { name: found.name, doors: found.doors, articles: 0 });
  const sample = await readSample(visitor, found.doors, proposal);
  const problems = [
    ...(known === null ? [] : [problem('known', address, known.id)]),
    ...found.problems,
    // Where nothing answers it goes without saying that nothing is listed.
    ...(isDead(found) ? [] : listingProblems(address, found.doors)),
    ...worthProblems(address, { doors: found.doors, source: proposal, oldest: visitor.oldest }),
    ...sample.problems,
    ...late(visitor, address),
  ];
  const isUseful = found.doors.some((door) => door.entries.length > 0);
  const state = sample.articles.length > 0 ? 'confirmed' : 'unconfirmed';
  const { doors } = found;
  return { address, doors, articles: sample.articles, problems, proposal: isUseful ? { ...proposal, state } : null };
}

/** A bare host name is tried without TLS too: some portals have none. */
function withoutSecurity(wanted: string, address: string): string[] {
  return wanted.includes('://') ? [] : [address.replace(/^https:/, 'http:')];
}

function isDead({ doors, problems }: FoundDoors): boolean {
  return doors.length === 0 && problems.some(({ kind }) => kind === 'unreadable');
}

async function firstAnswering(visitor: Visitor, addresses: readonly string[]): Promise<FoundDoors> {
  const [first = '', ...others] = addresses;
  const found = await findDoors(visitor, first);
  if (!isDead(found) || others.length === 0) return found;
  const other = await firstAnswering(visitor, others);
  return other.doors.length > 0 ? other : found;
}

async function checkKnown(visitor: Visitor, source: Source): Promise<SourceCheck> {
  const address = `https://${source.hosts[0] ?? source.id}/`;
  const listed = await listSource(visitor, source, null);
  const kind = source.listing.feeds.length > 0 ? 'feed' : source.listing.pages.length > 0 ? 'page' : 'sitemap';
  const doors: DoorCheck[] = [{ kind, url: address, entries: listed.entries }];
  const sample = await readSample(visitor, doors, source);
  const problems = [
    ...listed.problems,
    ...listingProblems(address, doors),
    ...(listed.problems.some(({ kind }) => kind === 'stranger')
      ? []
      : worthProblems(address, { doors, source, oldest: visitor.oldest })),
    ...sample.problems,
    ...late(visitor, address),
  ];
  return { address, doors, articles: sample.articles, problems, proposal: source };
}

async function readSample(
  visitor: Visitor,
  doors: readonly DoorCheck[],
  source: Source,
): Promise<{ articles: ArticleCheck[]; problems: CheckProblem[] }> {
  const own = doors.flatMap(({ entries }) => entries).filter(({ url }) => isOfSource(url, source));
  const sample = withoutRepeats(own, source.hosts).slice(0, SAMPLE);
  const articles: ArticleCheck[] = [];
  const problems: CheckProblem[] = [];
  for (const entry of sample) {
    const read = await readArticle(visitor, entry, source);
    if (read.article !== null) articles.push(read.article);
    problems.push(...read.problems);
  }
  return { articles, problems };
}

async function readArticle(visitor: Visitor, { url, title, publishedAt }: Entry, source: Source) {
  const fetched = await visitor.fetch({ url });
  if (fetched.kind !== 'fetched') {
    const detail = fetched.kind === 'failed' ? `${fetched.failure}: ${fetched.detail}` : fetched.kind;
    return { article: null, problems: [problem('article-failed', url, detail)] };
  }
  const html = decodeText(fetched.body, fetched.contentType);
  return articleCheck(url, extractArticle({ html, url, rules: source.rules, listed: { title, publishedAt } }));
}

function late(visitor: Visitor, address: string): CheckProblem[] {
  return visitor.isLate ? [problem('out-of-time', address)] : [];
}

/** `bao.vn`, `www.bao.vn/thoi-su`, `https://…`: what people paste; null for what is no address of a paper. */
function addressOf(wanted: string): string | null {
  const text = wanted.trim();
  const url = canonicalUrl(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  return url !== null && new URL(url).hostname.includes('.') ? url : null;
}
