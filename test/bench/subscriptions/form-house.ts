import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { serve } from '@hono/node-server';
import { createHandler as createAsker } from '../../../lambdas/ask-reader.lambda.ts';
import { createSubscriberBook } from '../../../lambdas/aws/dynamo-subscriber-book.ts';
import { readKeyring } from '../../../lambdas/aws/mail-settings.ts';
import { createSecretStore } from '../../../lambdas/aws/secret-store.ts';
import { fromMillis, toMillis } from '../../../lambdas/core/calendar/instant.ts';
import type { Keyring } from '../../../lambdas/core/subscriptions/keyring.ts';
import type { Subscriber } from '../../../lambdas/core/subscriptions/subscriber.ts';
import { subscriberId } from '../../../lambdas/core/subscriptions/subscriber-id.ts';
import { throughGateway } from '../../../lambdas/local/gateway.ts';
import { ENV } from '../../../lambdas/names.ts';
import type { Clock } from '../../../lambdas/ports/clock.ts';
import { createHandler } from '../../../lambdas/subscriptions.lambda.ts';
import { type AwsHouse, awsHouse } from '../../contracts/aws-house.ts';
import { freePort } from '../../support/free-port.ts';

/** The states an address may be in; `new`: nobody ever heard of it. */
export const STATES = ['new', 'pending', 'active', 'unsubscribed', 'suppressed'] as const;
/** See {@link STATES}. */
export type State = (typeof STATES)[number];

/** The readers' function behind a gateway and a web server, over a local AWS. */
export interface FormHouse {
  readonly origin: string;
  /** Mails sent so far. */
  readonly mails: () => number;
  /** Has the queued forms worked on, and returns when no more wait. */
  work(): Promise<void>;
  stop(): Promise<void>;
}

const START = '2026-11-23T08:00:00+07:00';

/** Time between two forms as the house sees it: 900 an hour, so that no limit of an hour is met, and 5,000 are not too late. */
const PACE_MS = 4_000;

/** The address of that number and state. */
export function addressOf(state: State, number: number): string {
  return `${state}-${number}@ban-doc.example`;
}

/** Starts it, with `each` addresses in every state; `isInside`: what a form asks for is done before it is answered. */
export async function openFormHouse({ each, isInside }: { each: number; isInside: boolean }): Promise<FormHouse> {
  const house = await awsHouse();
  Object.assign(process.env, house.aws.endpoints, {
    [ENV.publicAddress]: 'https://diembao.example.vn',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  const keyring = await readKeyring(house.settings, createSecretStore(house.secrets));
  const book = createSubscriberBook(house.dynamo, house.settings.subscribersTable);
  for (let from = 0; from < each; from += 50) {
    const numbers = Array.from({ length: Math.min(50, each - from) }, (_, at) => from + at);
    const rows = numbers.flatMap((number) =>
      STATES.flatMap((state) => (state === 'new' ? [] : [rowOf(state, addressOf(state, number), keyring)])),
    );
    await Promise.all(rows.map((row) => book.advance(row)));
  }
  let forms = 0;
  const clock: Clock = {
    now: () => fromMillis(toMillis(START) + forms * PACE_MS),
    millis: () => Date.now(),
    sleep: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
  };
  const handler = createHandler({ clock });
  const work = (): Promise<void> => workOn(house, createAsker({ clock }));
  const invoke = async (event: unknown): Promise<unknown> => {
    const answer: unknown = await Reflect.apply(handler, null, [event, {}]);
    if (isInside) await work();
    return answer;
  };
  const port = await freePort();
  const fetch = (request: Request): Promise<Response> => {
    forms += 1;
    return throughGateway(invoke, request, new Date());
  };
  const server = serve({ hostname: '127.0.0.1', port, fetch });
  return {
    origin: `http://127.0.0.1:${port}`,
    mails: () => house.aws.mailbox.list().length,
    work,
    stop: async () => {
      server.close();
      await house.stop();
    },
  };
}

/** Hands every queued form to the function that takes it, one after the other, until none waits. */
async function workOn({ sqs, aws }: AwsHouse, asker: (event: unknown) => Promise<unknown>): Promise<void> {
  const QueueUrl = aws.queues.urls.asks;
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { MessageId: messageId, Body: body, ReceiptHandle } of Messages) {
      await asker({ Records: [{ messageId, body, attributes: {} }] });
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    if (Messages.length === 0) return;
  }
}

function rowOf(state: Exclude<State, 'new'>, address: string, keyring: Keyring): Subscriber {
  const consent = { at: START, basis: 'form' };
  const changed = { at: START, why: state === 'pending' ? 'confirmation-sent' : 'confirmed' };
  const id = subscriberId(address, keyring);
  return { version: 1, id, address, state, editions: ['daily'], consent, changed, turn: 1 };
}
