import type { Lexicon } from './lexicon.ts';
import { relevance } from './relevance.ts';

/**
 * Is an entry worth fetching? Low threshold on title and summary: what is dropped here is never read, what passes is
 * judged again with its text. Where much speaks for it, what speaks against it in a summary does not decide.
 */
export function firstSight(
  entry: { title: string; summary: string | null },
  lexicon: Lexicon,
): { pass: boolean; score: number } {
  const { score, phrases } = relevance({ title: entry.title, lead: entry.summary, text: '', rubric: null }, lexicon);
  const speaksFor = phrases.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  const pass = score >= lexicon.parts.firstSight || speaksFor >= lexicon.parts.firstSightFor;
  return { pass, score: Math.round(score * 100) / 100 };
}
