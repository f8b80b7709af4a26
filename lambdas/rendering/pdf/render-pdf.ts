import type { IssueView } from '../view.ts';
import { drawContents } from './contents.ts';
import { drawMasthead } from './masthead.ts';
import { drawSection } from './news.ts';
import { type IssuePaged, styled } from './paged.ts';
import { printPdf, type RenderedPdf } from './print-pdf.ts';
import { EDITOR_GAP, TYPE } from './sheet.ts';

/** The issue as a PDF; see {@link ./print-pdf.ts}. */
export function renderPdf(view: IssueView): Promise<RenderedPdf> {
  return printPdf({
    heading: view.heading,
    author: view.masthead.publisher,
    subject: view.masthead.opening,
    at: view.approvedAt,
    unfooted: 0,
    draw: (paged) => drawAll({ ...paged, view }),
  });
}

function drawAll(paged: IssuePaged): void {
  const { pen, view, words } = paged;
  drawMasthead(paged);
  drawContents(
    paged,
    view.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => ({ ...item, label: `${item.number}.` })),
    })),
  );
  for (const section of view.sections) drawSection(paged, section);
  pen.y += EDITOR_GAP;
  const label = styled(paged, 'italic', TYPE.text);
  const name = styled(paged, 'bold', TYPE.text);
  const editor = [
    { text: words.editor, style: label },
    { text: ` ${view.editorName}`, style: name },
  ];
  pen.tagged('P', () => pen.paragraph(editor, { align: 'left' }));
}
