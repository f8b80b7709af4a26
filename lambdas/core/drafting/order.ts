import type { Day } from '../calendar/instant.ts';
import { provinceCode } from '../places/gazetteer.ts';
import type { Section } from '../sections/section.ts';
import type { Clipping } from './draft.ts';

/** The clippings of one section, in printed order. */
export interface SectionClippings {
  readonly section: Section;
  readonly clippings: Clipping[];
}

/** What the order of a section looks at. */
type Ordered = Pick<Clipping, 'id' | 'place' | 'score'>;

/**
 * All sections in printed order with their clippings, empty sections too. Inside a section the stored order holds: the
 * draft was laid out by {@link inSectionOrder}, and what an editor moved stays where it was put.
 */
export function orderedSections(clippings: readonly Clipping[], sections: readonly Section[]): SectionClippings[] {
  return sections.map((section) => ({
    section,
    clippings: clippings.filter((clipping) => clipping.section === section.id),
  }));
}

/** Clippings with their numbers, 1…N through the sections. */
export function numbered(
  groups: readonly SectionClippings[],
): { section: Section; clippings: { number: number; clipping: Clipping }[] }[] {
  let number = 0;
  return groups.map(({ section, clippings }) => ({
    section,
    clippings: clippings.map((clipping) => {
      number += 1;
      return { number, clipping };
    }),
  }));
}

/** The order a section asks for: by the province code of the date and then by score, or by score alone. */
export function inSectionOrder(order: Section['order'], day: Day): (a: Ordered, b: Ordered) => number {
  const code = (clipping: Ordered): string => (clipping.place === null ? '99' : provinceCode(clipping.place, day));
  const byScore = (a: Ordered, b: Ordered): number => b.score - a.score || (a.id < b.id ? -1 : 1);
  if (order === 'weight') return byScore;
  return (a, b) => (code(a) === code(b) ? byScore(a, b) : code(a) < code(b) ? -1 : 1);
}
