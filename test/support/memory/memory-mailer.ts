import type { Mailer, OutgoingMail, SendOutcome } from '../../../lambdas/ports/mailer.ts';
import { copyOfBytes } from './bytes.ts';
import { keepList, type PutBack } from './kept.ts';

/** A message the mailer took, whether or not its caller learnt of it. */
export interface SentMail extends OutgoingMail {
  readonly messageId: string;
}

/** What may be made to go wrong. */
export interface MailerFaults {
  /** The next `n` requests are refused with `throttled`. */
  throttle: number;
  /** The next `n` requests are taken, but the answer is lost. */
  loseReply: number;
  /** The next `n` requests reach nobody. */
  unreachable: number;
  /** Messages that may still be taken today; null: no limit. */
  quotaLeft: number | null;
  /** Addresses that are never accepted. */
  readonly refused: Set<string>;
}

/** A mailer in memory: exact bytes and envelope in `sent`, in the order they were taken. */
export interface MemoryMailer extends Mailer {
  readonly sent: SentMail[];
  readonly faults: MailerFaults;
  /** Keeps what was taken; the faults are the test's own. See {@link PutBack}. */
  keep(): PutBack;
}

/** A mailer that takes everything until told otherwise; message ids come of the order. */
export function memoryMailer(): MemoryMailer {
  const sent: SentMail[] = [];
  const faults: MailerFaults = { throttle: 0, loseReply: 0, unreachable: 0, quotaLeft: null, refused: new Set() };
  const accept = (mail: OutgoingMail): string => {
    const messageId = `${String(sent.length + 1).padStart(6, '0')}-memory`;
    sent.push({ ...mail, raw: copyOfBytes(mail.raw), tags: { ...mail.tags }, messageId });
    if (faults.quotaLeft !== null) faults.quotaLeft -= 1;
    return messageId;
  };
  return {
    sent,
    faults,
    keep: () => keepList(sent),
    send: async (mail) => {
      const refusal = refuse(mail, faults);
      if (refusal !== null) return refusal;
      const messageId = accept(mail);
      if (take(faults, 'loseReply')) return { kind: 'unknown', detail: 'the answer was lost' };
      return { kind: 'accepted', messageId };
    },
    quota: async () => ({
      maxPerSecond: 1_000,
      maxPer24Hours: faults.quotaLeft === null ? 1_000_000 : sent.length + faults.quotaLeft,
      sentLast24Hours: sent.length,
    }),
  };
}

function refuse(mail: OutgoingMail, faults: MailerFaults): SendOutcome | null {
  if (take(faults, 'unreachable')) return { kind: 'not-accepted', why: 'unreachable', detail: 'connection refused' };
  if (take(faults, 'throttle'))
    return { kind: 'not-accepted', why: 'throttled', detail: 'Maximum sending rate exceeded.' };
  if (faults.quotaLeft !== null && faults.quotaLeft <= 0)
    return { kind: 'not-accepted', why: 'daily-quota', detail: 'Daily message quota exceeded.' };
  if (faults.refused.has(mail.to)) return { kind: 'permanent', detail: 'Address is not accepted.' };
  return null;
}

function take(faults: MailerFaults, kind: 'throttle' | 'loseReply' | 'unreachable'): boolean {
  if (faults[kind] <= 0) return false;
  faults[kind] -= 1;
  return true;
}
