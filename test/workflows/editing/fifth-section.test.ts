import { describe, expect, it } from 'vitest';
import { at, type Day } from '../../../lambdas/core/calendar/instant.ts';
import { type Draft, draftSchema } from '../../../lambdas/core/drafting/draft.ts';
import { snapshotSchema } from '../../../lambdas/core/issue/snapshot.ts';
import { type Lexicon, seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { seedSectionList } from '../../../lambdas/core/sections/sections.ts';
import type { IssueRequest } from '../../../lambdas/ports/work-queue.ts';
import { approveIssue, contentToApprove } from '../../../lambdas/workflows/editing/approve-issue.ts';
import { type DeskEdit, editDraft } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { draftIssue } from '../../../lambdas/workflows/editing/draft-issue.ts';
import { publishIssue } from '../../../lambdas/workflows/publishing/publish-issue.ts';
import { memoryIssueRegister } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';
import { article, gatherWorld, HOME, list, visit } from '../gathering/gather-world.ts';

const MONDAY: Day = '2026-11-23';
const FIFTH = { id: 'mot-cua', title: 'CHUYỆN MỘT CỬA', order: 'weight', target: 2 };
const HIEN = { id: 'hien', name: 'Phạm Thu Hiền', mayApprove: true };

/** A newsroom whose office added a section, and one article that its words speak for. */
async function office(cues: Readonly<Record<string, number>>) {
  const queues = { publish: memoryWorkQueue<IssueRequest>(), planMailing: memoryWorkQueue<IssueRequest>() };
  const world = { ...gatherWorld(), archive: memoryObjectStore(), issues: memoryIssueRegister(), ...queues };
  const settle = (name: string, value: object): void => {
    const body = new TextEncoder().encode(JSON.stringify(value));
    world.newsroom.objects.set(`settings/${name}.json`, { body, etag: `"${name}"`, headers: { contentType: 'x' } });
  };
  const list5 = seedSectionList();
  settle('sections', { ...list5, sections: [FIFTH, ...list5.sections] });
  const seed = seedLexicon();
  const lexicon: Lexicon = {
    ...seed,
    sections: { ...seed.sections, cues: { ...seed.sections.cues, 'mot-cua': cues } },
  };
  settle('lexicon', lexicon);
  list(world, [{ path: '/tin.html' }]);
  world.web.answer(`${HOME}/tin.html`, article('/tin.html'));
  await visit(world);
  world.clock.set(at(MONDAY, '06:00'));
  expect(await draftIssue(world, {})).toMatchObject({ kind: 'drafted', clippings: 1 });
  const draft = (): Draft => draftSchema.parse(JSON.parse(world.newsroom.text(`drafts/daily/${MONDAY}.json`)));
  const etag = (): string => world.newsroom.objects.get(`drafts/daily/${MONDAY}.json`)?.etag ?? '';
  const edit = (...edits: DeskEdit[]) =>
    editDraft(world, { issueKey: MONDAY, etag: etag(), by: 'Thu Hiền', plan: () => edits });
  return { world, draft, etag, edit };
}

const IN_FIFTH = { 'bộ phận một cửa': 4 };

describe('a section added by data alone', () => {
  it('has its clippings by its own words, is frozen and printed first, with the title the office gave it', async () => {
    const { world, draft, etag } = await office(IN_FIFTH);
    expect(draft().clippings.map(({ section }) => section)).toEqual(['mot-cua']);

    const { fingerprint } = await contentToApprove(world.newsroom, draft(), HIEN.name);
    const request = { issueKey: MONDAY, etag: etag(), fingerprint, approver: HIEN };
    expect(await approveIssue(world, request)).toMatchObject({ kind: 'approved' });
    const { content } = snapshotSchema.parse(JSON.parse(world.archive.text(`snapshots/${fingerprint}.json`)));
    expect(content.sections.map(({ id, title }) => [id, title])).toEqual([['mot-cua', 'CHUYỆN MỘT CỬA']]);

    expect(await publishIssue(world, { issueKey: MONDAY, ...SAMPLE_ADDRESS })).toMatchObject({ kind: 'published' });
    expect(world.archive.text('daily/2026/11/23/1/index.html')).toContain('CHUYỆN MỘT CỬA');
  });

  it('without words of its own takes nothing by rule, and what an editor moves there', async () => {
    const { draft, edit } = await office({});
    const [clipping] = draft().clippings;
    expect(clipping?.section).not.toBe('mot-cua');

    await edit({ kind: 'move', clippingId: clipping?.id ?? '', section: 'mot-cua', position: 0 });
    expect(draft().clippings.map(({ section }) => section)).toEqual(['mot-cua']);
    expect(draft().log.at(-1)?.did).toContain('đến mục CHUYỆN MỘT CỬA');
  });

  it('takes nothing once it is gone from the list', async () => {
    const { draft, edit } = await office(IN_FIFTH);
    const [clipping] = draft().clippings;
    const move = { kind: 'move', clippingId: clipping?.id ?? '', section: 'khong-co', position: 0 } as const;
    expect(await edit(move)).toMatchObject({ kind: 'refused', reason: 'no-such-section' });
  });
});
