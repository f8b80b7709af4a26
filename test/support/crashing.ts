/** The process died: nothing more happens after it. */
export class CrashError extends Error {
  override readonly name = 'CrashError';

  /** Without a stack: a sweep throws a million of them. */
  constructor(message: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = limit;
  }
}

/** Where to crash: before or after the effect number `at` (1 is the first), counted over all ports. */
export interface CrashPlan {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** The methods that leave something behind; everything else only reads. The same names in every port. */
const EFFECTS = new Set([
  'put',
  'add',
  'update',
  'create',
  'advance',
  'advanceNumbers',
  'advanceBegun',
  'openMailing',
  'advanceMailing',
  'send',
  // Calls that leave something at Zalo.
  'refresh',
  'createArticle',
  'broadcast',
]);

/** True for a method that leaves something behind. */
export function isEffect(method: string): boolean {
  return EFFECTS.has(method);
}

/** Ports that crash once, as a process does. */
export interface CrashingPorts<P> {
  readonly ports: P;
  /** Effects that were done so far. */
  effects(): number;
  /** True once the crash has happened; from then on every call of every port throws {@link CrashError}. */
  crashed(): boolean;
}

/**
 * Wraps every port of `ports` (a record of port objects, or of records of them) so that they share one counter of effects and one death. `plan`
 * null never crashes and only counts. The code under test may catch the error: it finds no port that still works.
 */
export function withCrashes<P extends object>(ports: P, plan: CrashPlan | null): CrashingPorts<P> {
  let effects = 0;
  let dead = false;
  const die = (detail: string): never => {
    dead = true;
    throw new CrashError(detail);
  };
  const call = (method: string, run: () => unknown): unknown => {
    if (!EFFECTS.has(method)) return dead ? die(`${method} after the crash`) : run();
    return (async () => {
      if (dead) die(`${method} after the crash`);
      if (plan?.when === 'before' && plan.at === effects + 1) die(`before effect ${plan.at}: ${method}`);
      effects += 1;
      const number = effects;
      const result = await run();
      if (plan?.when === 'after' && plan.at === number) die(`after effect ${plan.at}: ${method}`);
      if (dead) die(`${method} was under way at the crash`);
      return result;
    })();
  };
  return { ports: wrapped(ports, call), effects: () => effects, crashed: () => dead };
}

/** Wraps every port, as {@link withCrashes} does, so that `seen` is called after each effect, before anything else can happen. */
export function withWatch<P extends object>(ports: P, seen: () => void): P {
  return wrapped(ports, (method, run) => {
    if (!EFFECTS.has(method)) return run();
    return (async () => {
      const result = await run();
      seen();
      return result;
    })();
  });
}

/** Every call of every port goes through `call`. */
function wrapped<T extends object>(port: T, call: Call): T {
  // A sweep asks for the same methods a million times; a test may put another in the place of one meanwhile.
  const known = new Map<string | symbol, { readonly member: unknown; readonly made: unknown }>();
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      const present = known.get(name);
      if (present?.member === member) return present?.made;
      const made = wrappedMember({ target, name, member }, call);
      known.set(name, { member, made });
      return made;
    },
  });
}

type Call = (method: string, run: () => unknown) => unknown;

interface Member {
  readonly target: object;
  readonly name: string | symbol;
  readonly member: unknown;
}

function wrappedMember({ target, name, member }: Member, call: Call): unknown {
  if (isPort(member)) return wrapped(member, call);
  if (typeof member !== 'function') return member;
  const method = String(name);
  return (...given: unknown[]) => call(method, () => Reflect.apply(member, target, given));
}

/** An object with methods of its own, or a record of such objects; a Map or an array of rows is neither. */
function isPort(member: unknown): member is object {
  if (typeof member !== 'object' || member === null || Array.isArray(member) || member instanceof Map) return false;
  return Object.values(member).some((value) => typeof value === 'function' || isPort(value));
}

/**
 * The fault loop: runs `attempt` with a crash before, then after effect 1, 2, 3 … until a run ends without having met its
 * crash. `attempt` makes its own fresh world, runs the work under `plan`, restarts from what was stored and checks its
 * invariants; it returns whether the crash happened. With `step` only every `step`-th effect. Returns the number of crash points.
 */
export async function sweepCrashes(attempt: (plan: CrashPlan) => Promise<boolean>, step = 1): Promise<number> {
  let points = 0;
  for (let at = 1; ; at += step) {
    const before = await attempt({ at, when: 'before' });
    const after = await attempt({ at, when: 'after' });
    points += Number(before) + Number(after);
    if (!before && !after) return points;
  }
}
