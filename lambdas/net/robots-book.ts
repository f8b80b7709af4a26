import robotsModule from 'robots-parser';
import { type Instant, toMillis } from '../core/calendar/instant.ts';
import type { FailureKind } from '../core/sources/visit.ts';
import type { Clock } from '../ports/clock.ts';

/** The package is CommonJS, whose types put the function one level deeper than Node does. */
const robotsParser = 'default' in robotsModule ? robotsModule.default : robotsModule;

/** What a host's robots.txt says about one address. */
export type RobotsWord =
  /** `delayMs`: between requests as the host asks for, at most {@link LONGEST_DELAY_MS}; 0 where it asks for none. */
  | { readonly kind: 'allowed'; readonly delayMs: number }
  /** `robots-disallow`: its rules say so; another failure: they could not be read, and nothing is before they are. */
  | { readonly kind: 'refused'; readonly failure: FailureKind; readonly detail: string };

/** The answer to a request for robots.txt: its text, `none` (4xx: everything is allowed), or why it is not known. */
export type RobotsAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly failure: FailureKind; readonly detail: string };

/** A host's crawl delay is honoured up to here; more would not end a visit in time. */
const LONGEST_DELAY_MS = 10_000;
const KEPT_MS = 24 * 3_600_000;
/** A failure is not held against a paper for a day. */
const FAILURE_KEPT_MS = 10 * 60_000;

/** Characters of rules with a star that are matched as they are; the papers met have a few hundred. */
const MOST_STARRED = 16_384;
const STARRED = /^[^\S\r\n]*(allow|disallow)[^\S\r\n]*:[^\S\r\n]*([^*#\r\n]*)\*[^\r\n]*/gim;

/** robots.txt of every host met, kept for a day. */
export interface RobotsBook {
  /** `gapMs`: what a request for robots.txt itself has to wait, where one is needed. */
  ask(url: URL, gapMs: number): Promise<RobotsWord>;
}

/** A robots.txt as it is kept: parsed once, asked often. */
type Kept =
  | { readonly kind: 'rules'; readonly robots: ReturnType<typeof robotsParser>; readonly delayMs: number }
  | Exclude<RobotsAnswer, { kind: 'text' }>;

/** `userAgent`: its first token is looked for in the rules. `fetchRobots` gets the address of a robots.txt. */
export function createRobotsBook(
  clock: Clock,
  userAgent: string,
  fetchRobots: (url: URL, gapMs: number) => Promise<RobotsAnswer>,
): RobotsBook {
  const kept = new Map<string, { answer: Promise<Kept>; at: Instant; keptMs: number }>();
  const token = userAgent.split(/[/\s]/)[0] ?? userAgent;

  function answerFor(url: URL, gapMs: number): Promise<Kept> {
    const known = kept.get(url.origin);
    const now = clock.now();
    if (known !== undefined && toMillis(now) - toMillis(known.at) < known.keptMs) return known.answer;
    const address = new URL('/robots.txt', url);
    const answer = fetchRobots(address, gapMs).then((fetched) => read(fetched, address.href, token));
    const page = { answer, at: now, keptMs: KEPT_MS };
    kept.set(url.origin, page);
    // A failure thrown (the host cannot be reached) is kept as shortly as one told.
    page.answer.then(
      (answer) => {
        if (answer.kind === 'unknown') page.keptMs = FAILURE_KEPT_MS;
      },
      () => {
        page.keptMs = FAILURE_KEPT_MS;
      },
    );
    return page.answer;
  }

  return {
    async ask(url, gapMs) {
      const answer = await answerFor(url, gapMs);
      if (answer.kind === 'none') return { kind: 'allowed', delayMs: 0 };
      if (answer.kind === 'unknown') return { kind: 'refused', failure: answer.failure, detail: answer.detail };
      if (answer.robots.isAllowed(url.href, token) !== false) return { kind: 'allowed', delayMs: answer.delayMs };
      return { kind: 'refused', failure: 'robots-disallow', detail: `${url.host}/robots.txt does not allow it` };
    },
  };
}

function read(answer: RobotsAnswer, address: string, token: string): Kept {
  if (answer.kind !== 'text') return answer;
  const robots = robotsParser(address, affordable(answer.text));
  return { kind: 'rules', robots, delayMs: delayOf(robots.getCrawlDelay(token)) };
}

/**
 * The rules with no more stars than can be matched in time: every one may cost the length of the address. Beyond that a
 * `Disallow` ends at its first star, which forbids more, and an `Allow` with one is left out.
 */
function affordable(text: string): string {
  let left = MOST_STARRED;
  return text.replace(STARRED, (line, directive: string, beforeStar: string) => {
    left -= line.length;
    if (left >= 0) return line;
    return directive.toLowerCase() === 'disallow' ? `Disallow: ${beforeStar}` : '';
  });
}

/** `Crawl-delay: soon`, `-1` and `1e999` are no delays. */
function delayOf(seconds: number | undefined): number {
  if (seconds === undefined || !Number.isFinite(seconds) || seconds <= 0) return 0;
  return Math.min(seconds * 1_000, LONGEST_DELAY_MS);
}
