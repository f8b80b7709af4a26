import { describe, expect, it } from 'vitest';
import { askReader } from '../../../lambdas/workflows/subscribing/ask-reader.ts';
import { HOUSE, readerOf, START } from '../../faults/mailing-world.ts';
import { makeSite, type Site, sitePorts } from './site.ts';

const READER = readerOf(1);
const STATES = ['none', 'pending', 'active', 'unsubscribed', 'suppressed'] as const;
const DUE = { none: 1, pending: 0, active: 0, unsubscribed: 1, suppressed: 0 };

type Ports = ReturnType<typeof sitePorts>;

/** Ports that note every call, with how much was given to it. */
function noting(calls: string[]): Ports {
  const ports = sitePorts();
  const noted = <P extends object>(name: string, port: P): P =>
    new Proxy(port, {
      get: (target, method) => {
        const member: unknown = Reflect.get(target, method);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          calls.push(`${name}.${String(method)} ${JSON.stringify(given).length}`);
          return Reflect.apply(member, target, given);
        };
      },
    });
  const { subscribers, mailer, asks, clock } = ports;
  return {
    clock: noted('clock', clock),
    subscribers: noted('subscribers', subscribers),
    mailer: noted('mailer', mailer),
    asks: noted('asks', asks),
  };
}

interface Form {
  readonly ports: Ports;
  readonly site: Site;
}

/** What the form answers in each state of an address, what it asks of the world for it, and how many mails go out. */
async function asked(spoil: (form: Form) => void = () => undefined) {
  const answers = new Set<string>();
  const calls: Record<string, readonly string[]> = {};
  const mails: Record<string, readonly [atTheAnswer: number, afterwards: number]> = {};
  for (const state of STATES) {
    const seen: string[] = [];
    const ports = noting(seen);
    const site = makeSite({}, ports);
    if (state !== 'none') ports.subscribers.rows.set(READER.id, { ...READER, state });
    if (state === 'pending') {
      ports.subscribers.rows.set(READER.id, { ...READER, state, changed: { at: START, why: 'confirmation-sent' } });
    }
    spoil({ ports, site });
    const response = await site.form('', { address: READER.address });
    answers.add(JSON.stringify([response.status, [...response.headers], await response.text()]));
    calls[state] = [...seen];
    const atTheAnswer = ports.mailer.sent.length;
    for (const ask of ports.asks.drain()) await askReader(ports, HOUSE, ask);
    mails[state] = [atTheAnswer, ports.mailer.sent.length];
  }
  return { answers: answers.size, calls, ways: new Set(Object.values(calls).map(String)).size, mails };
}

describe('R17 an address that is typed into the form', () => {
  it('gets the same answer by the same work in every state, and afterwards a mail only where one is due', async () => {
    const { answers, calls, ways, mails } = await asked();
    expect([answers, ways]).toEqual([1, 1]);
    const deeds = (calls.none ?? []).map((call) => call.split(' ')[0]).filter((name) => name !== 'clock.now');
    expect(deeds).toEqual(['subscribers.count', 'subscribers.count', 'asks.send']);
    for (const state of STATES) expect(mails[state], state).toEqual([0, DUE[state]]);
  });

  it('gets the same answer while the mail service is out of order', async () => {
    const { answers, ways } = await asked(({ ports }) => {
      ports.mailer.send = async () => ({ kind: 'not-accepted', why: 'unreachable', detail: 'no mail service' });
    });
    expect([answers, ways]).toEqual([1, 1]);
  });

  it('control: would be told apart by a form that looks at the row first', async () => {
    const { ways } = await asked(({ ports }) => {
      const { send } = ports.asks;
      ports.asks.send = async (ask) => {
        if ((await ports.subscribers.get(READER.id))?.state !== 'active') await ports.clock.sleep(1);
        await send(ask);
      };
    });
    expect(ways).toBe(2);
  });

  it('control: would be told apart by a form that mails itself, and by one that fails where the mail does', async () => {
    const inside = ({ ports }: Form): void => {
      ports.asks.send = async (ask) => void (await askReader(ports, HOUSE, ask));
    };
    const { answers, ways, mails } = await asked(inside);
    expect([answers, ways > 1]).toEqual([1, true]);
    expect(mails.none).toEqual([1, 1]);
    const failing = await asked((form) => {
      inside(form);
      form.ports.mailer.send = async () => {
        throw new Error('no mail service');
      };
    });
    expect(failing.answers).toBe(2);
  });
});
