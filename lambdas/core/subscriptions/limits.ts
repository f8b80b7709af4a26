import { z } from 'zod';
import data from './limits.json' with { type: 'json' };

const count = z.number().int().min(1);

/** `limits.json`: how often, how many and how long, for whoever subscribes. */
export const limitsSchema = z.object({
  version: z.literal(1),
  /** Confirmation mails an address gets before it is confirmed, counted for `addressDays`. */
  asksAnAddress: count,
  addressDays: count,
  /** Forms taken from one network (IPv4 /24, IPv6 /48) and from everybody in an hour. */
  asksANetworkAnHour: count,
  asksAnHour: count,
  /** A form whose message has lain for so long is dropped: nobody expects its mail any more. */
  askWithinHours: count,
  /** A row nobody confirmed is gone after this. */
  unconfirmedDays: count,
  /** Who left or was suppressed keeps only the keyed hash after this. */
  eraseAfterDays: count,
  /** How long one who left by mistake may come back by one click. */
  returnHours: count,
  longestPauseDays: count,
  /** So many issues that came back for a passing reason within `softBounceDays` pause a reader for `softPauseDays`. */
  softBounces: count,
  softBounceDays: count,
  softPauseDays: count,
});
/** See {@link limitsSchema}. */
export type Limits = z.infer<typeof limitsSchema>;

/** The limits of the house. */
export const LIMITS: Limits = limitsSchema.parse(data);
