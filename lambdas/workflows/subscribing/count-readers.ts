import { dayOf, toMillis } from '../../core/calendar/instant.ts';
import type { Subscriber, SubscriberState } from '../../core/subscriptions/subscriber.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';

/** People by what they are to the house. `daily`, `monthly`, `some` (not every section) and `paused` count among `active`. */
export interface ReaderFigures {
  readonly active: number;
  readonly daily: number;
  readonly monthly: number;
  readonly some: number;
  readonly paused: number;
  readonly pending: number;
  readonly unsubscribed: number;
  readonly suppressed: number;
}

/** `parts` of 256 were counted; where that is fewer than all, the figures are what the whole would be by them. */
export interface ReaderCount {
  readonly figures: ReaderFigures;
  readonly parts: number;
  readonly isEstimate: boolean;
}

/** Parts of the book, by the first two hexadecimal digits of an id. */
const PARTS = 256;
/** Asked for at a time. */
const AT_ONCE = 16;
/** An odd step goes through all parts, and any beginning of the walk lies all over the book. */
const STEP = 97;
/** Below this many parts an estimate would say little: they are counted whatever the time. */
const LEAST = 2 * AT_ONCE;
/** An estimate by fewer people than these would be wrong by a tenth and more: for it the time is waited three times. */
const ENOUGH = 400;

const STATES: readonly SubscriberState[] = ['active', 'pending', 'unsubscribed', 'suppressed'];

const NOBODY: ReaderFigures = {
  active: 0,
  daily: 0,
  monthly: 0,
  some: 0,
  paused: 0,
  pending: 0,
  unsubscribed: 0,
  suppressed: 0,
};

/**
 * Counts the readers, part by part of the book, for at most about `millis`. Ids are keyed hashes and so spread evenly: where
 * the time is over before the book is, the parts that were read stand for the others, and that is said.
 */
export async function countReaders(
  ports: { readonly subscribers: SubscriberBook; readonly clock: Pick<Clock, 'now'> },
  { millis }: { readonly millis: number },
): Promise<ReaderCount> {
  const began = toMillis(ports.clock.now());
  const today = dayOf(ports.clock.now());
  let figures = NOBODY;
  let parts = 0;
  const isTimeLeft = (): boolean =>
    toMillis(ports.clock.now()) - began < (peopleOf(figures) < ENOUGH ? 3 * millis : millis);
  while (parts < PARTS && (parts < LEAST || isTimeLeft())) {
    const some = Array.from({ length: AT_ONCE }, (_, offset) => partName(parts + offset));
    const counted = await Promise.all(some.map((part) => countPart(ports.subscribers, part, today)));
    figures = counted.reduce(sum, figures);
    parts += AT_ONCE;
  }
  return { figures: scaled(figures, PARTS / parts), parts, isEstimate: parts < PARTS };
}

function peopleOf(figures: ReaderFigures): number {
  return STATES.reduce((count, state) => count + figures[state], 0);
}

function partName(place: number): string {
  return ((place * STEP) % PARTS).toString(16).padStart(2, '0');
}

async function countPart(subscribers: SubscriberBook, part: string, today: string): Promise<ReaderFigures> {
  let figures = NOBODY;
  for (const state of STATES) {
    for await (const page of subscribers.inShard(state, part)) {
      figures = page.map((row) => figuresOf(row, today)).reduce(sum, figures);
    }
  }
  return figures;
}

function figuresOf({ canary, state, editions, sections, pausedUntil }: Subscriber, today: string): ReaderFigures {
  if (canary) return NOBODY;
  const one = { ...NOBODY, [state]: 1 };
  if (state !== 'active') return one;
  const count = (isOne: boolean): number => (isOne ? 1 : 0);
  return {
    ...one,
    daily: count(editions.includes('daily')),
    monthly: count(editions.includes('monthly')),
    some: count(sections !== undefined),
    paused: count(pausedUntil !== undefined && pausedUntil >= today),
  };
}

function sum(a: ReaderFigures, b: ReaderFigures): ReaderFigures {
  return eachFigure((name) => a[name] + b[name]);
}

function scaled(figures: ReaderFigures, by: number): ReaderFigures {
  return eachFigure((name) => Math.round(figures[name] * by));
}

function eachFigure(of: (name: keyof ReaderFigures) => number): ReaderFigures {
  return {
    active: of('active'),
    daily: of('daily'),
    monthly: of('monthly'),
    some: of('some'),
    paused: of('paused'),
    pending: of('pending'),
    unsubscribed: of('unsubscribed'),
    suppressed: of('suppressed'),
  };
}
