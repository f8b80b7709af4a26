import type { Candidate } from '../../core/drafting/draft.ts';
import { fold } from '../../core/vietnamese/fold.ts';

/** Longest search. */
const LONGEST = 200;

/** Of the stories outside the issue those that hold every word of `query`, with or without their marks, in their order. */
export function foundIn(candidates: readonly Candidate[], query: string): Candidate[] {
  const words = searchWords(query);
  return candidates.filter((candidate) => {
    const text = fold([candidate.title, candidate.site, candidate.lead ?? '', candidate.url].join(' '));
    return words.every((word) => text.includes(word));
  });
}

/** What is searched for, as typed, within reason. */
export function searchText(query: string | undefined): string {
  return (query ?? '').normalize('NFC').slice(0, LONGEST).trim();
}

function searchWords(query: string): string[] {
  return fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}
