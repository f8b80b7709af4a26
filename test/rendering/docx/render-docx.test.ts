import { load } from 'cheerio/slim';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { DailySnapshot } from '../../../lambdas/core/issue/snapshot.ts';
import { renderDocx } from '../../../lambdas/rendering/docx/render-docx.ts';
import { viewOf } from '../../../lambdas/rendering/view.ts';
import { HOSTILE_ADDRESSES, HOSTILE_STRINGS, snapshotOf } from '../../support/hostile-snapshot.ts';
import { docxPart } from '../../support/read-docx.ts';
import { SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../../support/sample-snapshot.ts';

const GOOD_ADDRESS = 'https://bao.example.vn/tin';
const about = { pageOf: (name: string) => name.length, stamp: null };

function rendered(snapshot: DailySnapshot = sampleSnapshot()): Promise<Uint8Array> {
  return renderDocx(viewOf(snapshot, SAMPLE_ADDRESS), about);
}

/** Elements of the text with the names of their attributes. */
async function structureOf(text: string): Promise<string[]> {
  const xml = docxPart(await rendered(snapshotOf(text, GOOD_ADDRESS)), 'word/document.xml');
  const nodes = load(xml, { xml: true })('*').toArray();
  return nodes.flatMap((node) =>
    'attribs' in node ? [`${node.tagName}[${Object.keys(node.attribs).join(' ')}]`] : [],
  );
}

describe('the Word document of an issue', () => {
  it('refers to the page of every section and item, and shows the page known so far', async () => {
    const $ = load(docxPart(await rendered(), 'word/document.xml'), { xml: true });
    const fields = $('w\\:fldSimple').toArray();
    const marks = new Set(
      $('w\\:bookmarkStart')
        .toArray()
        .map((node) => $(node).attr('w:name')),
    );
    expect(fields).toHaveLength(14);
    for (const field of fields) {
      const [, name = ''] = /^PAGEREF (\S+) \\h$/u.exec($(field).attr('w:instr') ?? '') ?? [];
      expect(marks).toContain(name);
      expect($(field).text()).toBe(String(name.length));
    }
  });

  it('hangs a wrapped title of the contents under its own beginning', async () => {
    const $ = load(docxPart(await rendered(), 'word/document.xml'), { xml: true });
    const row = $('w\\:p:has(w\\:pStyle[w\\:val="TOC2"])').first();
    const label = row.find('w\\:hyperlink w\\:r').first();
    expect(
      label
        .children()
        .toArray()
        .map((node) => ('tagName' in node ? node.tagName : '')),
    ).toEqual(['w:t', 'w:tab', 'w:t']);
    const styles = load(docxPart(await rendered(), 'word/styles.xml'), { xml: true });
    const indent = styles('w\\:style[w\\:styleId="TOC2"] w\\:ind');
    expect(Number(indent.attr('w:left'))).toBeGreaterThanOrEqual(Number(indent.attr('w:hanging')));
  });

  it('links back to the contents after every item, and ends with the end mark and the editor', async () => {
    const $ = load(docxPart(await rendered(), 'word/document.xml'), { xml: true });
    expect($('w\\:hyperlink[w\\:anchor="muc-luc"]')).toHaveLength(10);
    expect($('w\\:t').text()).toMatch(/Về\sđầu\strang\.\/\.Biên tập viên Thu Hằng$/u);
  });

  it('has no byte of chance: rendered again it is the same', async () => {
    expect(Buffer.compare(await rendered(), await rendered())).toBe(0);
  });

  it('is known by its stamp while nobody has approved it', async () => {
    const draft = await renderDocx(viewOf(sampleSnapshot(), SAMPLE_ADDRESS), { ...about, stamp: 'DỰ THẢO' });
    expect(docxPart(draft, 'word/document.xml')).toContain('DỰ THẢO');
    expect(docxPart(draft, 'word/footer1.xml')).toContain('DỰ THẢO');
    expect(docxPart(await rendered(), 'word/document.xml')).not.toContain('DỰ THẢO');
  });

  it('takes no markup, no field and no relation from a scraped string', async () => {
    const benign = await structureOf('a chữ thường z');
    for (const text of HOSTILE_STRINGS) expect(await structureOf(`a ${text} z`), text).toEqual(benign);
  });

  it('links to papers only by http and https, and to nothing else outside', async () => {
    for (const address of [...HOSTILE_ADDRESSES, GOOD_ADDRESS]) {
      const bytes = await rendered(snapshotOf('tin', address));
      const $ = load(docxPart(bytes, 'word/_rels/document.xml.rels'), { xml: true });
      const outside = $('Relationship[TargetMode="External"]').toArray();
      const targets = new Set(outside.map((node) => $(node).attr('Target')));
      expect([...targets]).toEqual(address === GOOD_ADDRESS ? [GOOD_ADDRESS] : []);
    }
  });

  it('gives a ragged table no more cells than it has, and no row more than Word opens', async () => {
    const wide = Array.from({ length: 80 }, (_, at) => `rộng${at}`);
    const rows = [...Array.from({ length: 60 }, (_, at) => [`hẹp${at}`]), wide];
    const content = sampleContent();
    const sections = content.sections.map((section) => ({
      ...section,
      clippings: section.clippings.map((each) => ({ ...each, body: [{ kind: 'table' as const, rows }] })),
    }));
    const $ = load(docxPart(await rendered(sampleSnapshot({ ...content, sections })), 'word/document.xml'), {
      xml: true,
    });
    const table = $('w\\:tbl').first();
    expect(table.find('w\\:tc')).toHaveLength(60 + 63);
    for (const row of table.find('w\\:tr').toArray()) expect($(row).find('w\\:tc').length).toBeLessThanOrEqual(63);
    for (const text of rows.flat()) expect(table.text()).toContain(text);
  });

  it('holds no macro and nothing embedded', async () => {
    const parts = Object.keys(unzipSync(await rendered()));
    expect(parts.filter((part) => !/\.(?:xml|rels)$/u.test(part))).toEqual([]);
  });
});
