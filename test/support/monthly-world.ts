import type { Article } from '../../lambdas/core/extraction/article.ts';
import type { DailyItem } from '../../lambdas/core/monthly/lay-out.ts';
import type { IssueRequest } from '../../lambdas/ports/work-queue.ts';
import { approveMonthly, monthlyToApprove } from '../../lambdas/workflows/monthly/approve-monthly.ts';
import { loadMonthlyDraft, monthlyDraftKey } from '../../lambdas/workflows/monthly/monthly-files.ts';
import { item, monthlyOf, PAPERS } from '../core/monthly/samples.ts';
import { memoryClock } from './memory/memory-clock.ts';
import { memoryEntryLog, memoryIssueRegister, memoryVisitBook } from './memory/memory-newsroom.ts';
import { memoryObjectStore } from './memory/memory-object-store.ts';
import { memoryPictureStudio } from './memory/memory-picture-studio.ts';
import { memoryWeb } from './memory/memory-web.ts';
import { memoryWorkQueue } from './memory/memory-work-queue.ts';

/** Ports in memory for the work on monthlies; the papers of the samples are its sources. */
export type MonthlyWorld = Awaited<ReturnType<typeof monthlyWorld>>;

/** Who approves. */
export const MONTHLY_APPROVER = { id: 'e1', name: 'Phạm Thu Hiền', mayApprove: true };

/** See {@link MonthlyWorld}; with a draft of each of `months`. */
export async function monthlyWorld(months: readonly string[] = []) {
  const clock = memoryClock('2026-11-25T09:30:00+07:00');
  const ports = {
    clock,
    newsroom: memoryObjectStore(),
    archive: memoryObjectStore(),
    issues: memoryIssueRegister(),
    publish: memoryWorkQueue<IssueRequest>(),
    visits: memoryVisitBook(),
    entries: memoryEntryLog(),
    web: memoryWeb(),
    studio: memoryPictureStudio(),
  };
  const put = (key: string, value: unknown) =>
    ports.newsroom.put(key, JSON.stringify(value), { contentType: 'application/json' }, { kind: 'any' });
  await put('settings/sources.json', { version: 1, sources: PAPERS });
  for (const month of months) await put(monthlyDraftKey(month), monthlyOf(itemsOf(month), { month }));
  return { ports, clock, put };
}

function itemsOf(month: string): DailyItem[] {
  const titled = (id: string): Partial<Article> => ({ title: `Tin ${id} của tháng ${month}` });
  return ['a', 'b'].map((id) => item(`${id}${month}`, {}, titled(id)));
}

/** What an approver sees of a month now, and approves. */
export async function approvalOf(world: Pick<MonthlyWorld, 'ports'>, issueKey: string) {
  const stored = await loadMonthlyDraft(world.ports.newsroom, issueKey);
  if (!stored) throw new Error(`no draft of ${issueKey}`);
  const { fingerprint } = await monthlyToApprove(world.ports, stored.value, MONTHLY_APPROVER.name);
  return { issueKey, etag: stored.etag, fingerprint, approver: MONTHLY_APPROVER };
}

/** Has a month approved as it is now. */
export async function approveNow(world: Pick<MonthlyWorld, 'ports'>, issueKey: string) {
  return approveMonthly(world.ports, await approvalOf(world, issueKey));
}
