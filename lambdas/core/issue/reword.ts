import { MOST } from '../drafting/edit.ts';
import { rewrittenBody } from '../drafting/rewritten-body.ts';
import { blockTexts } from '../extraction/article.ts';
import type { DailyContent } from './snapshot.ts';

/** Why the words of a printed clipping cannot be changed so. */
export type RewordRefusal = 'no-such-clipping' | 'empty-title' | 'no-text' | 'printing-forbids';

/** The new words of one clipping: its title as it is printed, its text a paragraph each. */
export interface Rewording {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A printed issue with other words in one clipping; everything else stays. The limits of the draft hold here too. */
export function reworded(content: DailyContent, { id, title, paragraphs }: Rewording): DailyContent | RewordRefusal {
  const clipping = content.sections.flatMap(({ clippings }) => clippings).find((each) => each.id === id);
  if (clipping === undefined) return 'no-such-clipping';
  if (title.trim() === '') return 'empty-title';
  const body = rewrittenBody(clipping.body, paragraphs);
  if (body.length === 0 && clipping.body.length > 0) return 'no-text';
  // A title-only paper keeps the little it was printed with.
  if (blockTexts(body).join('').length > Math.max(MOST[clipping.printing], blockTexts(clipping.body).join('').length))
    return 'printing-forbids';
  const sections = content.sections.map((section) => ({
    ...section,
    clippings: section.clippings.map((each) => (each === clipping ? { ...clipping, title: title.trim(), body } : each)),
  }));
  return { ...content, sections };
}
