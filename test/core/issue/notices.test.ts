import { expect, it } from 'vitest';
import type { Correction } from '../../../lambdas/core/issue/correction.ts';
import { noticesOf } from '../../../lambdas/core/issue/notices.ts';

const AT = '2026-11-27T10:00:00+07:00';
const CORRECTION: Correction = {
  revision: 2,
  at: AT,
  by: 'Thu Hằng',
  why: 'nhầm bài',
  items: [{ number: 3, what: ['removed'] }],
};

it('tells what became of an issue in the words of its edition', () => {
  const said = (['daily', 'monthly'] as const).map((edition) => [
    ...noticesOf({ content: { edition }, withdrawn: [{ number: null, at: AT }] }),
    ...noticesOf({ content: { edition, corrections: [CORRECTION] }, withdrawn: [{ number: 2, at: AT }] }),
  ]);

  expect(said).toEqual([
    [
      'Số báo này đã được gỡ ngày 27/11/2026.',
      'Đính chính ngày 27/11/2026 (lần phát hành 2): tin số 3 (bỏ khỏi số báo). Lý do: nhầm bài. Người đính chính: Thu Hằng.',
      'Ngày 27/11/2026, tin số 2 của số báo này đã được gỡ; số thứ tự các tin khác giữ nguyên.',
    ],
    [
      'Số bản tin này đã được gỡ ngày 27/11/2026.',
      'Đính chính ngày 27/11/2026 (lần phát hành 2): bài số 3 (bỏ khỏi số bản tin). Lý do: nhầm bài. Người đính chính: Thu Hằng.',
      'Ngày 27/11/2026, bài số 2 của số bản tin này đã được gỡ; số thứ tự các bài khác giữ nguyên.',
    ],
  ]);
});
