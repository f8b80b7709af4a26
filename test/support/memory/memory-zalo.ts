import { toMillis } from '../../../lambdas/core/calendar/instant.ts';
import { answerAsZalo, type ZaloFault } from '../../../lambdas/local/zalo/zalo-stand-in.ts';
import { newZaloWorld, type ZaloWorld } from '../../../lambdas/local/zalo/zalo-world.ts';
import { createZaloAccount } from '../../../lambdas/net/zalo-account.ts';
import type { Clock } from '../../../lambdas/ports/clock.ts';
import type { ZaloAccount } from '../../../lambdas/ports/zalo-account.ts';

/** A Zalo account in memory: the stand-in without a socket, behind the adapter. */
export interface MemoryZalo {
  readonly account: ZaloAccount;
  readonly world: ZaloWorld;
  readonly faults: ZaloFault[];
}

/** One with a picture of this size at every address; `world`: one that lived before. */
export function memoryZalo(clock: Clock, given: { pictureBytes?: number; world?: ZaloWorld } = {}): MemoryZalo {
  const { world = newZaloWorld(), pictureBytes = 40_000 } = given;
  const faults: ZaloFault[] = [];
  const doors = {
    world,
    faults,
    now: () => toMillis(clock.now()),
    pictureAt: async () => pictureBytes,
    changed: async () => undefined,
  };
  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const request = new Request(address, {
      method: init.method ?? 'GET',
      headers: init.headers ?? {},
      body: init.body ?? null,
    });
    const url = new URL(address);
    const headers = Object.fromEntries(request.headers);
    const answer = await answerAsZalo(doors, {
      target: url.pathname + url.search,
      headers,
      body: await request.text(),
    });
    if (answer.kind === 'lost') throw new TypeError('fetch failed');
    return Response.json(answer.body);
  };
  const account = createZaloAccount({ api: 'https://api.zalo.example', oauth: 'https://oauth.zalo.example', fetch });
  return { account, world, faults };
}
