import { compare, type Part, refOf } from '../../core/drafting/comparison.ts';
import { paperBody } from '../../core/drafting/compose-clipping.ts';
import type { Clipping } from '../../core/drafting/draft.ts';
import { MOST } from '../../core/drafting/edit.ts';
import type { Article } from '../../core/extraction/article.ts';
import { deskMessages } from './messages.ts';

/** How a sentence of the paper stands in the clipping: word for word, with changed words, or not at all. */
type State = 'in' | 'changed' | 'out';

/** The article as the paper printed it, sentence by sentence, each with its state in the clipping. */
export function paperView(clipping: Clipping, article: Article) {
  const { sentences, lines } = compare(clipping.body, paperBody(article));
  const parts = new Map(lines.flatMap((line) => line.parts.map((part) => [refOf(part), part])));
  const views = sentences.map(({ block, kind, text }, index) => ({
    ...{ index, block, kind, text, state: stateOf(parts.get(index)) },
    own: parts.get(index)?.of === null ? (parts.get(index)?.text ?? '') : '',
  }));
  return {
    title: article.title,
    isTitleOurs: article.title !== clipping.title,
    canTake: MOST[clipping.printing] > 0,
    blocks: [...Map.groupBy(views, ({ block }) => block).values()].map((inBlock) => ({
      kind: inBlock[0]?.kind ?? 'sentence',
      sentences: inBlock.map(({ block: _, ...view }) => ({ ...view, told: deskMessages().paper[view.state] })),
    })),
    count: views.length,
    taken: views.filter(({ state }) => state !== 'out').length,
    pictures: article.blocks.flatMap((block) => (block.kind === 'picture' ? [block.caption ?? ''] : [])),
    ownWords: lines.flatMap((line) => line.parts).flatMap((part) => (part.of === null ? [{ text: part.text }] : [])),
  };
}

function stateOf(part: Part | undefined): State {
  if (part === undefined) return 'out';
  return part.of === null ? 'changed' : 'in';
}

/** A text parted at the editor's own words, so that they can be shown as such. */
export function partedText(text: string, ownWords: readonly string[]): { text: string; isOwn: boolean }[] {
  const parts: { text: string; isOwn: boolean }[] = [];
  let at = 0;
  for (const own of ownWords) {
    const from = text.indexOf(own, at);
    if (from < 0) continue;
    parts.push({ text: text.slice(at, from), isOwn: false }, { text: own, isOwn: true });
    at = from + own.length;
  }
  return [...parts, { text: text.slice(at), isOwn: false }].filter((part) => part.text !== '');
}
