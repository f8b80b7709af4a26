import type { MailAccount, MailChannel, MailIdentity, PostOffice } from '../../../lambdas/ports/post-office.ts';
import type { HeldSchedule, ScheduleBook } from '../../../lambdas/ports/schedule-book.ts';

/** Schedules in memory; the test writes them down and changes them. */
export function memoryScheduleBook(schedules: HeldSchedule[] = []): ScheduleBook & { schedules: HeldSchedule[] } {
  const book = {
    schedules,
    beginningWith: async (prefix: string) => book.schedules.filter(({ name }) => name.startsWith(prefix)),
  };
  return book;
}

/** A mail service's books in memory, of a house that may write to anyone; the test changes what they say. */
export interface MemoryPostOffice extends PostOffice {
  readonly books: {
    account: MailAccount;
    readonly identities: Map<string, MailIdentity>;
    readonly channels: Map<string, MailChannel>;
  };
}

/** See {@link MemoryPostOffice}. */
export function memoryPostOffice(host: string, channel: string): MemoryPostOffice {
  const books: MemoryPostOffice['books'] = {
    account: { isInSandbox: false, isSending: true, health: 'healthy', plan: null },
    identities: new Map([[host, { isVerified: true, dkim: 'done', mailFrom: 'done' }]]),
    channels: new Map([
      [
        channel,
        {
          isSending: true,
          suppresses: { bounces: true, complaints: true },
          heard: ['send', 'delivery', 'bounce', 'complaint', 'reject'],
        },
      ],
    ]),
  };
  return {
    books,
    account: async () => books.account,
    identity: async (name) => books.identities.get(name) ?? null,
    channel: async (name) => books.channels.get(name) ?? null,
  };
}
