import type { FeedItem } from './feed-items.ts';
import { type PressDateOptions, parsePressDate } from './parse-date.ts';

type Order = NonNullable<PressDateOptions['order']>;

/** The stamp of its making in an article's address: `102260914184713458` (three digits of the site first), `20260914101845023`. */
const STAMPS = [/(?<!\d)\d{3}(\d{2})(\d{2})(\d{2})\d{9}(?!\d)/, /(?<!\d)20(\d{2})(\d{2})(\d{2})\d{9}(?!\d)/] as const;

/** An article is published within this many days of the making of its page. */
const NEAR_DAYS = 15;
const DAY_MS = 86_400_000;

/**
 * In which order a feed writes day and month in figures: by a date whose second or first figure cannot be a month, else
 * by the stamps in its articles' addresses. Undefined where nothing proves it, or the feed contradicts itself.
 */
export function dateOrder(items: readonly FeedItem[]): Order | undefined {
  return decided(items.flatMap(byFigures)) ?? decided(items.flatMap(byStamp));
}

function decided(votes: readonly Order[]): Order | undefined {
  const [first] = votes;
  return votes.every((vote) => vote === first) ? first : undefined;
}

function byFigures({ date }: FeedItem): Order[] {
  const figures = /^\s*(\d{1,2})\/(\d{1,2})\/\d{4}\b/.exec(date ?? '');
  if (figures === null) return [];
  if (Number(figures[2]) > 12) return ['month-first'];
  return Number(figures[1]) > 12 ? ['day-first'] : [];
}

function byStamp({ date, links }: FeedItem): Order[] {
  if (date === null || !/^\s*\d{1,2}\/\d{1,2}\/\d{4}\b/.test(date)) return [];
  const made = stampOf(links[0] ?? '');
  if (made === null) return [];
  const near = (['day-first', 'month-first'] as const).filter((order) => isNear(date, order, made));
  return near.length === 1 ? near : [];
}

function isNear(date: string, order: Order, made: number): boolean {
  const { instant } = parsePressDate(date, { order });
  return instant !== null && Math.abs(Date.parse(instant) - made) <= NEAR_DAYS * DAY_MS;
}

function stampOf(link: string): number | null {
  for (const pattern of STAMPS) {
    const stamp = pattern.exec(link);
    if (stamp === null) continue;
    const made = Date.parse(`20${stamp[1]}-${stamp[2]}-${stamp[3]}T00:00:00Z`);
    if (!Number.isNaN(made)) return made;
  }
  return null;
}
