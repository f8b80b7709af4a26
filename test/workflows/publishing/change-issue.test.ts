import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../../lambdas/core/archive/manifest.ts';
import type { DailyContent } from '../../../lambdas/core/issue/snapshot.ts';
import { withdrawalLogSchema } from '../../../lambdas/core/issue/withdrawal.ts';
import { correctIssue } from '../../../lambdas/workflows/publishing/correct-issue.ts';
import { withdrawIssue } from '../../../lambdas/workflows/publishing/withdraw-issue.ts';
import { type ArchiveWorld, bytesOf, contentOn, EDITOR, publishAll, published } from './archive-world.ts';

const DAY = '2026-11-23';
const PATH = 'daily/2026/11/23/';
const GONE = 'Tin này đã được gỡ';

const manifestOf = (world: ArchiveWorld) => manifestSchema.parse(JSON.parse(world.archive.text('manifest.json')));
const rowOf = (world: ArchiveWorld) => world.issues.rows.get(DAY);

function withTitle(content: DailyContent, title: string): DailyContent {
  const [section, ...others] = content.sections;
  const [first, ...rest] = section?.clippings ?? [];
  if (!section || !first) throw new Error('the sample has clippings');
  return { ...content, sections: [{ ...section, clippings: [{ ...first, title }, ...rest] }, ...others] };
}

/** Every public file with these words in it, as text. */
function filesWith(world: ArchiveWorld, words: string): string[] {
  return [...world.archive.objects.keys()].filter(
    (key) =>
      !/^snapshots\//u.test(key) && /\.(?:html|txt|json|xml)$/u.test(key) && world.archive.text(key).includes(words),
  );
}

describe('a correction', () => {
  const why = 'ghi nhầm tên phòng';
  const correct = (world: ArchiveWorld & { fingerprint: string }, changes: object = {}) =>
    correctIssue(world, {
      issueKey: DAY,
      fingerprint: world.fingerprint,
      edited: withTitle(contentOn(DAY), 'Tên phòng đã đúng'),
      why,
      editor: EDITOR,
      ...changes,
    });

  it('is the next revision at an address of its own, with a note of what, when, why and by whom', async () => {
    const world = await published(contentOn(DAY));
    const before = bytesOf(world);
    expect(await correct(world)).toMatchObject({ kind: 'ordered', revision: 2 });
    await publishAll(world);

    for (const [key, bytes] of Object.entries(before)) {
      if (key.startsWith(`${PATH}1/`)) expect(bytesOf(world)[key], key).toBe(bytes);
    }
    const note =
      'Đính chính ngày 23/11/2026 (lần phát hành 2): tin số 1 (tiêu đề). Lý do: ghi nhầm tên phòng. Người đính chính: Thu Hằng.';
    expect(filesWith(world, note)).toEqual(expect.arrayContaining([`${PATH}2/index.html`, `${PATH}2/issue.json`]));
    expect(manifestOf(world).issues[0]).toMatchObject({ revision: 2, path: `${PATH}2/`, earlier: [{ revision: 1 }] });
    expect(world.archive.text('feed.xml')).toContain('Tên phòng đã đúng');
    expect(rowOf(world)).toMatchObject({ state: 'corrected', revision: 2 });
    expect(rowOf(world)?.pending).toBeUndefined();
    expect(world.planMailing.pending()).toEqual([]);
  });

  it('before the mailing is what is mailed', async () => {
    const world = await published(contentOn(DAY), 'published');
    await correct(world);
    await publishAll(world);
    expect(rowOf(world)).toMatchObject({ state: 'published', revision: 2 });
    expect(world.planMailing.pending()).toEqual([{ issueKey: DAY }]);
  });

  it('changes nothing but what was edited, and is refused where it may not be', async () => {
    const world = await published(contentOn(DAY));
    expect(await correct(world, { edited: contentOn(DAY) })).toEqual({ kind: 'unchanged' });
    expect(await correct(world, { why: ' ' })).toEqual({ kind: 'no-reason' });
    expect(await correct(world, { editor: { ...EDITOR, mayApprove: false } })).toEqual({ kind: 'not-allowed' });
    expect(await correct(world, { fingerprint: '0'.repeat(64) })).toEqual({ kind: 'changed' });
    expect(await correct(await published(contentOn(DAY), 'mailing'))).toEqual({ kind: 'not-now' });
    expect(await correct(await published(contentOn(DAY), 'withdrawn'))).toEqual({ kind: 'not-now' });
    await correct(world);
    expect(await correct(world)).toEqual({ kind: 'busy' });
  });
});

describe('a withdrawn item', () => {
  it.each([
    ['published', 1],
    ['mailing', 1],
    ['sent', 0],
  ] as const)('of an issue that is %s asks the planner %i times to mail without it', async (state, asked) => {
    const world = await published(contentOn(DAY), state);
    await withdrawIssue(world, { issueKey: DAY, item: 'tin2', why: 'báo đã gỡ bài', editor: EDITOR });
    await publishAll(world);
    expect(world.planMailing.pending()).toHaveLength(asked);
  });

  it('is gone from every output and list, in its place a notice; the other numbers stand', async () => {
    const world = await published(contentOn(DAY));
    const title = manifestOf(world).issues[0]?.titles[1] ?? '';
    expect(filesWith(world, title).length).toBeGreaterThan(4);
    expect(await withdrawIssue(world, { issueKey: DAY, item: 'tin2', why: 'báo đã gỡ bài', editor: EDITOR })).toEqual({
      kind: 'ordered',
    });
    await publishAll(world);

    expect(filesWith(world, title)).toEqual([]);
    expect(manifestOf(world).issues[0]?.titles[1]).toBe(GONE);
    expect(filesWith(world, GONE)).toEqual(expect.arrayContaining([`${PATH}1/index.html`, `${PATH}1/email.txt`]));
    const shown = JSON.parse(world.archive.text(`${PATH}1/issue.json`));
    const numbers = shown.sections.flatMap(({ clippings }: { clippings: { number: number }[] }) =>
      clippings.map(({ number }) => number),
    );
    expect(numbers).toEqual([1, 2, 3, 4]);
    expect(shown.notices).toEqual([
      'Ngày 23/11/2026, tin số 2 của số báo này đã được gỡ; số thứ tự các tin khác giữ nguyên.',
    ]);
    // Kept in private, with who, when and why.
    expect(world.archive.text(`snapshots/${world.fingerprint}.json`)).toContain(title);
    const log = withdrawalLogSchema.parse(JSON.parse(world.archive.text(`snapshots/withdrawn/daily/${DAY}.json`)));
    expect(log.entries).toMatchObject([{ item: 'tin2', by: EDITOR.id, name: EDITOR.name, why: 'báo đã gỡ bài' }]);
    expect(filesWith(world, 'báo đã gỡ bài')).toEqual([]);
  });

  it('stays withdrawn in a later correction, and is not withdrawn twice', async () => {
    const world = await published(contentOn(DAY));
    const wish = { issueKey: DAY, item: 'tin2', why: 'báo đã gỡ bài', editor: EDITOR };
    await withdrawIssue(world, wish);
    await publishAll(world);
    expect(await withdrawIssue(world, wish)).toEqual({ kind: 'already' });
    expect(await withdrawIssue(world, { ...wish, item: 'tin99' })).toEqual({ kind: 'no-such-item' });
    const { fingerprint } = world;
    const edited = withTitle(contentOn(DAY), 'Tên phòng đã đúng');
    await correctIssue(world, { issueKey: DAY, fingerprint, edited, why: 'nhầm', editor: EDITOR });
    await publishAll(world);
    expect(manifestOf(world).issues[0]?.titles.slice(0, 2)).toEqual(['Tên phòng đã đúng', GONE]);
  });
});

describe('a withdrawn issue', () => {
  it('is gone from the archive, and a notice stands at its addresses', async () => {
    const world = await published(contentOn(DAY));
    const titles = manifestOf(world).issues[0]?.titles ?? [];
    await withdrawIssue(world, { issueKey: DAY, item: null, why: 'phát hành nhầm', editor: EDITOR });
    // At once: nothing of it is mailed while the archive is still at it.
    expect(rowOf(world)?.state).toBe('withdrawn');
    await publishAll(world);

    for (const title of titles) expect(filesWith(world, title)).toEqual([]);
    expect(manifestOf(world)).toMatchObject({
      issues: [],
      withdrawn: [{ issueKey: DAY, revisions: [{ revision: 1 }] }],
    });
    const notice = 'Số báo này đã được gỡ ngày 23/11/2026.';
    const files = ['index.html', 'email.html', 'email.txt', 'issue.json'].map((name) => `${PATH}1/${name}`);
    expect(filesWith(world, notice)).toEqual(expect.arrayContaining(files));
    // Where links to its items and sections end, in mails that are out and in other papers.
    const page = world.archive.text(`${PATH}1/index.html`);
    const places = ['chu-truong', 'tin-1', 'tin-4'];
    for (const place of places) expect(page).toContain(`<span id="${place}"></span>`);
    expect(page).not.toContain('id="tin-5"');
    expect(await withdrawIssue(world, { issueKey: DAY, item: null, why: 'lại', editor: EDITOR })).toEqual({
      kind: 'already',
    });
    expect(await withdrawIssue(world, { issueKey: '2026-11-24', item: null, why: 'x', editor: EDITOR })).toEqual({
      kind: 'not-now',
    });
  });
});
