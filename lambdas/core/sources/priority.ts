import type { Source } from './source.ts';

/** Rank from which on a paper is one of those without which no draft is whole. */
const PRIORITY_FROM = 88;

/** Whether a draft without this paper lacks what its readers look for first: the Government's and the Party's own papers. */
export function isPriority({ rank }: Pick<Source, 'rank'>): boolean {
  return rank >= PRIORITY_FROM;
}
