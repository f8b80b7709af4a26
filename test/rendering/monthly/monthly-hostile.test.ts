import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import type { MonthlySnapshot } from '../../../lambdas/core/issue/snapshot.ts';
import type { MonthlyArticle, MonthlyBlock } from '../../../lambdas/core/monthly/monthly-content.ts';
import { renderMonthlyDocx } from '../../../lambdas/rendering/monthly/docx/render-monthly-docx.ts';
import { bytesFrom } from '../../../lambdas/rendering/monthly/figure.ts';
import { publicMonthlySchema, renderMonthlyJson } from '../../../lambdas/rendering/monthly/monthly-json.ts';
import { renderMonthlyMail } from '../../../lambdas/rendering/monthly/monthly-mail.ts';
import { renderMonthlyPage } from '../../../lambdas/rendering/monthly/monthly-page.ts';
import { monthlyViewOf } from '../../../lambdas/rendering/monthly/monthly-view.ts';
import { renderMonthlyPdf } from '../../../lambdas/rendering/monthly/pdf/render-monthly-pdf.ts';
import { ALL, LONG } from '../../faults/sizes.ts';
import { HOSTILE_ADDRESSES, HOSTILE_STRINGS, twinOf } from '../../support/hostile-snapshot.ts';
import { HOSTILE_VECTORS } from '../../support/hostile-vectors.ts';
import { docxPart } from '../../support/read-docx.ts';
import { openPdf } from '../../support/read-pdf.ts';
import { samplePicture } from '../../support/sample-picture.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';

const picture = await samplePicture(240, 160, 90);

/** A monthly with `text` in every field that holds a string and `url` as its paper's address. */
function hostile(text: string, url: string): MonthlySnapshot {
  const runs = [{ text }, { text, bold: true }, { text, italic: true }];
  const body: MonthlyBlock[] = [
    { kind: 'paragraph', runs },
    { kind: 'heading', runs },
    { kind: 'list', ordered: true, items: [runs] },
    { kind: 'table', rows: [[text, text]] },
    { kind: 'picture', picture: picture.kept, caption: text, credit: text },
  ];
  const article: MonthlyArticle = {
    id: text,
    title: text,
    sapo: text,
    body,
    byline: text,
    via: text,
    site: text,
    url,
    publishedOn: null,
    affiliation: null,
    printing: 'full',
  };
  const articles = [article, { ...article, affiliation: text }, { ...article, printing: 'title' as const }];
  const masthead = { bulletin: text, subject: text, agency: text, board: text, website: text, email: text };
  const sections = [{ id: 'trung-uong' as const, title: text, articles }];
  const content = {
    edition: 'monthly' as const,
    issueKey: '2026-11',
    masthead: { version: 1 as const, ...masthead },
    sections,
    editorName: text,
  };
  return { ...freeze(content, { by: text, name: text, at: '2026-11-23T07:28:00+07:00' }, 1), number: 36 };
}

const bytesOf = bytesFrom(new Map([[picture.kept.id, picture.print]]));
const viewOf = (text: string, url = 'https://bao.example.vn/tin') => monthlyViewOf(hostile(text, url), SAMPLE_ADDRESS);

/** Elements with the names of their attributes. */
function structureOf(markup: string, xml: boolean): string[] {
  return load(markup, { xml })('*')
    .toArray()
    .flatMap((node) => ('attribs' in node ? [`${node.tagName}[${Object.keys(node.attribs).join(' ')}]`] : []));
}

async function structures(text: string): Promise<string[][]> {
  const view = viewOf(text);
  const docx = await renderMonthlyDocx(view, bytesOf, { pageOf: () => 1, stamp: null });
  return [
    structureOf(renderMonthlyPage(view), false),
    structureOf((await renderMonthlyMail(view)).html, false),
    structureOf(docxPart(docx, 'word/document.xml'), true),
    structureOf(docxPart(docx, 'word/footnotes.xml'), true),
  ];
}

/** `npm run faults` tries every vector, the suite the strings that no field must let through. */
const TRIED = ALL ? [...HOSTILE_STRINGS, ...HOSTILE_VECTORS] : HOSTILE_STRINGS;

describe('R27 hostile strings in every field of a monthly', () => {
  it('add no element and no attribute to any output, and leave its JSON readable', LONG, async () => {
    const benign = await structures('a chữ thường z');
    // A few at a time: setting a page, a mail and a document for each would take most of the room's time.
    const together = ALL ? 40 : 5;
    for (let at = 0; at < TRIED.length; at += together) {
      const text = TRIED.slice(at, at + together).join(' ');
      const found = await structures(`a ${text} z`);
      // What makes a mail too long is measured against a harmless text as long.
      const isAsBenign = JSON.stringify(found) === JSON.stringify(benign);
      expect(found, text).toEqual(isAsBenign ? benign : await structures(`a ${twinOf(text)} z`));
      expect(publicMonthlySchema.parse(JSON.parse(renderMonthlyJson(viewOf(text)))).number).toBe(36);
    }
  });

  it('control: are seen as soon as one stands in a page as markup', () => {
    const page = renderMonthlyPage(viewOf('a <b> z'));
    expect(structureOf(page.replaceAll('a &lt;b&gt; z', 'a <b> z'), false)).not.toEqual(structureOf(page, false));
  });

  it('make no link of an address that may not be one', async () => {
    for (const address of HOSTILE_ADDRESSES) {
      const view = viewOf('tin', address);
      expect(view.sections[0]?.items.map(({ url }) => url)).toEqual([null, null, null]);
      expect(renderMonthlyPage(view)).not.toMatch(/href="(?:javascript|data:text|vbscript|file)/iu);
    }
    const { links } = await openPdf((await renderMonthlyPdf(viewOf('tin', HOSTILE_ADDRESSES[0]), bytesOf)).bytes);
    expect(links.filter((link) => !/^(?:bai-\d+|trung-uong|https:\/\/tin\/)$/u.test(link))).toEqual([]);
  });
});
