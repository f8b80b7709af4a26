import type { Lexicon } from './lexicon.ts';
import { relevance } from './relevance.ts';

/**
 * Is an entry worth fetching? Low threshold on title and summary: what is dropped here is never read, what passes is
 * judged again with its text.
 */
export function firstSight(
  entry: { title: string; summary: string | null },
  lexicon: Lexicon,
): { pass: boolean; score: number } {
  const { score } = relevance({ title: entry.title, lead: entry.summary, text: '', rubric: null }, lexicon);
  return { pass: score >= lexicon.parts.firstSight, score: Math.round(score * 100) / 100 };
}
