import { z } from 'zod';
import type { Instant } from '../../../core/calendar/instant.ts';
import type { Mailing } from '../../../core/mailing/mailing.ts';
import { maySend } from '../../../core/mailing/may-mail.ts';
import { MAILING_POLICY } from '../../../core/mailing/policy.ts';
import { mailMessages } from './messages.ts';

/** What an approver may ask of a mailing that has begun. */
export const wishSchema = z.enum(['pause', 'resume', 'renew', 'stop']);
type Wish = z.infer<typeof wishSchema>;

/** What can be asked of a mailing in each of its states. */
const POSSIBLE: Readonly<Record<Mailing['state'], readonly Wish[]>> = {
  sending: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: [],
  finished: [],
};

/** What keeps a mailing that seems to be sending from doing so. */
export function hindranceOf(mailing: Mailing, now: Instant): 'disarmed' | 'stale' | null {
  const may = maySend(mailing, now, MAILING_POLICY);
  return may.kind === 'not-sending' && (may.why === 'disarmed' || may.why === 'stale') ? may.why : null;
}

/** The buttons of a mailing, with what each of them does. */
export function possibleWishes(mailing: Mailing, hindrance: 'disarmed' | 'stale' | null) {
  const wishes: readonly Wish[] = hindrance === 'stale' ? ['renew', 'stop'] : POSSIBLE[mailing.state];
  return wishes.map((wish) => ({ wish, ...mailMessages().wishes[wish] }));
}
