import { setImmediate as settled } from 'node:timers/promises';
import type { Instant } from '../../lambdas/core/calendar/instant.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { isEffect } from './crashing.ts';
import { eventClock } from './event-clock.ts';

/** When a process ends, and what became of the calls that were under way then. */
export interface End {
  /** Virtual milliseconds after its start; infinite: it comes to its own end. */
  readonly after: number;
  /** Whether what was asked for last was done all the same. */
  readonly done: boolean;
}

/** How long a call of a port takes, in virtual milliseconds. */
const CALL_MS = 10;

/** How a start ended. */
export interface Started {
  readonly isEnded: boolean;
  /** Virtual milliseconds it lived. */
  readonly millis: number;
  /** When, in virtual milliseconds after its start, it asked for something that leaves something behind. */
  readonly effects: readonly number[];
}

/**
 * Runs `work` as a process whose every call of a port takes time, on a clock of its own that begins at `start`, and takes its
 * time away at `end`: it gets no answer any more and does nothing more; no error tells it so. With `done` a call does its work as
 * it is asked, else as it answers, so that what is under way at the end has happened or has not.
 */
export async function startStarved<P extends { readonly clock: Clock }>(
  ports: P,
  { start, end }: { readonly start: Instant; readonly end: End },
  work: (ports: P) => Promise<unknown>,
): Promise<Started> {
  const clock = eventClock(start);
  const begun = clock.millis();
  let [waiting, isDead] = [0, false];
  const wait = async (millis: number): Promise<void> => {
    waiting += 1;
    await clock.sleep(millis);
    waiting -= 1;
  };
  const effects: number[] = [];
  const slow = async (method: string, run: () => unknown): Promise<unknown> => {
    if (isDead) return new Promise(() => undefined);
    if (isEffect(method)) effects.push(clock.millis() - begun);
    if (!end.done) {
      await wait(CALL_MS);
      return run();
    }
    const answer = await run();
    await wait(CALL_MS);
    return answer;
  };
  let state: 'working' | 'through' | { readonly error: unknown } = 'working';
  const own = { now: clock.now, millis: clock.millis, sleep: wait };
  work({ ...slowed(ports, slow), clock: own }).then(
    () => {
      state = 'through';
    },
    (error: unknown) => {
      state = { error };
    },
  );
  const ended = (): typeof state => state;
  // What takes the machine's time and none of the clock's (a file being packed) is waited for.
  while (ended() === 'working') {
    const before = clock.millis();
    await clock.run(end.after);
    isDead = waiting > 0 && clock.millis() === before;
    if (isDead) return { isEnded: true, millis: end.after, effects };
    await settled();
  }
  const last = ended();
  if (typeof last === 'object') throw last.error;
  return { isEnded: false, millis: clock.millis() - begun, effects };
}

type Slow = (method: string, run: () => unknown) => Promise<unknown>;

/** Every call of every port takes its time. */
function slowed<P extends object>(ports: P, slow: Slow): P {
  return new Proxy(ports, {
    ownKeys: (target) => Reflect.ownKeys(target),
    get: (target, name) => {
      const port: unknown = Reflect.get(target, name);
      if (typeof port === 'function')
        return (...given: unknown[]) => {
          const run = () => Reflect.apply(port, target, given);
          return port.constructor.name === 'AsyncGeneratorFunction' ? pagesOf(run(), slow) : slow(String(name), run);
        };
      return typeof port === 'object' && port !== null ? slowed(port, slow) : port;
    },
  });
}

/** Page after page, each of which takes its time. */
async function* pagesOf(pages: AsyncIterable<unknown>, slow: Slow) {
  for await (const page of pages) yield await slow('next', () => page);
}

/** The moments at which to end a process that lives `millis`: `count` of them, over its whole life, and between two calls. */
export function momentsOf(millis: number, count: number): number[] {
  const calls = Math.ceil(millis / CALL_MS);
  const step = Math.max(1, Math.floor(calls / count));
  return Array.from({ length: Math.ceil(calls / step) }, (_, at) => at * step * CALL_MS + CALL_MS / 2);
}

/** Effects of one process at which it is ended, at most: an issue is written in a hundred files of the same kind. */
const MOST_EFFECTS = 40;

/**
 * The ends that matter of a process that lived so: at each call that leaves something behind (of many, evenly), which is done
 * and not answered; and at ten of all its calls, for between two effects it only reads. A few of them are not done: that leaves
 * what the call before left.
 */
export function endsOf({ millis, effects }: Started): End[] {
  const step = Math.ceil(effects.length / MOST_EFFECTS);
  const chosen = effects.filter((_, at) => at % step === 0 || at === effects.length - 1);
  const written = new Set(chosen.map((at) => Math.floor(at / CALL_MS)));
  const calls = Math.ceil(millis / CALL_MS);
  return Array.from({ length: calls }, (_, call) => call).flatMap((call) => {
    const after = call * CALL_MS + CALL_MS / 2;
    const isTenth = call % Math.ceil(calls / 10) === 0;
    const isUndone = call % Math.ceil(calls / 3) === 0;
    return [
      ...(isTenth || written.has(call) ? [{ after, done: true }] : []),
      ...(isUndone ? [{ after, done: false }] : []),
    ];
  });
}
