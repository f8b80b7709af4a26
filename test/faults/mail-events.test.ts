import { describe, expect, it } from 'vitest';
import { recordMailMessage } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import type { SentMail } from '../support/memory/memory-mailer.ts';
import { makeWorld, notification, runMailing, START, type World } from './mailing-world.ts';
import { ALL, LONG, lcg, oneOf } from './sizes.ts';

const READERS = 40;
const TIMES = 10;
const FORGED = ALL ? 1_000 : 200;

/** What the service tells of a reader's mail, by the reader's place; the others got theirs. */
const ENDS: readonly (readonly [string, object])[] = [
  ['Bounce', { bounce: { bounceType: 'Permanent', timestamp: START } }],
  ['Complaint', { complaint: { timestamp: START, complaintFeedbackType: 'abuse' } }],
  ['Bounce', { bounce: { bounceType: 'Transient', timestamp: START } }],
  ['Delivery', {}],
];

function endOf(place: number): readonly [string, object] {
  return ENDS[place % ENDS.length] ?? ['Delivery', {}];
}

function mustSuppress(place: number): boolean {
  return place % ENDS.length < 2;
}

function messagesOf(mail: SentMail, place: number): string[] {
  const [type, more] = endOf(place);
  return ['Send', type].map((each) => notification(mail, each, START, more));
}

function shuffled(random: () => number, messages: readonly string[]): string[] {
  return messages
    .map((message) => ({ message, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ message }) => message);
}

/** Addresses that are suppressed and may not be, and the other way round. */
function wrongs(world: World): string[] {
  return world.mailer.sent.flatMap(({ tags }, place) => {
    const isSuppressed = world.ports.subscribers.rows.get(tags.recipient ?? '')?.state === 'suppressed';
    return isSuppressed === mustSuppress(place) ? [] : [`reader ${place}`];
  });
}

async function told(world: World, messages: readonly string[]) {
  const outcomes = new Set<string>();
  for (const message of messages) outcomes.add((await recordMailMessage(world.ports, message)).kind);
  return outcomes;
}

describe('R19 events of a whole mailing', () => {
  it('ten times each and in any order suppress whom they must, and nobody else', async () => {
    const world = makeWorld({ readers: READERS, eventAfterMs: null });
    await runMailing(world);
    const messages = world.mailer.sent.flatMap(messagesOf);
    await told(world, shuffled(lcg(19), Array.from({ length: TIMES }, () => messages).flat()));

    expect(world.mailer.sent).toHaveLength(READERS);
    expect(wrongs(world)).toEqual([]);
  });

  it('before the answer of their request is saved end in the same books', async () => {
    const world = makeWorld({ readers: READERS, eventAfterMs: null });
    const { mailer } = world.ports;
    const send = mailer.send;
    mailer.send = async (mail) => {
      const answer = await send(mail);
      const last = world.mailer.sent.length - 1;
      const taken = world.mailer.sent[last];
      if (taken !== undefined) await told(world, messagesOf(taken, last).toReversed());
      return answer;
    };
    await runMailing(world);

    expect(world.mailer.sent).toHaveLength(READERS);
    expect(wrongs(world)).toEqual([]);
    const kinds = [...world.ports.ledger.deliveries.values()].map(({ state }) => state.kind);
    expect(kinds.filter((kind) => kind === 'accepted')).toEqual([]);
  });

  it('control: are caught waking somebody, or sparing somebody, by the first word that is lost', async () => {
    const world = makeWorld({ readers: READERS, eventAfterMs: null });
    await runMailing(world);
    await told(
      world,
      world.mailer.sent.slice(1).flatMap((mail, place) => messagesOf(mail, place + 1)),
    );

    expect(wrongs(world)).toEqual(['reader 0']);
  });
});

type Forge = (random: () => number, mail: SentMail) => string;

/** A bounce for a reader as anybody might write it who reaches the queue's door without being our topic. */
const bare = (mail: SentMail) => notification(mail, 'Bounce', START, ENDS[0]?.[1]);

/** Each is no notification of an event of ours. */
const FORGES: readonly Forge[] = [
  (_random, mail) => JSON.parse(bare(mail)).Message,
  (_random, mail) => JSON.stringify({ ...JSON.parse(bare(mail)), Type: 'SubscriptionConfirmation' }),
  (random, mail) => bare(mail).slice(0, Math.floor(random() * bare(mail).length)),
  (_random, mail) => bare(mail).replaceAll('recipient', 'receiver'),
  (_random, mail) => bare(mail).replace('Permanent', '').replace('bounceType', 'type'),
  (random, mail) =>
    bare({ ...mail, tags: { ...mail.tags, recipient: `${Math.floor(random() * 1e9)}`.padEnd(32, 'f') } }),
  (_random, mail) => bare({ ...mail, tags: { ...mail.tags, shard: '-1' } }),
  (_random, mail) => bare(mail).replace('Bounce', '__proto__'),
  () => '{"Type":"Notification","Message":"null"}',
  () => '[]',
];

describe('R19 messages that are none of ours', () => {
  it(`suppress nobody and stop nothing, all ${FORGED} of them`, LONG, async () => {
    const world = makeWorld({ readers: READERS });
    await runMailing(world);
    const before = structuredClone([...world.ports.subscribers.rows]);
    const random = lcg(20);
    const forged = Array.from({ length: FORGED }, (_, round) =>
      (FORGES[round % FORGES.length] ?? oneOf(random, FORGES))(random, oneOf(random, world.mailer.sent)),
    );

    const outcomes = await told(world, forged);
    expect(outcomes).toEqual(new Set(['not-ours', 'unknown-delivery']));
    expect([...world.ports.subscribers.rows]).toEqual(before);
  });

  it('control: suppress as soon as one of them is our own', async () => {
    const world = makeWorld({ readers: READERS });
    await runMailing(world);
    await told(world, [bare(oneOf(lcg(1), world.mailer.sent))]);

    expect([...world.ports.subscribers.rows.values()].filter(({ state }) => state === 'suppressed')).toHaveLength(1);
  });
});
