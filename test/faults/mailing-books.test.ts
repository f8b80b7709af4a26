import { beforeAll, describe, expect, it } from 'vitest';
import type { Delivery, DeliveryState } from '../../lambdas/core/mailing/delivery.ts';
import type { Mailing } from '../../lambdas/core/mailing/mailing.ts';
import { finishMailing } from '../../lambdas/workflows/mailing/finish-mailing.ts';
import { ISSUE, makeWorld, runMailing, START, type World } from './mailing-world.ts';
import { ALL, LONG, lcg, oneOf } from './sizes.ts';

const CORRUPTIONS = ALL ? 1_000 : 120;
const OTHER_ISSUE = '2026-11-20';
const OPEN: readonly DeliveryState[] = [
  { kind: 'queued', attempts: 0 },
  { kind: 'claimed', claimId: 'c', lease: START, attempts: 1 },
  { kind: 'uncertain', since: START, attempts: 1 },
];

/** Rows as they lie in their partitions: what a row says of itself may be something else. */
type Partitions = Map<string, Delivery[]>;

interface Corruption {
  readonly name: string;
  readonly spoil: (rows: Delivery[], at: number, all: Partitions) => void;
}

/** What can happen to one row; each leaves the rest of the ledger as it is. */
const KINDS: readonly Corruption[] = [
  { name: 'deleted', spoil: (rows, at) => void rows.splice(at, 1) },
  { name: 'doubled where it stands', spoil: (rows, at) => void rows.push(...rows.slice(at, at + 1)) },
  {
    name: 'doubled in another shard',
    spoil: (rows, at, all) => {
      const other = [...all.values()].find((each) => each !== rows);
      other?.push(...rows.slice(at, at + 1));
    },
  },
  {
    name: 'doubled with another state',
    spoil: (rows, at) => void rows.push(...rows.slice(at, at + 1).map((row) => ({ ...row, turn: row.turn + 1 }))),
  },
  { name: 'swapped with one of another issue', spoil: change((row) => ({ ...row, issueKey: OTHER_ISSUE })) },
  { name: 'swapped with one of another shard', spoil: change((row) => ({ ...row, shard: row.shard + 1 })) },
  { name: 'given to a stranger', spoil: change((row) => ({ ...row, subscriberId: 'f'.repeat(32) })) },
  {
    name: 'given to a neighbour',
    spoil: (rows, at, all) => {
      const neighbour = rows[(at + 1) % rows.length];
      change((row) => ({ ...row, subscriberId: neighbour?.subscriberId ?? '' }))(rows, at, all);
    },
  },
  ...OPEN.map((state) => ({ name: `left ${state.kind}`, spoil: change((row) => ({ ...row, state })) })),
];

function change(of: (row: Delivery) => Delivery): Corruption['spoil'] {
  return (rows, at) => {
    const row = rows[at];
    if (row !== undefined) rows[at] = of(row);
  };
}

let world: World;
let open: Mailing;
let sound: Partitions;

beforeAll(async () => {
  world = makeWorld({ readers: 45 });
  await runMailing(world);
  const mailing = world.ports.ledger.mailings.get(ISSUE);
  if (mailing?.state !== 'finished') throw new Error('the mailing did not finish');
  open = { ...mailing, state: 'sending', finishedAt: null };
  sound = new Map();
  for (const row of world.ports.ledger.deliveries.values()) {
    sound.set(String(row.shard), [...(sound.get(String(row.shard)) ?? []), row]);
  }
});

/** How closing ends over these rows; `seen`: what the closing house gets to see of a partition. */
async function close(partitions: Partitions, seen: (rows: Delivery[]) => Delivery[] = (rows) => rows) {
  const { ledger } = world.ports;
  ledger.mailings.set(ISSUE, open);
  const shard = async (_issueKey: string, number: number) => seen([...(partitions.get(String(number)) ?? [])]);
  const { kind } = await finishMailing({ ...world.ports, ledger: { ...ledger, shard } }, open);
  return { kind, state: ledger.mailings.get(ISSUE)?.state };
}

async function corruptions(seen?: (rows: Delivery[]) => Delivery[]) {
  const random = lcg(7);
  const missed: string[] = [];
  for (let round = 0; round < CORRUPTIONS; round += 1) {
    const partitions: Partitions = new Map([...sound].map(([key, rows]) => [key, [...rows]]));
    const corruption = KINDS[round % KINDS.length] ?? oneOf(random, KINDS);
    const rows = oneOf(random, [...partitions.values()]);
    corruption.spoil(rows, Math.floor(random() * rows.length), partitions);
    const end = await close(partitions, seen);
    if (end.kind === 'finished' || end.state === 'finished') missed.push(corruption.name);
  }
  return missed;
}

/** The planted bug: whoever closes counts the readers it knows, once each, and looks at nothing else. */
function forgiving(rows: Delivery[]): Delivery[] {
  const shard = rows.find((row) => row.issueKey === ISSUE)?.shard ?? 0;
  const whole = sound.get(String(shard)) ?? [];
  return whole.map((row) => ({ ...row, state: { kind: 'accepted', messageId: 'm', at: START } }));
}

describe('R7 the books of a mailing', () => {
  it('close when they balance', async () => {
    expect(await close(sound)).toEqual({ kind: 'finished', state: 'finished' });
  });

  it(`cannot be closed over any of ${CORRUPTIONS} corruptions of a single row`, LONG, async () => {
    expect(await corruptions()).toEqual([]);
  });

  it('R7 control: would be closed over every one by a house that counts only whom it knows', LONG, async () => {
    expect(new Set(await corruptions(forgiving))).toEqual(new Set(KINDS.map(({ name }) => name)));
  });
});
