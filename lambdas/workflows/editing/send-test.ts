import { createHash } from 'node:crypto';
import { toMillis } from '../../core/calendar/instant.ts';
import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import { mayReach } from '../../core/mailing/reach.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Person } from '../../ports/identity.ts';
import type { Mailer } from '../../ports/mailer.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { RenderedEmail } from '../../rendering/email.ts';
import { buildMime } from '../../rendering/mime.ts';
import { writeDown } from '../journal.ts';

/** What a test needs of the world; no ledger, no subscribers. */
export interface TestPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly mailer: Mailer;
}

/** What a test mail says of the house; no keys, as nobody is unsubscribed by it. */
export type TestSettings = Omit<MailSettings, 'keyring'>;

/** The mail of an issue that is not out, for whoever asks. */
export interface TestRequest {
  readonly issueKey: string;
  readonly fingerprint: string;
  readonly mail: RenderedEmail;
  /** Set before the subject: `[THỬ]`. */
  readonly mark: string;
  readonly person: Person;
}

/** `no-address`: the sign-in tells no confirmed address; `not-on-allow-list`: this stack may not write to it. */
export type TestOutcome =
  | { readonly kind: 'sent'; readonly to: string }
  | { readonly kind: 'no-address' | 'not-on-allow-list' | 'not-sent' };

/** Events of a test mail come back under this name, which no issue has, and for a reader nobody is: no book knows them. */
const TEST = { issue: 'test', shard: '0', recipient: 'desk' } as const;

/** Sends an issue's mail, made as for every reader, to the address of the signed-in person and to no other. */
export async function sendTest(ports: TestPorts, settings: TestSettings, request: TestRequest): Promise<TestOutcome> {
  const { issueKey, fingerprint, mail, person } = request;
  const { email } = person;
  if (email === undefined) return { kind: 'no-address' };
  if (!mayReach(email, settings.allowList)) return { kind: 'not-on-allow-list' };
  await writeDown(ports, { issueKey, deed: 'test-send', why: '', editor: person });
  const now = ports.clock.now();
  const name = createHash('sha256')
    .update(`${person.id} ${toMillis(now)}`)
    .digest('hex')
    .slice(0, 16);
  const mime = await buildMime({
    message: { version: 1, issueKey, fingerprint, ...mail, subject: `${request.mark} ${mail.subject}` },
    subscriberId: `test-${name}`,
    to: email,
    attempt: 1,
    from: settings.from,
    replyTo: settings.replyTo,
    unsubscribeUrl: `${settings.publicAddress}/subscriptions`,
    now,
  });
  if (mime.kind === 'unsendable') return { kind: 'not-sent' };
  const answer = await ports.mailer.send({ from: settings.from.address, to: email, raw: mime.raw, tags: TEST });
  return answer.kind === 'accepted' ? { kind: 'sent', to: email } : { kind: 'not-sent' };
}
