import { load } from 'cheerio/slim';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { renderDocx } from '../../lambdas/rendering/docx/render-docx.ts';
import { renderPdf } from '../../lambdas/rendering/pdf/render-pdf.ts';
import { printable } from '../../lambdas/rendering/printable.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { dailyZaloArticle } from '../../lambdas/rendering/zalo/zalo-article.ts';
import { dailyZaloText } from '../../lambdas/rendering/zalo/zalo-text.ts';
import { ALL, LONG } from '../faults/sizes.ts';
import { HOSTILE_ADDRESSES, snapshotOfMany } from '../support/hostile-snapshot.ts';
import { HOSTILE_VECTORS } from '../support/hostile-vectors.ts';
import { readDocx } from '../support/read-docx.ts';
import { openPdf } from '../support/read-pdf.ts';
import { SAMPLE_ADDRESS } from '../support/sample-snapshot.ts';

const GOOD_ADDRESS = 'https://bao.example.vn/tin';
/** Clippings of one document. */
const TOGETHER = 64;
/** What a reader of PDF would run, open, send or fetch of itself: ISO 32000-1, 12.6. */
const ACTIONS =
  /\/(?:JavaScript|JS|Launch|GoToR|GoToE|SubmitForm|ImportData|EmbeddedFiles?|RichMedia|AA|Movie|Sound)\b/u;
/** What no XML document may hold: XML 1.0, 2.2. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const vectors = ALL ? HOSTILE_VECTORS : HOSTILE_VECTORS.filter((_, at) => at % 140 === 0);
const documents = documentsOf(vectors);
/** To set one takes seconds, and no letter is markup in a PDF: every third text, of each kind some. */
const printed = ALL ? documentsOf(vectors.filter((_, at) => at % 3 === 0)) : documents;

function documentsOf(texts: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(texts.length / TOGETHER) }, (_, at) =>
    texts.slice(at * TOGETHER, at * TOGETHER + TOGETHER).map((text) => `a ${text} z`),
  );
}

const titlesOf = (texts: readonly string[]): string[] => texts.map((text) => printable(text).trim());
const viewOfMany = (texts: readonly string[], urlOf: (text: string) => string = () => GOOD_ADDRESS) =>
  viewOf(snapshotOfMany(texts, urlOf), SAMPLE_ADDRESS);

/** Every part of a Word document that is XML, as its elements with the names of their attributes. */
function structureOf(parts: Record<string, Uint8Array>): Record<string, string> {
  const xml = Object.entries(parts).filter(([name]) => /\.(?:xml|rels)$/u.test(name));
  return Object.fromEntries(
    xml.map(([name, bytes]) => {
      const nodes = load(strFromU8(bytes), { xml: true })('*').toArray();
      const shape = nodes.flatMap((node) =>
        'attribs' in node ? [`${node.tagName}[${Object.keys(node.attribs).join(' ')}]`] : [],
      );
      return [name, shape.join('')];
    }),
  );
}

const docxOf = async (view: ReturnType<typeof viewOfMany>): Promise<Uint8Array> =>
  renderDocx(view, { pageOf: () => 1, stamp: null });

const harmless = new Map<number, ReturnType<typeof unzipSync>>();

/** The parts of a document of as many harmless texts; made once. */
async function harmlessOf(count: number): Promise<ReturnType<typeof unzipSync>> {
  const present = harmless.get(count);
  if (present !== undefined) return present;
  const texts = Array.from({ length: count }, () => 'a chữ thường z');
  const made = unzipSync(await docxOf(viewOfMany(texts)));
  harmless.set(count, made);
  return made;
}

describe('R27 hostile strings in every field of a printed issue', () => {
  it.each(printed)('are titles of the PDF as they are, and lead nowhere: from %j on', LONG, async (...texts) => {
    const { bytes } = await renderPdf(viewOfMany(texts));
    const { bookmarks, links } = await openPdf(bytes);

    expect(bookmarks.flatMap(({ items }) => items.map(({ title }) => title.replace(/^\d+\. /u, '')))).toEqual(
      titlesOf(texts),
    );
    expect(new Set(links.filter((link) => /:/u.test(link)))).toEqual(new Set([GOOD_ADDRESS]));
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(ACTIONS);
  });

  it.each(documents)('add nothing to a Word document but their letters: from %j on', LONG, async (...texts) => {
    const bytes = await docxOf(viewOfMany(texts));
    const parts = unzipSync(bytes);
    const plain = await harmlessOf(texts.length);

    expect(structureOf(parts)).toEqual(structureOf(plain));
    expect(readDocx(bytes).titles).toEqual(titlesOf(texts));
    for (const [name, part] of Object.entries(parts)) expect(strFromU8(part), name).not.toMatch(NO_XML);
    expect(Object.keys(parts).sort()).toEqual(Object.keys(plain).sort());
  });

  it('are no tag and no line of their own in what Zalo is given', () => {
    for (const texts of documents) {
      const view = viewOfMany(texts);
      const article = dailyZaloArticle(view, 'https://diembao.example.vn/zalo-cover.jpg');
      expect(JSON.stringify(article)).not.toMatch(/[<>]/u);
      expect(article.paragraphs.length).toBe(dailyZaloArticle(viewOfMany(texts.map(() => 'x')), '').paragraphs.length);
      expect(dailyZaloText(view)).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
    }
  });

  it('are no address of a printed link: schemes, credentials, other places', LONG, async () => {
    const view = viewOfMany([...vectors, ...HOSTILE_ADDRESSES].slice(-TOGETHER), (text) => text);
    const { links } = await openPdf((await renderPdf(view)).bytes);
    const rels = strFromU8(unzipSync(await docxOf(view))['word/_rels/document.xml.rels'] ?? new Uint8Array());
    const outside = load(rels, { xml: true })('[TargetMode="External"]').toArray();
    const targets = outside.map((node) => node.attribs.Target ?? '');
    const strange = [...links.filter((link) => link.includes(':')), ...targets].filter(
      (link) => !/^https?:\/\/[^@\s"<>]+$/u.test(link),
    );
    expect(strange).toEqual([]);
  });

  it('control: are seen in a document that holds one as markup, and one as an action', async () => {
    const parts = unzipSync(await docxOf(viewOfMany(['a <b> z'])));
    const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const planted = { ...parts, 'word/document.xml': Buffer.from(body.replaceAll('&lt;b&gt;', '<b/>')) };
    expect(structureOf(planted)).not.toEqual(structureOf(parts));
    expect('/S /URI /AA << /O /JavaScript >>').toMatch(ACTIONS);
    expect('a\u0008z').toMatch(NO_XML);
  });
});
