import { expect, test } from 'vitest';
import type { PostOffice } from '../../lambdas/ports/post-office.ts';
import type { ScheduleBook } from '../../lambdas/ports/schedule-book.ts';

/** A scheduler's list of the schedules of `diembao-local-`, in which one can be switched off. */
export interface ScheduleWorld {
  readonly book: ScheduleBook;
  switchOff(name: string): void;
}

/** What every list of schedules does. */
export function scheduleBookContract(world: () => ScheduleWorld): void {
  test('tells of every schedule of a stage what it runs and when, and of none of another', async () => {
    const held = await world().book.beginningWith('diembao-local-');
    expect(held).toHaveLength(10);
    expect(held.find(({ name }) => name === 'diembao-local-draft-issue-0600')).toEqual({
      name: 'diembao-local-draft-issue-0600',
      isOn: true,
      expression: 'cron(0 6 * * ? *)',
      timeZone: 'Asia/Ho_Chi_Minh',
      runs: 'diembao-local-draft-issue',
    });
    expect(await world().book.beginningWith('diembao-prod-')).toEqual([]);
  });

  test('tells which are switched off', async () => {
    const { book, switchOff } = world();
    switchOff('diembao-local-recover');
    const held = await book.beginningWith('diembao-local-');
    expect(held.filter(({ isOn }) => !isOn).map(({ name }) => name)).toEqual(['diembao-local-recover']);
  });
}

/** Books of a mail service that knows the host `diembao.example` and the set `diembao-local`; what can be made of them. */
export interface PostWorld {
  readonly post: PostOffice;
  spoil(): void;
}

/** What all books of a mail service tell. */
export function postOfficeContract(world: () => PostWorld): void {
  test('tell of an account, a host and a set that are as they should be', async () => {
    const { post } = world();
    expect(await post.account()).toEqual({ isInSandbox: false, isSending: true, health: 'healthy', plan: null });
    expect(await post.identity('diembao.example')).toEqual({ isVerified: true, dkim: 'done', mailFrom: 'done' });
    expect(await post.channel('diembao-local')).toEqual({
      isSending: true,
      suppresses: { bounces: true, complaints: true },
      heard: ['send', 'delivery', 'bounce', 'complaint', 'reject'],
    });
  });

  test('know when they do not know', async () => {
    expect(await world().post.identity('elsewhere.example')).toBeNull();
    expect(await world().post.channel('diembao-elsewhere')).toBeNull();
  });

  test('tell what is wrong', async () => {
    const { post, spoil } = world();
    spoil();
    expect(await post.account()).toEqual({
      isInSandbox: true,
      isSending: false,
      health: 'in-danger',
      plan: 'essentials',
    });
    expect(await post.identity('diembao.example')).toEqual({ isVerified: false, dkim: 'waiting', mailFrom: 'failed' });
    expect(await post.channel('diembao-local')).toEqual({
      isSending: false,
      suppresses: { bounces: true, complaints: false },
      heard: ['delivery'],
    });
  });
}
