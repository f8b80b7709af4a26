import { filled, unbroken } from '../print-words.ts';
import type { ViewItem, ViewSection } from '../view.ts';
import { drawBlock, drawParagraph, PARAGRAPH_GAP } from './body.ts';
import type { StyledText } from './lines.ts';
import { CONTENTS, type Paged, runsOf, styled, webLink } from './paged.ts';
import type { Style } from './pen.ts';
import { EDITOR_GAP, LEADING, TYPE } from './sheet.ts';

/** A section with its clippings. */
export function drawSection(paged: Paged, section: ViewSection): void {
  const { pen, colours } = paged;
  pen.tagged('Sect', () => {
    pen.make(TYPE.section * 8);
    pen.y += 14;
    paged.arrive(section.anchor, { title: section.title, level: 1 });
    const style = { ...styled(paged, 'bold', TYPE.section), colour: colours.red };
    pen.tagged('H2', () => pen.paragraph([{ text: section.title, style }], { align: 'left', keep: 4 }));
    for (const item of section.items) drawItem(paged, item);
  });
}

function drawItem(paged: Paged, item: ViewItem): void {
  const { pen, colours } = paged;
  pen.y += 8;
  pen.make(TYPE.title * 5);
  paged.arrive(item.anchor, { title: `${item.number}. ${item.title}`, level: 2 });
  const style = { ...styled(paged, 'bold', TYPE.title), colour: colours.navy };
  pen.tagged('H3', () => pen.paragraph([{ text: item.title, style }], { align: 'left', keep: 2 }));
  pen.y += 3;
  for (const block of item.blocks) drawBlock(paged, block);
  // The line of the editor never stands alone on the last page.
  drawParagraph(paged, closingOf(paged, item), item.isLast ? PARAGRAPH_GAP + EDITOR_GAP + TYPE.text * LEADING : 0);
}

/** The last paragraph: its text, the citation, the way back to the contents, and after the last item the end mark. */
function closingOf(paged: Paged, item: ViewItem): StyledText<Style>[] {
  const { words, colours } = paged;
  const citation: Style = { ...styled(paged, 'italic', TYPE.text), ...webLink(item) };
  const link: Style = { ...styled(paged, 'regular', TYPE.note), colour: colours.navy, ...webLink(item) };
  const back: Style = { ...link, link: { kind: 'page', name: CONTENTS } };
  const closing = runsOf(paged, item.closing, TYPE.text);
  return [
    ...closing,
    { text: `${closing.length > 0 ? ' ' : ''}${item.citation}`, style: citation },
    ...(item.titleOnly && item.url !== null ? [{ text: ` ${filled(words.readAt, item.site)}`, style: link }] : []),
    { text: ` ${unbroken(words.backToTop)}`, style: back },
    ...(item.isLast ? [{ text: words.end, style: styled(paged, 'regular', TYPE.text) }] : []),
  ];
}
