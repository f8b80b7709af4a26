import type { Parts } from '../phrases.ts';
import { type SectionId, sectionIdSchema } from '../section.ts';
import { type Added, addedBy, gramFeatures } from './features.ts';
import type { LearnedWeights } from './weights.ts';

type Adds = ReadonlyMap<string, number>;

interface Ready {
  readonly reform: Adds;
  /** Every phrase and sign of any section. */
  readonly ofSections: ReadonlySet<string>;
  readonly sections: readonly { readonly section: SectionId; readonly adds: Adds }[];
}

const made = new WeakMap<LearnedWeights, Ready>();

/** What the learned weights add to how much a report is about reform. */
export function learnedReform(report: Parts, weights: LearnedWeights): Added {
  const { reform } = readyOf(weights);
  const features = gramFeatures(report, weights, (gram) => reform.has(gram));
  return addedBy(features, reform, { always: weights.always.reform, most: weights.most });
}

/** What the learned weights add to each section, from the report's phrases and its signs (`@question`). */
export function learnedSections(
  report: Parts,
  signs: readonly string[],
  weights: LearnedWeights,
): ReadonlyMap<SectionId, Added> {
  const { sections, ofSections } = readyOf(weights);
  const features = gramFeatures(report, weights, (gram) => ofSections.has(gram));
  for (const sign of signs) features.set(signFeature(sign), 1);
  return new Map(
    sections.map(({ section, adds }) => [
      section,
      addedBy(features, adds, { always: weights.always.sections[section], most: weights.most }),
    ]),
  );
}

/** How a sign is written among the phrases. */
export function signFeature(id: string): string {
  return `@${id}`;
}

function readyOf(weights: LearnedWeights): Ready {
  const known = made.get(weights);
  if (known !== undefined) return known;
  const ready = {
    reform: new Map(Object.entries(weights.reform)),
    ofSections: new Set(Object.values(weights.sections).flatMap((adds) => Object.keys(adds))),
    sections: sectionIdSchema.options.map((section) => ({
      section,
      adds: new Map(Object.entries(weights.sections[section])),
    })),
  };
  made.set(weights, ready);
  return ready;
}
