/** What the local SES may be told to do wrong; numbers count down. */
export interface SesFaults {
  /** The next `n` sends are refused: the rate is too high. */
  throttle: number;
  /** The next `n` questions for the quota are refused: somebody else has asked in the same second. */
  throttleQuota: number;
  /** The next `n` sends are taken, and their answer is lost. */
  loseReply: number;
  /** The next `n` sends are taken, and answered with 500. */
  serverError: number;
  /** The next `n` events are never told. */
  loseEvent: number;
  /** Messages a day (24 hours) in all; what goes beyond is refused. */
  dailyQuota: number;
  /** Messages a second; what goes beyond is refused. */
  maxPerSecond: number;
  /** Addresses whose message comes back, for good; besides those of {@link fateOf}. */
  readonly bounces: Set<string>;
  /** Addresses whose owner complains. */
  readonly complaints: Set<string>;
  /** Addresses that are not accepted at all. */
  readonly refused: Set<string>;
}

/** Nothing goes wrong; the limits are those of a house SES has known for a while. */
export function noFaults(): SesFaults {
  return {
    throttle: 0,
    throttleQuota: 0,
    loseReply: 0,
    serverError: 0,
    loseEvent: 0,
    dailyQuota: 200_000,
    maxPerSecond: 200,
    bounces: new Set(),
    complaints: new Set(),
    refused: new Set(),
  };
}

/** What becomes of an accepted message. */
export type Fate = 'delivered' | 'bounced' | 'bounced-for-now' | 'complained';

/** Addresses with a fate of their own at any host: those of SES's mailbox simulator, and `full`, which it does not have. */
const SIMULATED: readonly { readonly begins: RegExp; readonly fate: Fate }[] = [
  { begins: /^bounce[@+]/, fate: 'bounced' },
  { begins: /^complaint[@+]/, fate: 'complained' },
  { begins: /^suppressionlist@simulator\.amazonses\.com$/, fate: 'bounced' },
  { begins: /^full[@+]/, fate: 'bounced-for-now' },
];

/** What becomes of a message to `address`: always the same, so that a repeated event says the same. */
export function fateOf(address: string, faults: SesFaults): Fate {
  const lower = address.toLowerCase();
  if (faults.bounces.has(lower)) return 'bounced';
  if (faults.complaints.has(lower)) return 'complained';
  return SIMULATED.find(({ begins }) => begins.test(lower))?.fate ?? 'delivered';
}
