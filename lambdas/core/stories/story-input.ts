import { type Instant, toMillis } from '../calendar/instant.ts';

/** An article as the grouping sees it. */
export interface StoryInput {
  readonly id: string;
  readonly title: string;
  readonly lead: string | null;
  readonly text: string;
  readonly sourceId: string;
  readonly publishedAt: Instant | null;
  /** Weight of its paper as lead source, 0–100. */
  readonly rank: number;
  /** Whose text it reprints, as it says itself (`TTXVN`, `Báo Bến Trúc`); null or absent: nobody's. */
  readonly creditedTo?: string | null;
  /** Names its paper goes by, by which another credits it: `Báo Bến Trúc`, `Bentruc.example.vn`. */
  readonly paperNames?: readonly string[];
}

/** Earliest first, unknown times last, then by id. */
export function byTime(a: StoryInput, b: StoryInput): number {
  return inOrder({ input: a, time: timeOf(a) }, { input: b, time: timeOf(b) });
}

/** The articles {@link byTime}; each time is read once. */
export function inTime(articles: readonly StoryInput[]): StoryInput[] {
  const timed = articles.map((input) => ({ input, time: timeOf(input) }));
  return timed.sort(inOrder).map(({ input }) => input);
}

interface Timed {
  readonly input: StoryInput;
  readonly time: number;
}

function timeOf({ publishedAt }: StoryInput): number {
  return publishedAt === null ? Infinity : toMillis(publishedAt);
}

function inOrder(a: Timed, b: Timed): number {
  return a.time === b.time ? (a.input.id < b.input.id ? -1 : 1) : a.time - b.time;
}
