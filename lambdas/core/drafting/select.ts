import type { Section, SectionId } from '../sections/section.ts';
import { sectionOf, type Why } from './candidate.ts';
import { type JudgedStory, leadArticle } from './judged-story.ts';

/** What goes into the issue and what does not, with the reason. */
export interface Selection {
  readonly chosen: JudgedStory[];
  readonly left: { readonly judged: JudgedStory; readonly why: Why }[];
}

/** No paper has more than this share of an issue while another paper's story waits. */
const PAPER_SHARE = 0.4;
/** Chooses by score up to each section's target, then swaps clippings of a paper that has too many. */
export function select(judged: readonly JudgedStory[], sections: readonly Section[]): Selection {
  const sorted = [...judged].sort(byScore);
  const barred = sorted.flatMap((each) => {
    const why = barredBecause(each);
    return why === null ? [] : [{ judged: each, why }];
  });
  const open = sorted.filter((each) => barredBecause(each) === null);
  const perSection = sections.map((section) => {
    const own = open.filter((each) => sectionOf(each) === section.id);
    return { chosen: own.slice(0, section.target), waiting: own.slice(section.target) };
  });
  const shared = shareOut(
    perSection.flatMap(({ chosen }) => chosen),
    perSection.flatMap(({ waiting }) => waiting),
  );
  const homeless = open.filter((each) => !sections.some((section) => section.id === sectionOf(each)));
  return {
    chosen: shared.chosen,
    left: [...shared.left, ...homeless.map((each) => ({ judged: each, why: 'section-full' as const })), ...barred],
  };
}

function barredBecause(judged: JudgedStory): Why | null {
  const { classification } = judged;
  if (!classification.reform || classification.section === null) return 'below-threshold';
  return leadArticle(judged).published.instant === null ? 'undated' : null;
}

/** Swaps until no paper is over its share or no swap helps; each swap takes one clipping of a paper over its share away for good. */
function shareOut(first: readonly JudgedStory[], waiting: readonly JudgedStory[]): Selection {
  const most = Math.max(1, Math.floor(first.length * PAPER_SHARE));
  let chosen = [...first];
  let rest = [...waiting].sort(byScore);
  const swappedOut: JudgedStory[] = [];
  for (let swap = swapOf(chosen, rest, most); swap !== null; swap = swapOf(chosen, rest, most)) {
    const { out, into } = swap;
    chosen = [...chosen.filter((each) => each !== out), into];
    rest = rest.filter((each) => each !== into);
    swappedOut.push(out);
  }
  return {
    chosen,
    left: [
      ...swappedOut.map((judged) => ({ judged, why: 'paper-share' as const })),
      ...rest.map((judged) => ({ judged, why: 'section-full' as const })),
    ],
  };
}

/** The weakest clipping of a paper over its share that a waiting story of the same section and a paper with room can replace. */
function swapOf(
  chosen: readonly JudgedStory[],
  waiting: readonly JudgedStory[],
  most: number,
): { out: JudgedStory; into: JudgedStory } | null {
  const counts = new Map<string, number>();
  for (const each of chosen) counts.set(paperOf(each), (counts.get(paperOf(each)) ?? 0) + 1);
  const over = chosen.filter((each) => (counts.get(paperOf(each)) ?? 0) > most).sort((a, b) => byScore(b, a));
  for (const out of over) {
    const into = waiting.find((each) => sameSection(each, out) && (counts.get(paperOf(each)) ?? 0) < most);
    if (into !== undefined) return { out, into };
  }
  return null;
}

function sameSection(a: JudgedStory, b: JudgedStory): boolean {
  const section: SectionId = sectionOf(a);
  return section === sectionOf(b);
}

function paperOf(judged: JudgedStory): string {
  return leadArticle(judged).sourceId;
}

/** Score, then the number of papers that told it, then the id. */
function byScore(a: JudgedStory, b: JudgedStory): number {
  return (
    b.classification.score - a.classification.score ||
    b.articles.length - a.articles.length ||
    (a.story.id < b.story.id ? -1 : 1)
  );
}
