import { z } from 'zod';
import { at, type Instant, isBefore, latest, shift } from '../calendar/instant.ts';
import { normaliseAddress } from '../subscriptions/address.ts';
import { type Issue, isWorkedOn } from './issue.ts';
import seed from './ladder.json' with { type: 'json' };

/** The rungs, lowest first: the draft is there, whoever approves is reminded, then the deputy and the head are told. */
export const RUNGS = ['ready', 'reminder', 'deputy', 'head'] as const;
/** See {@link RUNGS}. */
export type RungId = (typeof RUNGS)[number];

const hourSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);
const addressSchema = z.string().refine((text) => {
  const normalised = normaliseAddress(text);
  return normalised.kind === 'address' && normalised.address === text;
});

const rungSchema = z.object({
  id: z.enum(RUNGS),
  /** `HH:MM`, Viet Nam time. */
  at: hourSchema,
  /** Nobody: the rung is left out. */
  to: z.array(addressSchema).max(20),
});
/** One rung: who is written to, from when on, while the day's issue waits for its approval. */
export type Rung = z.infer<typeof rungSchema>;

/** `settings/ladder.json`: until when the day's issue is to be approved, and who is told when it is not. */
export const ladderSchema = z
  .object({ version: z.literal(1), deadline: hourSchema, rungs: z.array(rungSchema).length(RUNGS.length) })
  .refine(({ rungs }) => rungs.every(({ id }, index) => id === RUNGS[index]))
  .refine(({ rungs }) => rungs.every((rung, index) => index === 0 || (rungs[index - 1]?.at ?? '') <= rung.at));
/** See {@link ladderSchema}. */
export type Ladder = z.infer<typeof ladderSchema>;

/** The hours the house starts with; nobody is written to until it says whom. */
export function seedLadder(): Ladder {
  return ladderSchema.parse(seed);
}

/** How the day's issue stands; `issue` null: not even a draft is there. */
export interface Waiting {
  readonly day: string;
  readonly issue: Issue | null;
  /** That the calendar has an issue on this day. */
  readonly isIssueDay: boolean;
  /** That the draft is sealed, though the register may not know yet. */
  readonly isSealed: boolean;
}

/** From then on nobody is reminded: a house that comes back at night does not write of a morning that is over. */
const EVENING = '17:00';
/** For so long a rung is told whose own hour is so late. */
const LATE_MS = 2 * 3_600_000;

/**
 * The rungs whose hour has come while the issue waits: none of a day without one, none once it is approved or declined, none in the
 * evening.
 */
export function dueRungs(ladder: Ladder, { day, issue, isIssueDay, isSealed }: Waiting, now: Instant): Rung[] {
  const isOver = isSealed || (issue !== null && !isWorkedOn(issue));
  if (!isIssueDay || isOver) return [];
  return ladder.rungs.filter((rung) => {
    const hour = at(day, rung.at);
    const isItsTime = !isBefore(now, hour) && isBefore(now, latest(at(day, EVENING), shift(hour, LATE_MS)));
    return isItsTime && (rung.id !== 'ready' || issue !== null);
  });
}
