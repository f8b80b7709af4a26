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
  const time = (input: StoryInput): number => (input.publishedAt === null ? Infinity : toMillis(input.publishedAt));
  const [one, other] = [time(a), time(b)];
  return one === other ? (a.id < b.id ? -1 : 1) : one - other;
}
