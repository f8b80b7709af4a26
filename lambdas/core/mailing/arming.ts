import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';

/**
 * That this ledger, and no copy of it, may mail: it names the table it was written for. A table that was restored or cloned
 * has this row of its original and another name of its own, so it is disarmed until a person arms it.
 */
export const armingSchema = z.object({
  version: z.literal(1),
  /** The ledger's own name, which no other ledger ever had or will have. */
  home: z.string().min(1),
  at: instantSchema,
  /** Who armed it; `first-mailing`: the house had never mailed before. */
  by: z.string(),
  /** Why, where it was said. */
  why: z.string().optional(),
});
/** See {@link armingSchema}. */
export type Arming = z.infer<typeof armingSchema>;

/** Whether a ledger named `home` may mail. */
export function isArmed(arming: Arming | null, home: string): boolean {
  return arming !== null && arming.home === home;
}
