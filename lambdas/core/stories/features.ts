import { z } from 'zod';
import type { Instant } from '../calendar/instant.ts';
import { findPlaces } from '../places/find-places.ts';
import { normalise } from '../vietnamese/normalise.ts';
import { syllables } from '../vietnamese/syllables.ts';
import data from './words.json' with { type: 'json' };

/** An article as the grouping sees it. */
export interface StoryInput {
  readonly id: string;
  readonly title: string;
  readonly lead: string | null;
  readonly text: string;
  readonly sourceId: string;
  readonly publishedAt: Instant | null;
  /** Weight of its paper as lead source, 0–100. */
  readonly rank: number;
}

/** What articles are compared by; sets of strings in one spelling. */
export interface Features {
  readonly input: StoryInput;
  /** Word pairs and rare single words of the title. */
  readonly title: ReadonlySet<string>;
  /** The same of title, lead and the beginning of the text: who, what, where. */
  readonly gist: ReadonlySet<string>;
  /** Runs of four syllables of the whole text. */
  readonly shingles: ReadonlySet<string>;
  /** Document numbers: `57-nq/tw`, `nghị định 280`. */
  readonly documents: ReadonlySet<string>;
  /** Figures that are neither a date nor a small number: `5.700`, `60,45`. */
  readonly figures: ReadonlySet<string>;
  /** Names of persons and bodies: two or more words with capitals. */
  readonly names: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  /** Syllables in title, lead and text. */
  readonly length: number;
}

/** Words of the room: evidence sentences, kinds of documents, common syllables. */
export const words = z
  .object({
    evidence: z.object({
      document: z.string(),
      place: z.string(),
      figure: z.string(),
      name: z.string(),
      title: z.string(),
      text: z.string(),
    }),
    documentKinds: z.array(z.string()),
    common: z.array(z.string()),
  })
  .parse(data);

const SHINGLE = 4;
/** Syllables of the text that belong to the gist: the first paragraph of a news report, about. */
const GIST_OF_TEXT = 70;
const common: ReadonlySet<string> = new Set(words.common);
const DOCUMENT_NUMBER = /^\d+(?:\/\d{4})?[-/]\p{L}[\p{L}-]*(?:[/-]\p{L}+)*$/u;
const DOCUMENT_CALLED = new RegExp(`(${words.documentKinds.join('|')})(?: số)? (\\d+)`, 'gu');
const YEAR = /^(?:19|20)\d\d$/;
const FIGURE = /^\d[\d.,]+$/;
const NAME = /(?<![\p{L}\p{N}])\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){1,4}/gu;

/** The features of an article. */
export function featuresOf(input: StoryInput): Features {
  const head = normalise([input.title, input.lead ?? ''].join('\n'));
  const all = normalise([input.title, input.lead ?? '', input.text].join('\n'));
  const sequence = syllables(all);
  return {
    input,
    title: terms(syllables(input.title)),
    gist: terms([...syllables(head), ...syllables(input.text).slice(0, GIST_OF_TEXT)]),
    shingles: runs(syllables([input.lead ?? '', input.text].join('\n'))),
    documents: documentsOf(sequence),
    figures: new Set(sequence.filter((word) => FIGURE.test(word) && word.length > 1 && !YEAR.test(word))),
    names: new Set([...all.matchAll(NAME)].map((match) => match[0].toLowerCase())),
    places: new Set(findPlaces(head).map((hit) => hit.place)),
    length: sequence.length,
  };
}

/** Word pairs without a common word on either side, and what is no common word itself. */
function terms(sequence: readonly string[]): Set<string> {
  const pairs = sequence.slice(1).flatMap((word, index) => {
    const before = sequence[index] ?? '';
    return common.has(word) || common.has(before) ? [] : [`${before} ${word}`];
  });
  return new Set([...pairs, ...sequence.filter((word) => !common.has(word))]);
}

function runs(sequence: readonly string[]): Set<string> {
  const count = Math.max(0, sequence.length - SHINGLE + 1);
  return new Set(Array.from({ length: count }, (_, index) => sequence.slice(index, index + SHINGLE).join(' ')));
}

function documentsOf(sequence: readonly string[]): Set<string> {
  const numbered = sequence.filter((word) => DOCUMENT_NUMBER.test(word));
  const called = [...sequence.join(' ').matchAll(DOCUMENT_CALLED)].map((match) => `${match[1]} ${match[2]}`);
  return new Set([...numbered, ...called]);
}
