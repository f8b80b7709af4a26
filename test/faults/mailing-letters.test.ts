import { describe, expect, it } from 'vitest';
import { verifyToken } from '../../lambdas/core/subscriptions/token.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import type { SentMail } from '../support/memory/memory-mailer.ts';
import { deliverOne, HOUSE, ISSUE, makeWorld, RING, tellEvents, type World } from './mailing-world.ts';
import { ALL, LONG, lcg } from './sizes.ts';

const SAMPLE = 300;
const READERS = ALL ? 10_000 : SAMPLE;
const SHARD = 100;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const TOKEN = /token=([\w.-]+)/g;

/** The whole of a mail as its reader has it: headers unfolded, both parts decoded. */
function textOf(raw: Uint8Array): string {
  const [head = '', ...rest] = new TextDecoder('latin1').decode(raw).split('\r\n\r\n');
  const bodies = rest.map((part) => new TextDecoder().decode(Buffer.from(part.split('\r\n--')[0] ?? '', 'base64')));
  return [head.replaceAll(/\r\n[ \t]+/g, ' '), ...bodies].join('\n');
}

/** Why a mail is not its reader's alone; null where it is. */
function leakOf(mail: SentMail): string | null {
  const text = textOf(mail.raw);
  const house = new Set([HOUSE.from.address, HOUSE.replyTo]);
  const addresses = new Set((text.match(ADDRESS) ?? []).filter((each) => !house.has(each) && !each.startsWith(ISSUE)));
  const tokens = new Set([...text.matchAll(TOKEN)].map(([, token]) => token ?? ''));
  if (addresses.size !== 1 || !addresses.has(mail.to)) return `${addresses.size} addresses, or another's`;
  const [token = ''] = tokens;
  const read = verifyToken(RING, token, { purpose: 'leave', now: '2027-11-23T08:00:00+07:00' });
  const isOwn = read.kind === 'valid' && read.subscriberId === mail.tags.recipient;
  return tokens.size === 1 && isOwn ? null : `${tokens.size} tokens, or another's`;
}

/** Shards in random order, three workers of ten lanes at a time. */
async function mailed(readers: number, plant: (world: World) => void = () => undefined): Promise<World> {
  const world = makeWorld({ readers, policy: { shardSize: SHARD } });
  plant(world);
  await planMailing(world.ports, { issueKey: ISSUE });
  const random = lcg(8);
  const { deliver, clock, issues } = world.ports;
  const shuffled = deliver
    .drain()
    .map((message) => ({ message, at: random() }))
    .toSorted((a, b) => a.at - b.at);
  for (const { message } of shuffled) await deliver.send(message);
  for (let round = 0; round < 1_000 && issues.rows.get(ISSUE)?.state !== 'sent'; round += 1) {
    await Promise.all([1, 2, 3].map(() => deliverOne(world)));
    await tellEvents(world);
    clock.advance(5_000);
  }
  return world;
}

/** The planted bug: two lanes share a buffer, and now and then a reader gets the bytes of the one before. */
function sharingBuffers(world: World): void {
  const { mailer } = world.ports;
  const send = mailer.send;
  let count = 0;
  let last: Uint8Array | null = null;
  mailer.send = (mail) => {
    count += 1;
    const raw = count % 50 === 0 && last !== null ? last : mail.raw;
    last = mail.raw;
    return send({ ...mail, raw });
  };
}

describe('R8 mails of a whole audience', () => {
  it(`hold one address and one token each, its own, in all of ${READERS}`, LONG, async () => {
    const { mailer } = await mailed(READERS);

    expect(new Set(mailer.sent.map(({ to }) => to)).size).toBe(READERS);
    expect(mailer.sent.map(leakOf).filter((leak) => leak !== null)).toEqual([]);
  });

  it('R8 control: are caught as soon as one in fifty has the bytes of another', async () => {
    const { mailer } = await mailed(SAMPLE, sharingBuffers);

    expect(mailer.sent.map(leakOf).filter((leak) => leak !== null)).toHaveLength(SAMPLE / 50);
  });
});
