import { type Instant, shift } from '../../../core/calendar/instant.ts';
import { type Reply, type RunningServer, serve } from '../http.ts';
import { checkSignature, sha256 } from '../sig-v4.ts';
import { xmlDocument } from '../xml.ts';
import { type Mailbox, openMailbox, type StoredMail } from './mailbox.ts';
import { faultOf, type Refusal, readSend, type SendRequest } from './send-request.ts';
import { isAsked, type SesAccount, tellAccount, wholeAccount } from './ses-account.ts';
import { eventsOf } from './ses-events.ts';
import { fateOf, noFaults, type SesFaults } from './ses-faults.ts';

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';
const DAY_MS = 86_400_000;

/** What the local SES needs. */
export interface SesOptions {
  readonly directory: string;
  readonly now: () => Instant;
  /** Milliseconds that pass evenly, for the rate. */
  readonly ticks: () => number;
  /** The house's sender: mail from another domain is refused, as from an identity never verified. */
  readonly sender: string;
  readonly configurationSet: string;
  /** Takes the bodies of event messages, in order. */
  readonly publish: (bodies: readonly string[]) => Promise<void>;
}

/** The local SES. */
export interface LocalSes extends RunningServer {
  readonly mailbox: Mailbox;
  readonly faults: SesFaults;
  readonly account: SesAccount;
  /** Tells the events of the last 24 hours again: the queue that held them died with the last process. */
  repeatEvents(): Promise<void>;
}

/** SES v1: `SendRawEmail` and `GetSendQuota`, query protocol; of v2 what {@link tellAccount} tells. */
export async function startSes(options: SesOptions): Promise<LocalSes> {
  const mailbox = await openMailbox(options.directory);
  const faults = noFaults();
  const account = wholeAccount(hostOf(options.sender), options.configurationSet);
  let telling: Promise<void> = Promise.resolve();
  const tell = (mails: readonly StoredMail[]): Promise<void> => {
    const bodies = mails.flatMap(eventsOf).filter(() => !take(faults, 'loseEvent'));
    telling = telling.then(() => options.publish(bodies)).catch(() => undefined);
    return telling;
  };
  const house = { options, mailbox, faults, isTooFast: pace(options.ticks, faults) };
  const server = await serve(async (request) => {
    const signing = checkSignature(request);
    if (signing.kind === 'refused') return failure(signing, 403);
    if (isAsked(request)) return tellAccount(request, account);
    const form = new URLSearchParams(request.body.toString('utf8'));
    switch (form.get('Action')) {
      case 'SendRawEmail':
        return send(house, readSend(form), tell);
      case 'GetSendQuota':
        return quota(house);
      default:
        return failure({ code: 'InvalidAction', message: `${form.get('Action')} is not understood here.` }, 400);
    }
  });
  return {
    url: server.url,
    mailbox,
    faults,
    account,
    repeatEvents: () => {
      const since = Date.parse(options.now()) - DAY_MS;
      return tell(mailbox.list().filter((mail) => Date.parse(mail.at) > since));
    },
    stop: async () => {
      await server.stop();
      await telling;
    },
  };
}

function hostOf(sender: string): string {
  return (sender.split('@').at(-1) ?? '').replace('>', '');
}

interface House {
  readonly options: SesOptions;
  readonly mailbox: Mailbox;
  readonly faults: SesFaults;
  readonly isTooFast: () => boolean;
}

async function send(house: House, request: SendRequest, tell: (mails: StoredMail[]) => Promise<void>): Promise<Reply> {
  const refusal = refusalOf(house, request);
  if (refusal !== null) return failure(refusal, 400);
  const [address = ''] = request.to;
  const { from, tags, configurationSet, raw } = request;
  const state = fateOf(address, house.faults);
  const mail = await house.mailbox.accept({
    at: house.options.now(),
    from,
    to: [...request.to],
    tags: { ...tags },
    configurationSet,
    raw,
    state,
  });
  // Events come when they come: nobody waits for them with the answer in hand.
  void tell([mail]);
  if (take(house.faults, 'loseReply')) return { kind: 'broken' };
  if (take(house.faults, 'serverError')) return failure({ code: 'InternalFailure', message: 'Internal failure' }, 500);
  return result('SendRawEmail', { MessageId: mail.id });
}

function refusalOf(house: House, request: SendRequest): Refusal | null {
  const { faults, mailbox, options } = house;
  if (take(faults, 'throttle') || house.isTooFast())
    return { code: 'Throttling', message: 'Maximum sending rate exceeded.' };
  if (mailbox.countSince(shift(options.now(), -DAY_MS)) >= faults.dailyQuota) {
    return { code: 'Throttling', message: 'Daily message quota exceeded.' };
  }
  if (request.to.some((address) => faults.refused.has(address.toLowerCase()))) {
    return { code: 'MessageRejected', message: 'Address blacklisted.' };
  }
  return faultOf(request, options);
}

/** True when more than `maxPerSecond` sends fell into the running second. */
function pace(ticks: () => number, faults: SesFaults): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const current = Math.floor(ticks() / 1_000);
    count = current === second ? count + 1 : 1;
    second = current;
    return count > faults.maxPerSecond;
  };
}

function quota({ options, mailbox, faults }: House): Reply {
  if (take(faults, 'throttleQuota')) return failure({ code: 'Throttling', message: 'Rate exceeded' }, 400);
  return result('GetSendQuota', {
    Max24HourSend: faults.dailyQuota,
    MaxSendRate: faults.maxPerSecond,
    SentLast24Hours: mailbox.countSince(shift(options.now(), -DAY_MS)),
  });
}

function take(
  faults: SesFaults,
  kind: 'throttle' | 'throttleQuota' | 'loseReply' | 'serverError' | 'loseEvent',
): boolean {
  if (faults[kind] <= 0) return false;
  faults[kind] -= 1;
  return true;
}

function result(action: string, content: Readonly<Record<string, string | number>>): Reply {
  const RequestId = sha256(JSON.stringify(content)).slice(0, 32);
  const document = { [`${action}Result`]: content, ResponseMetadata: { RequestId } };
  return reply(200, xmlDocument(`${action}Response`, document, NAMESPACE));
}

function failure({ code, message }: Refusal, status: number): Reply {
  const error = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message };
  return reply(status, xmlDocument('ErrorResponse', { Error: error, RequestId: sha256(code).slice(0, 32) }, NAMESPACE));
}

function reply(status: number, body: string): Reply {
  return { kind: 'answer', status, headers: { 'content-type': 'text/xml' }, body };
}
