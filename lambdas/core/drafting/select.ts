import type { Section, SectionId } from '../sections/section.ts';
import { sectionOf, type Why } from './candidate.ts';
import type { Window } from './draft.ts';
import { type JudgedStory, leadArticle } from './judged-story.ts';
import { shareOut } from './share-out.ts';
import { best, byWorth, provinceOf, type Weighed, worthOf } from './worth.ts';

/** What goes into the issue and what does not, with the reason. */
export interface Selection {
  readonly chosen: JudgedStory[];
  readonly left: { readonly judged: JudgedStory; readonly why: Why }[];
}

/** What is chosen by. */
export interface Rules {
  readonly sections: readonly Section[];
  readonly window: Window;
}

/**
 * Chooses what a story is worth up to each section's target, the provinces of the local section varied, then takes every
 * paper down to its share. What ran already, has no date or is hardly reform is never chosen by rule.
 */
export function select(stories: readonly JudgedStory[], rules: Rules): Selection {
  const open = stories.filter((each) => barredBecause(each) === null).map((each) => weighed(each, rules));
  const perSection = rules.sections.map(({ id, target }) => {
    const own = open.filter(({ judged }) => sectionOf(judged) === id);
    const taken = best(own, target);
    return { taken, waiting: own.filter((each) => !taken.includes(each)) };
  });
  const shares = shareOut(
    perSection.flatMap(({ taken }) => taken),
    perSection.flatMap(({ waiting }) => waiting),
  );
  const homeless = open.filter(({ judged }) => !rules.sections.some(({ id }) => id === sectionOf(judged)));
  return {
    chosen: shares.chosen.map(({ judged }) => judged),
    left: [
      ...shares.out.toSorted(byWorth).map(({ judged }) => ({ judged, why: 'paper-share' as const })),
      ...shares.waiting.map((each) => ({ judged: each.judged, why: whyWaiting(each, shares.chosen) })),
      ...homeless.map(({ judged }) => ({ judged, why: 'section-full' as const })),
      ...barred(stories, rules),
    ],
  };
}

function weighed(judged: JudgedStory, { sections, window }: Rules): Weighed {
  const section = sections.find(({ id }) => id === sectionOf(judged));
  const place = section?.order === 'province' ? provinceOf(judged, window) : null;
  return { judged, worth: worthOf(judged, window), place, target: section?.target ?? 0 };
}

function barred(stories: readonly JudgedStory[], rules: Rules): Selection['left'] {
  return stories
    .map((each) => weighed(each, rules))
    .toSorted(byWorth)
    .flatMap(({ judged }) => {
      const why = barredBecause(judged);
      return why === null ? [] : [{ judged, why }];
    });
}

function barredBecause(judged: JudgedStory): Why | null {
  const { classification, mark } = judged;
  if (!classification.reform || classification.section === null) return 'below-threshold';
  if (mark?.kind === 'already-run') return 'already-run';
  return leadArticle(judged).published.instant === null ? 'undated' : null;
}

/** Worth more than something chosen, it only gave way to another story of its province. */
function whyWaiting(story: Weighed, chosen: readonly Weighed[]): Why {
  const section: SectionId = sectionOf(story.judged);
  const own = chosen.filter(({ judged }) => sectionOf(judged) === section);
  const isSecond = story.place !== null && own.some(({ place }) => place === story.place);
  return isSecond && own.some(({ worth }) => worth < story.worth) ? 'place-share' : 'section-full';
}
