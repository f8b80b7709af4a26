import { describe, expect, it } from 'vitest';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import { renderPdf } from '../../../lambdas/rendering/pdf/render-pdf.ts';
import { viewOf } from '../../../lambdas/rendering/view.ts';
import { openPdf } from '../../support/read-pdf.ts';
import { SAMPLE_ADDRESS, SAMPLE_APPROVAL, sampleContent } from '../../support/sample-snapshot.ts';

/** An interview whose questions come to stand everywhere on a page. */
const INTERVIEW = Array.from({ length: 60 }, (_, index) => [
  { kind: 'paragraph' as const, runs: [{ text: `Vậy điều thứ ${index} là gì?`, bold: true }] },
  {
    kind: 'paragraph' as const,
    runs: [{ text: 'Chúng tôi làm từng bước, trước hết là ở xã. '.repeat(1 + (index % 5)) }],
  },
]).flat();

describe('an interview on paper', () => {
  it('has no question at the foot of a page', async () => {
    const content = sampleContent();
    const [section] = content.sections;
    const [clipping] = section?.clippings ?? [];
    if (!section || !clipping) throw new Error('the sample has clippings');
    const only = { ...clipping, body: INTERVIEW, printing: 'full' as const };
    const snapshot = freeze({ ...content, sections: [{ ...section, clippings: [only] }] }, SAMPLE_APPROVAL, 1);
    const { pages } = await openPdf((await renderPdf(viewOf(snapshot, SAMPLE_ADDRESS))).bytes);
    expect(pages.length).toBeGreaterThan(4);
    const last = pages.map((page) =>
      page
        .split('\n')
        .filter((line) => !/Trang|Bản tin Điểm báo/.test(line))
        .at(-1),
    );
    expect(last.filter((line) => line?.trim().endsWith('?'))).toEqual([]);
  });
});
