import { describe, expect, it } from 'vitest';
import { ISSUE, makeWorld, readerOf, runMailing, type World } from './mailing-world.ts';
import { ALL, LONG } from './sizes.ts';

const GOOD = ALL ? 500 : 40;
const AMOUNTS = ALL ? [1, 10, 500] : [1, 10, 60];
/** What cannot be written to: it never becomes a request, or the service refuses it. */
const ODD = [
  'a\r\nBcc: x@example.vn',
  'a@b@c.vn',
  '"q"@example.vn',
  'A <a@example.vn>',
  `${'x'.repeat(1_200)}@example.vn`,
];

/** A world in which `bad` of the readers, spread over all shards, can never be written to. */
function poisoned(bad: number): { readonly world: World; readonly asked: Map<string, number> } {
  const world = makeWorld({ readers: GOOD + bad });
  const asked = new Map<string, number>();
  const { mailer, subscribers } = world.ports;
  for (let number = 0; number < bad; number += 1) {
    const reader = readerOf(number);
    const address = number % 2 === 0 ? ODD[(number / 2) % ODD.length] : null;
    if (address) subscribers.rows.set(reader.id, { ...reader, address });
    else world.mailer.faults.refused.add(reader.address);
  }
  const send = mailer.send;
  mailer.send = (mail) => {
    asked.set(mail.to, (asked.get(mail.to) ?? 0) + 1);
    return send(mail);
  };
  return { world, asked };
}

/** How a mailing over `bad` rows ends. */
async function endOf(bad: number, plant: (world: World) => void = () => undefined) {
  const { world, asked } = poisoned(bad);
  plant(world);
  await runMailing(world);
  const good = Array.from({ length: GOOD }, (_, number) => readerOf(bad + number).address);
  const rows = [...world.ports.ledger.deliveries.values()];
  const tries = [...asked].filter(([to]) => !good.includes(to)).map(([, count]) => count);
  return {
    served: good.filter((to) => asked.get(to) === 1).length,
    failed: rows.filter(({ state }) => state.kind === 'failed' && state.reason !== '').length,
    mostTries: Math.max(0, ...tries),
    state: world.ports.ledger.mailings.get(ISSUE)?.state,
  };
}

/** The planted bug: what is refused for good is taken for a fault of the service. */
function hopeful({ ports: { mailer } }: World): void {
  const send = mailer.send;
  mailer.send = async (mail) => {
    const answer = await send(mail);
    return answer.kind === 'permanent' ? { ...answer, kind: 'not-accepted', why: 'unreachable' } : answer;
  };
}

describe('R5 readers who cannot be written to', () => {
  it.each(AMOUNTS)(
    'stay alone, %i of them: each fails after one request at most, and the others have theirs',
    LONG,
    async (bad) => {
      const { mostTries, ...end } = await endOf(bad);

      expect(end).toEqual({ served: GOOD, failed: bad, state: 'finished' });
      expect(mostTries).toBeLessThanOrEqual(1);
    },
  );

  it('R5 control: are caught being tried again and again as soon as a refusal is taken for a fault of the service', async () => {
    const { mostTries, failed } = await endOf(4, hopeful);

    expect(mostTries).toBeGreaterThan(3);
    expect(failed).toBeLessThan(4);
  });
});
