import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { type Climbed, climbLadder, type LadderPorts, type LadderSettings } from '../editing/climb-ladder.ts';
import { keepWatch } from '../gathering/rounds.ts';
import { eraseAddresses } from '../subscribing/erase-addresses.ts';
import { type LateZalo, type LateZaloPorts, lateZalo } from '../zalo/late-zalo.ts';
import { type Hindrance, inTurn } from './in-turn.ts';
import { type Deadlines, type RecoverPorts, RoundHinderedError, recover, type Watch } from './recover.ts';

/** Of people who left long ago: a little more than the quarter of an hour between two rounds. */
const ERASE_SPAN_MS = 16 * 60_000;

/** What was found, and what stood in the way. */
export interface Looked {
  readonly watch: Watch;
  readonly hindered: readonly Hindrance[];
}

/** {@link recover}, with what stood in its way as a value; throws where the register of issues cannot be read at all. */
export async function lookRound(ports: RecoverPorts, deadlines: Deadlines): Promise<Looked> {
  try {
    return { watch: await recover(ports, deadlines), hindered: [] };
  } catch (error) {
    if (error instanceof RoundHinderedError) return { watch: error.watch, hindered: error.hindered };
    throw error;
  }
}

/** What the rest of a round needs of the world; `zalo` null: there is no account, and nothing is late. */
export interface RestPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly subscribers: SubscriberBook;
  readonly ladder: LadderPorts;
  readonly sender: LadderSettings;
  readonly zalo: LateZaloPorts | null;
}

/** What the rest of a round came to. */
export interface Rest {
  readonly erased: number;
  readonly climbed: readonly Climbed[];
  readonly late: LateZalo;
  readonly hindered: readonly Hindrance[];
}

/** After the looking round: forgets who left, tells whoever is to approve, looks after Zalo, and writes the round down. */
export async function restOfRound(ports: RestPorts, watch: Watch): Promise<Rest> {
  let erased = 0;
  let climbed: readonly Climbed[] = [];
  let late: LateZalo = { found: [], parked: [] };
  const hindered = await inTurn([
    [
      'erasing',
      async () => {
        erased = await eraseAddresses(ports, { now: ports.clock.now(), spanMs: ERASE_SPAN_MS });
      },
    ],
    [
      'ladder',
      async () => {
        climbed = await climbLadder(ports.ladder, ports.sender);
      },
    ],
    [
      'zalo',
      async () => {
        if (ports.zalo) late = await lateZalo(ports.zalo);
      },
    ],
    ['writing down', () => keepWatch(ports, watch, late)],
  ]);
  return { erased, climbed, late, hindered };
}
