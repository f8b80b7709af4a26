import { syllables } from '../../../lambdas/core/vietnamese/syllables.ts';

/** What the peer's method looks at. */
export interface Headline {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: string | null;
}

/** As published: share of the shorter title's words, significant words at least, words shared at least, hours, members. */
const OVERLAP = 0.6;
const SIGNIFICANT = 5;
const SHARED = 3;
const WINDOW_MS = 120 * 3_600_000;
const MOST_MEMBERS = 10;
/** Its English stop words do nothing here; these are the commonest Vietnamese ones, so that the method has its chance. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'và của các có được cho trong với là những một không này đã để tại về từ khi đến theo ở ra vào sẽ bị do việc như'.split(
    ' ',
  ),
);

/**
 * NewsBlur's grouping by titles, written from its description: first equal normalised titles, then titles that share
 * enough significant words, each title joining the first group that has room and a member it overlaps with. Pure numbers
 * and stop words are no significant words. Returns a group's number by article id.
 */
export function newsblurGroups(headlines: readonly Headline[]): Map<string, number> {
  const groupOf = new Map<string, number>();
  const members: number[] = [];
  const byTitle = new Map<string, number>();
  const index = new Map<string, { words: ReadonlySet<string>; group: number; time: number }[]>();
  for (const headline of [...headlines].sort(byTimeThenId)) {
    const sequence = syllables(headline.title);
    const words = new Set(sequence.filter((word) => !STOP_WORDS.has(word) && !/^[\d.,]+$/.test(word)));
    const title = sequence.join(' ');
    const time = headline.publishedAt === null ? Number.NaN : Date.parse(headline.publishedAt);
    const found = byTitle.get(title) ?? overlapping({ words, time, index, members });
    const group = found ?? members.push(0) - 1;
    members[group] = (members[group] ?? 0) + 1;
    groupOf.set(headline.id, group);
    byTitle.set(title, group);
    for (const word of words) index.set(word, [...(index.get(word) ?? []), { words, group, time }].slice(-MOST_LISTED));
  }
  return groupOf;
}

/** Titles kept for a word, so that the peer is not made slow by ours being its neighbour. */
const MOST_LISTED = 200;

interface Search {
  readonly words: ReadonlySet<string>;
  readonly time: number;
  readonly index: ReadonlyMap<string, readonly { words: ReadonlySet<string>; group: number; time: number }[]>;
  readonly members: readonly number[];
}

function overlapping({ words, time, index, members }: Search): number | null {
  if (words.size < SIGNIFICANT) return null;
  const seen = new Set([...words].flatMap((word) => index.get(word) ?? []));
  for (const other of seen) {
    if (other.words.size < SIGNIFICANT || Math.abs(other.time - time) > WINDOW_MS) continue;
    const shared = [...words].filter((word) => other.words.has(word)).length;
    const isAlike = shared >= SHARED && shared / Math.min(words.size, other.words.size) >= OVERLAP;
    if (isAlike && (members[other.group] ?? 0) < MOST_MEMBERS) return other.group;
  }
  return null;
}

function byTimeThenId(a: Headline, b: Headline): number {
  const [one, other] = [a.publishedAt ?? '', b.publishedAt ?? ''];
  return one === other ? (a.id < b.id ? -1 : 1) : one < other ? -1 : 1;
}
