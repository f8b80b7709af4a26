import { load } from 'cheerio/slim';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderMonthlyDocx } from '../../../lambdas/rendering/monthly/docx/render-monthly-docx.ts';
import { bytesFrom } from '../../../lambdas/rendering/monthly/figure.ts';
import { monthlyViewOf } from '../../../lambdas/rendering/monthly/monthly-view.ts';
import { docxPart } from '../../support/read-docx.ts';
import { type SampleMonthly, sampleMonthly } from '../../support/sample-monthly.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';

let sample: SampleMonthly;
let bytes: Uint8Array;

const rendered = (stamp: string | null = null) =>
  renderMonthlyDocx(monthlyViewOf(sample.snapshot, SAMPLE_ADDRESS), bytesFrom(sample.pictures), {
    pageOf: (name) => name.length,
    stamp,
  });

beforeAll(async () => {
  sample = await sampleMonthly();
  bytes = await rendered();
});

const part = (path: string) => load(docxPart(bytes, path), { xml: true });

describe('the Word document of a monthly', () => {
  it('refers to the page of every section and article', () => {
    const $ = part('word/document.xml');
    const marks = $('w\\:bookmarkStart')
      .toArray()
      .map((node) => $(node).attr('w:name'));
    const fields = $('w\\:fldSimple').toArray();
    expect(fields).toHaveLength(12);
    for (const field of fields) {
      const [, name = ''] = /^PAGEREF (\S+) \\h$/u.exec($(field).attr('w:instr') ?? '') ?? [];
      expect(marks).toContain(name);
    }
  });

  it('has a real footnote for who signs a contribution', () => {
    const $ = part('word/document.xml');
    const reference = $('w\\:footnoteReference');
    expect(reference).toHaveLength(1);
    expect(reference.closest('w\\:p').text()).toBe('LÊ HOÀI AN ()');
    const $notes = part('word/footnotes.xml');
    const note = $notes(`w\\:footnote[w\\:id="${reference.attr('w:id')}"]`);
    expect(note.text().trim()).toBe('Phó Giám đốc Sở Nội vụ thành phố Cần Thơ');
    expect(note.find('w\\:footnoteRef')).toHaveLength(1);
    expect(docxPart(bytes, 'word/document.xml')).toContain('w:numFmt w:val="chicago"');
  });

  it('holds its pictures, each with words for those who cannot see it, and no other thing', () => {
    const files = Object.keys(unzipSync(bytes)).filter((path) => !/\.(?:xml|rels)$/u.test(path));
    expect(files).toHaveLength(5);
    for (const path of files) expect(path).toMatch(/^word\/media\/[\w.-]+\.jpg$/u);
    const $ = part('word/document.xml');
    const described = $('wp\\:docPr')
      .toArray()
      .map((node) => $(node).attr('descr') ?? '');
    expect(described.filter((words) => words.length > 10)).toHaveLength(5);
  });

  it('sets sub-headings as headings, leads and captions in styles of their own', () => {
    const $ = part('word/document.xml');
    const styles = $('w\\:pStyle')
      .toArray()
      .map((node) => $(node).attr('w:val'));
    const count = (style: string): number => styles.filter((each) => each === style).length;
    expect([count('Heading1'), count('Heading2'), count('Heading3')]).toEqual([2, 10, 4]);
    expect(count('Caption')).toBe(5);
    expect(count('Sapo')).toBe(7);
  });

  it('has a cover without a foot, and is stamped while nobody has approved it', async () => {
    const $ = part('word/document.xml');
    const sections = $('w\\:sectPr').toArray();
    expect(sections.map((node) => $(node).find('w\\:footerReference').length)).toEqual([0, 1]);
    expect(docxPart(await rendered('DỰ THẢO'), 'word/document.xml')).toContain('DỰ THẢO');
    expect(docxPart(bytes, 'word/document.xml')).not.toContain('DỰ THẢO');
  });

  it('has no byte of chance', async () => {
    expect(Buffer.compare(await rendered(), bytes)).toBe(0);
  });
});
