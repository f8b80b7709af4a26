import { expect, test } from 'vitest';
import type { Mailer, OutgoingMail } from '../../lambdas/ports/mailer.ts';

/** A mailer with the hand on its faults. */
export interface MailerWorld {
  readonly mailer: Mailer;
  /** What it took, in order. */
  taken(): Promise<{ to: string; raw: string; tags: Record<string, string>; messageId: string }[]>;
  readonly faults: { throttle: number; loseReply: number; readonly refused: Set<string> };
  /** Lets no more through than `count` messages from now. */
  limit(count: number): void;
}

const mail = (to: string, over: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: 'Điểm báo <diembao@diembao.example>',
  to,
  raw: new TextEncoder().encode(
    `From: diembao@diembao.example\r\nTo: someone@else.example\r\nList-Unsubscribe: <https://x.example/u>\r\n\r\nĐiểm báo \u0000 ${to}\r\n`,
  ),
  tags: { issueKey: '2026-11-23', shard: '0', subscriberId: 'abc_1-2' },
  ...over,
});

/** What every mailer does. */
export function mailerContract(world: () => MailerWorld): void {
  const last = async () => (await world().taken()).at(-1);
  const count = async () => (await world().taken()).length;

  test('takes the exact bytes for the envelope, whatever the headers say, and gives the tags on', async () => {
    const sent = mail('nguoi.nhan@co-quan.example');
    const outcome = await world().mailer.send(sent);
    const taken = await last();
    expect(taken).toMatchObject({ to: sent.to, raw: new TextDecoder().decode(sent.raw), tags: sent.tags });
    expect(outcome).toEqual({ kind: 'accepted', messageId: taken?.messageId });
  });

  test('gives each message an id of its own', async () => {
    const outcomes = [await world().mailer.send(mail('a@b.example')), await world().mailer.send(mail('a@b.example'))];
    expect(new Set(outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.messageId : null))).size).toBe(2);
  });

  test('says that it was too fast, and has taken nothing', async () => {
    const before = await count();
    world().faults.throttle = 1;
    expect(await world().mailer.send(mail('fast@b.example'))).toMatchObject({ kind: 'not-accepted', why: 'throttled' });
    expect(await count()).toBe(before);
    expect((await world().mailer.send(mail('fast@b.example'))).kind).toBe('accepted');
  });

  test('does not know when the answer is lost, and has asked once', async () => {
    const before = await count();
    world().faults.loseReply = 1;
    expect((await world().mailer.send(mail('lost@b.example'))).kind).toBe('unknown');
    expect(await count()).toBe(before + 1);
  });

  test('says of a refused address that it never will', async () => {
    const before = await count();
    world().faults.refused.add('never@b.example');
    expect((await world().mailer.send(mail('never@b.example'))).kind).toBe('permanent');
    expect(await count()).toBe(before);
  });

  test('says that the day is full', async () => {
    world().limit(1);
    expect((await world().mailer.send(mail('in@b.example'))).kind).toBe('accepted');
    expect(await world().mailer.send(mail('out@b.example'))).toMatchObject({
      kind: 'not-accepted',
      why: 'daily-quota',
    });
    const quota = await world().mailer.quota();
    expect(quota.sentLast24Hours).toBe(quota.maxPer24Hours);
    expect(quota.maxPerSecond).toBeGreaterThan(0);
  });
}
