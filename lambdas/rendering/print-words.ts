import { z } from 'zod';
import { readTemplateJson } from './templates.ts';

/** `templates/print/messages.json`: the words of the paged outputs that the issue does not bring itself; `{0}` is filled in. */
export const printWordsSchema = z.object({
  version: z.literal(1),
  year: z.string(),
  issued: z.string(),
  page: z.string(),
  backToTop: z.string(),
  end: z.string(),
  editor: z.string(),
  readAt: z.string(),
  /** Across the head of what nobody has approved yet. */
  draft: z.string(),
});
/** See {@link printWordsSchema}. */
export type PrintWords = z.infer<typeof printWordsSchema>;

/** The words as they stand in the templates. */
export function printWords(): PrintWords {
  return printWordsSchema.parse(readTemplateJson('print/messages.json'));
}

/** Words that stay on one line: their spaces do not break. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** A message with its gaps filled, in order. */
export function filled(message: string, ...values: readonly (string | number)[]): string {
  return message.replace(/\{(\d)\}/gu, (gap, index: string) => String(values[Number(index)] ?? gap));
}
