import type { Parts } from '../phrases.ts';
import type { SectionId } from '../section.ts';
import { eachPhrase, type Trie, trieOf } from '../trie.ts';
import { type Added, addedBy, sharesOf } from './features.ts';
import type { LearnedWeights } from './weights.ts';

type Adds = ReadonlyMap<string, number>;

interface Ready {
  readonly reform: Adds;
  readonly sections: readonly { readonly section: SectionId; readonly adds: Adds }[];
  /** Every phrase of any of them. */
  readonly phrases: Trie<string>;
}

const made = new WeakMap<LearnedWeights, Ready>();
const last = new WeakMap<Parts, { readonly weights: LearnedWeights; readonly features: Adds }>();

/** What the learned weights add to how much a report is about reform. */
export function learnedReform(report: Parts, weights: LearnedWeights): Added {
  const { reform } = readyOf(weights);
  return addedBy(featuresOf(report, weights), reform, { always: weights.always.reform, most: weights.most });
}

/** What the learned weights add to each section, from the report's phrases and its signs (`@question`). */
export function learnedSections(
  report: Parts,
  signs: readonly string[],
  weights: LearnedWeights,
): ReadonlyMap<SectionId, Added> {
  const { sections } = readyOf(weights);
  const features = new Map(featuresOf(report, weights));
  for (const sign of signs) features.set(signFeature(sign), 1);
  return new Map(
    sections.map(({ section, adds }) => [
      section,
      addedBy(features, adds, { always: weights.always.sections[section] ?? 0, most: weights.most }),
    ]),
  );
}

/** How a sign is written among the phrases. */
export function signFeature(id: string): string {
  return `@${id}`;
}

/** The learned phrases of a report, looked for once though relevance and sections both ask. */
function featuresOf(report: Parts, weights: LearnedWeights): Adds {
  const known = last.get(report);
  if (known?.weights === weights) return known.features;
  const { phrases } = readyOf(weights);
  const features = sharesOf(report, weights, (sequence, visit) =>
    eachPhrase(sequence, phrases, ({ known: [phrase = ''] }) => visit(phrase)),
  );
  last.set(report, { weights, features });
  return features;
}

function readyOf(weights: LearnedWeights): Ready {
  const known = made.get(weights);
  if (known !== undefined) return known;
  const sections = Object.entries(weights.sections).map(([section, adds]) => ({
    section,
    adds: new Map(Object.entries(adds)),
  }));
  const reform = new Map(Object.entries(weights.reform));
  const phrases = new Set([reform, ...sections.map(({ adds }) => adds)].flatMap((adds) => [...adds.keys()]));
  const ready = { reform, sections, phrases: trieOf([...phrases].map((phrase) => [phrase, phrase] as const)) };
  made.set(weights, ready);
  return ready;
}
