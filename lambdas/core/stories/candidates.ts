import { toMillis } from '../calendar/instant.ts';
import type { Features } from './features.ts';

/** Reports further apart in time do not tell the same news. */
const WINDOW_MS = 48 * 3_600_000;
/** A term in more articles than this, or than this share of them, brings nobody together. */
const MOST = { count: 12, share: 0.08 };
/** Terms two articles must share to be compared. */
const ENOUGH = 3;

/** Pairs (by position, smaller first) worth comparing, found through an inverted index: never all pairs. */
export function candidatePairs(batch: readonly Features[]): [number, number][] {
  const met = new Map<number, number>();
  const most = Math.max(MOST.count, batch.length * MOST.share);
  for (const positions of postings(batch).values()) {
    if (positions.length < 2 || positions.length > most) continue;
    for (const [place, later] of positions.entries()) {
      for (const earlier of positions.slice(0, place)) {
        const pair = earlier * batch.length + later;
        met.set(pair, (met.get(pair) ?? 0) + 1);
      }
    }
  }
  return [...met]
    .filter(([, count]) => count >= ENOUGH)
    .map(([pair]): [number, number] => [Math.floor(pair / batch.length), pair % batch.length])
    .filter(([a, b]) => areNear(batch[a], batch[b]));
}

/** Positions of the articles that hold a term; terms are those of the gist and the runs of the text. */
function postings(batch: readonly Features[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [position, features] of batch.entries()) {
    for (const term of new Set([...features.gist, ...features.figures, ...features.documents, ...features.shingles])) {
      const positions = index.get(term);
      if (positions === undefined) index.set(term, [position]);
      else positions.push(position);
    }
  }
  return index;
}

/** An unknown time is near to every time. */
function areNear(a: Features | undefined, b: Features | undefined): boolean {
  const [one, other] = [a?.input.publishedAt ?? null, b?.input.publishedAt ?? null];
  return one === null || other === null || Math.abs(toMillis(one) - toMillis(other)) <= WINDOW_MS;
}
