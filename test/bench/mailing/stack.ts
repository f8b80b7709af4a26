import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { createAwsClients } from '../../../lambdas/aws/clients.ts';
import { createSesMailer } from '../../../lambdas/aws/ses-mailer.ts';
import { MAILING_POLICY, type MailingPolicy } from '../../../lambdas/core/mailing/policy.ts';
import { dayClock } from '../../../lambdas/local/day-clock.ts';
import type { OutgoingMail } from '../../../lambdas/ports/mailer.ts';
import type { ShardRequest } from '../../../lambdas/ports/work-queue.ts';
import { mailRenderer } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { HOUSE, ISSUE, makeWorld, readerOf } from '../../faults/mailing-world.ts';
import { memoryDeliveryLedger } from '../../support/memory/memory-delivery-ledger.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import type { Heard } from './loopback-ses.ts';

/** What every request of the ledger, the book and the files takes, in milliseconds. */
const LATENCY = 5;

const readySchema = z.object({ address: z.object({ port: z.number() }) });
const heardSchema = z.object({
  heard: z.object({ asked: z.array(z.tuple([z.string(), z.number()])), bytes: z.number() }),
});

/** A mail service in a process of its own, which takes `rate` mails a second by its own account. */
export async function startService(rate: number) {
  const child = fork(join(import.meta.dirname, 'loopback-ses.ts'), [String(rate)]);
  const [ready] = await once(child, 'message');
  const url = `http://127.0.0.1:${readySchema.parse(ready).address.port}`;
  return {
    url,
    heard: async (): Promise<Heard> => {
      const answer = once(child, 'message');
      child.send('heard');
      return heardSchema.parse((await answer)[0]).heard;
    },
    stop: () => void child.disconnect(),
  };
}

/**
 * A published issue and its readers; everything but the mail service in memory, each request after its latency. `left`: when
 * each mail was handed to the client of the service, in milliseconds since the epoch.
 */
export function makeStack(readers: number, url: string, over: Partial<MailingPolicy>) {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SES: url,
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
  });
  const clock = dayClock('2026-11-23T08:00:05+07:00');
  const book = memorySubscriberBook(1_000);
  for (let number = 0; number < readers; number += 1) {
    const reader = readerOf(number);
    book.rows.set(reader.id, reader);
  }
  const ledger = memoryDeliveryLedger();
  const { archive, issues, newsroom } = makeWorld({ readers: 1 }).ports;
  const policy = { ...MAILING_POLICY, ...over };
  const left: number[] = [];
  const mailer = createSesMailer(createAwsClients().ses(), 'bench');
  const ports = {
    clock,
    archive,
    issues,
    newsroom: late(newsroom),
    ledger: late(ledger),
    subscribers: late(book),
    deliver: memoryWorkQueue<ShardRequest>({ clock }),
    mailer: {
      ...mailer,
      send: (mail: OutgoingMail) => {
        left.push(Date.now());
        return mailer.send(mail);
      },
    },
    renderMail: mailRenderer(HOUSE.publicAddress),
    policy,
  };
  return { issueKey: ISSUE, ports, book, ledger, left, settings: { ...HOUSE, policy } };
}

/** A stack of {@link makeStack}. */
export type Stack = ReturnType<typeof makeStack>;

/** Every call a little later, as over a network; what is walked page by page is left as it is. */
function late<T extends object>(port: T): T {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || name === 'active') return member;
      return async (...given: unknown[]) => {
        await wait(LATENCY);
        return Reflect.apply(member, target, given);
      };
    },
  });
}

/** Ports of a process that can be ended from outside: from then on no call of it ever comes to anything. */
export function mortal<P extends object>(ports: P): { readonly ports: P; readonly kill: () => void } {
  let isDead = false;
  const never = new Promise<never>(() => undefined);
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member === 'object' && member !== null) return wrap(member);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          if (isDead) return never;
          const answer: unknown = Reflect.apply(member, target, given);
          return answer instanceof Promise ? answer.then((value: unknown) => (isDead ? never : value)) : answer;
        };
      },
    });
  return {
    ports: wrap(ports),
    kill: () => {
      isDead = true;
    },
  };
}
