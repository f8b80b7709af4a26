import { z } from 'zod';
import type { MissingSource } from '../core/drafting/draft.ts';
import { readTemplateJson } from './templates.ts';

/** `templates/failures.json`: why a paper is missing, one wording for the desk and for the readers. */
const wordsSchema = z.record(z.string(), z.string());

let words: z.infer<typeof wordsSchema> | null = null;

/** Why a source could not be read, in Vietnamese. Throws on a kind that has no words. */
export function failureText(failure: MissingSource['failure']): string {
  words ??= wordsSchema.parse(readTemplateJson('failures.json'));
  const text = words[failure];
  if (text === undefined) throw new Error(`templates/failures.json has no words for ${failure}`);
  return text;
}
