import { expect, test } from 'vitest';
import type { PictureStudio } from '../../lambdas/ports/picture-studio.ts';
import { flatPng } from '../net/pictures/make.ts';

/** What every studio does. */
export function pictureStudioContract(studio: () => PictureStudio): void {
  test('makes three JPEG files and tells the size on paper', async () => {
    const outcome = await studio().develop(flatPng(3_200, 1_600));

    expect(outcome).toMatchObject({ kind: 'developed', extent: { width: 1_600, height: 800 } });
    const files = outcome.kind === 'developed' ? Object.values(outcome.files) : [];
    expect(files).toHaveLength(3);
    for (const file of files) expect([...file.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  test('gives the same for the same', async () => {
    const bytes = flatPng(400, 300);

    expect(await studio().develop(bytes)).toEqual(await studio().develop(bytes));
  });

  test.each([
    ['not-a-picture', Buffer.from('<html></html>')],
    ['unsupported-kind', Buffer.from('<svg></svg>')],
    ['too-small', flatPng(1, 1)],
    ['too-many-pixels', flatPng(12_000, 12_000)],
    ['damaged', flatPng(400, 300).subarray(0, 40)],
  ] as const)('names a refusal: %s', async (why, bytes) => {
    expect(await studio().develop(bytes)).toMatchObject({ kind: 'refused', why });
  });
}
