import { findDocuments } from '../extraction/find-documents.ts';
import { condenseWords } from './condense-words.ts';

/** What a stretch of text is for; the order in which condensing drops it, the first first. `lead` is never dropped. */
export const USES = ['aside', 'plain', 'figures', 'decision', 'lead'] as const;
/** See {@link USES}. `aside`: background and quotes. */
export type Use = (typeof USES)[number];

const anyOf = (phrases: readonly string[]): string =>
  phrases.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
const word = (phrases: readonly string[], flags: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf(phrases)})(?![\\p{L}\\p{N}])`, flags);
const opening = (phrases: readonly string[]): RegExp =>
  new RegExp(`^[-–+•\\s]*(?:${anyOf(phrases)})(?![\\p{L}\\p{N}])`, 'u');

const DECISION = word(condenseWords.decision, 'iu');
const NOT_DECISION = word(condenseWords.notDecision, 'giu');
const SPEECH = word(condenseWords.speech, 'iu');
const BACKGROUND = opening(condenseWords.background);
const LINKED = opening(condenseWords.linked);
const LEANING = opening(condenseWords.leaning);
const FIGURE = new RegExp(`\\d[\\d.,/]*\\s?(?:${anyOf(condenseWords.measures)})(?![\\p{L}])`, 'iu');
/** `- một`, `1. một`, `a) một`: a point of a list that somebody introduced. */
const POINT = /^(?:[-–+•*]\s|\d{1,2}[.)]\s|[a-zđ][.)]\s)/u;
const QUOTED = /“[^”]*”|"[^"]*"/gu;
/** A shorter quote is a name or a term (`“một cửa”`). */
const QUOTE = 40;

/** What a stretch of text is for, by the signs of `condense-words.json`; a document's number always tells a decision. */
export function useOf(text: string): Use {
  if (findDocuments([text]).length > 0) return 'decision';
  const told = text.replace(QUOTED, ' ');
  const isQuote = text.length - told.length > QUOTE;
  if (BACKGROUND.test(text) || (isQuote && (SPEECH.test(told) || told.length < text.length / 2))) return 'aside';
  if (DECISION.test(told.replace(NOT_DECISION, ' '))) return 'decision';
  return FIGURE.test(told) ? 'figures' : 'plain';
}

/** True for a sentence that leans on the one before it (`Theo đó, …`, `Ông …`). */
export function isLinked(text: string): boolean {
  return LINKED.test(text);
}

/** True for a sentence that leans on what was told before even when it opens a paragraph (`Theo đó, …`, not `Ông …`). */
export function isLeaning(text: string): boolean {
  return LEANING.test(text);
}

/** True for a point of a list written as a paragraph. */
export function isPoint(text: string): boolean {
  return POINT.test(text);
}
