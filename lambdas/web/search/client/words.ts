import { formatCount } from '../../../core/vietnamese/numbers.ts';

/** The page's words, as `templates/site/search.json` has them; the page carries them. */
export interface Words {
  readonly oneYear: string;
  readonly allYears: string;
  readonly searching: string;
  readonly found: string;
  readonly foundExact: string;
  readonly foundNone: string;
  readonly foundDocuments: string;
  readonly foundOnlyDocuments: string;
  readonly document: string;
  readonly moreOfDocument: string;
  /** Of an item of a monthly, where a daily's has its day. */
  readonly monthly: string;
  readonly any: string;
  readonly value: string;
  readonly failed: string;
  readonly emptyArchive: string;
}

/** Reads the words off the page. */
export function wordsOf(page: HTMLElement): Words {
  return JSON.parse(page.dataset.words ?? '{}');
}

/** A sentence with its places filled in: `{n} tin trong {years}`. Numbers are written as Vietnamese does, `5.700`. */
export function say(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? formatCount(value) : value;
  });
}
