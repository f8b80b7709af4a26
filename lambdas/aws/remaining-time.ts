import { z } from 'zod';

const contextSchema = z.object({
  getRemainingTimeInMillis: z.custom<() => number>((value) => typeof value === 'function'),
});

/** Longest a Lambda may run, ms; what is assumed where nobody ends it from outside. */
const LONGEST_MS = 15 * 60_000;

/** Milliseconds until this invocation is ended from outside. */
export function remainingTime(context: unknown): number {
  const lambda = contextSchema.safeParse(context);
  return lambda.success ? lambda.data.getRemainingTimeInMillis() : LONGEST_MS;
}
