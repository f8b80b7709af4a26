import { sentences } from '../vietnamese/sentences.ts';

/** A sentence and where it begins in its text. */
export interface SentenceSpan {
  readonly text: string;
  readonly start: number;
}

/** The sentences of a text with their places, in order. */
export function sentenceSpans(text: string): SentenceSpan[] {
  let from = 0;
  return sentences(text).map((sentence) => {
    const start = text.indexOf(sentence, from);
    from = start + sentence.length;
    return { text: sentence, start };
  });
}
