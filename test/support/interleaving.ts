/** Gives one of several actors its own copy of a port: every call of it waits until the schedule comes to that actor. */
export type PortOf = <P extends object>(actor: number, port: P) => P;

interface Waiting {
  readonly actor: number;
  readonly go: () => void;
}

/**
 * Runs actors at the same time, one port call after another, in the order `order` names: of the actors that wait with a
 * call, the number says whose turn it is (modulo their count). After its end it goes on from its beginning.
 */
export async function interleave(
  order: readonly number[],
  actors: readonly ((portOf: <P extends object>(port: P) => P) => Promise<unknown>)[],
): Promise<void> {
  const waiting: Waiting[] = [];
  const portOf: PortOf = (actor, port) =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          await new Promise<void>((go) => waiting.push({ actor, go }));
          return Reflect.apply(member, target, given);
        };
      },
    });
  let running = actors.length;
  const ended = actors.map((act, actor) =>
    act((port) => portOf(actor, port)).finally(() => {
      running -= 1;
    }),
  );
  for (let step = 0; running > 0; step += 1) {
    // Whoever is neither waiting nor at the end is between two calls: no call is let go until all have come to theirs.
    while (waiting.length < running) await new Promise((resolve) => setImmediate(resolve));
    const turn = waiting.toSorted((a, b) => a.actor - b.actor)[
      (order[step % order.length] ?? 0) % (waiting.length || 1)
    ];
    if (turn === undefined) continue;
    waiting.splice(waiting.indexOf(turn), 1);
    turn.go();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(ended);
}

/** Every order of `length` steps of two actors. */
export function ordersOfTwo(length: number): number[][] {
  return Array.from({ length: 2 ** length }, (_, bits) => Array.from({ length }, (__, place) => (bits >> place) & 1));
}
