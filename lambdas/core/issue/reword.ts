import type { Citation } from '../drafting/draft.ts';
import { MOST } from '../drafting/edit.ts';
import { rewrittenBody } from '../drafting/rewritten-body.ts';
import { blockTexts } from '../extraction/article.ts';
import type { DailyContent } from './snapshot.ts';

/** Why the words of a printed clipping cannot be changed so. */
export type RewordRefusal = 'no-such-clipping' | 'empty-title' | 'no-text' | 'no-site' | 'printing-forbids';

/** The new words of one clipping: its title as it is printed, its text a paragraph each, and whose it is. */
export interface Rewording {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Left out: it stays as it was printed. */
  readonly citation?: Citation;
}

/** A printed issue with other words in one clipping; everything else stays. The limits of the draft hold here too. */
export function reworded(
  content: DailyContent,
  { id, title, paragraphs, citation }: Rewording,
): DailyContent | RewordRefusal {
  const clipping = content.sections.flatMap(({ clippings }) => clippings).find((each) => each.id === id);
  if (clipping === undefined) return 'no-such-clipping';
  if (title.trim() === '') return 'empty-title';
  // An own piece names who signs; everything else is somebody's, and says whose.
  if (citation?.site.trim() === '' && citation.affiliation === undefined) return 'no-site';
  const body = rewrittenBody(clipping.body, paragraphs);
  if (body.length === 0 && clipping.body.length > 0) return 'no-text';
  // A title-only paper keeps the little it was printed with.
  if (blockTexts(body).join('').length > Math.max(MOST[clipping.printing], blockTexts(clipping.body).join('').length))
    return 'printing-forbids';
  const words = { title: title.trim(), body, citation: citation ?? clipping.citation };
  const sections = content.sections.map((section) => ({
    ...section,
    clippings: section.clippings.map((each) => (each === clipping ? { ...clipping, ...words } : each)),
  }));
  return { ...content, sections };
}
