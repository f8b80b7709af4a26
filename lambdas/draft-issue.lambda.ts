import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { countMetrics } from './telemetry/metrics.ts';
import { type DraftOutcome, draftIssue, draftRequestSchema } from './workflows/editing/draft-issue.ts';
import { voidNumber, voidRequestSchema } from './workflows/monthly/approve-monthly.ts';
import {
  draftMonthly,
  type MonthlyDraftOutcome,
  monthlyDraftRequestSchema,
} from './workflows/monthly/draft-monthly.ts';

/** Schedule → the draft of the day, or of the month where the event says `monthly`; found or created. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => ({
    ports: new AwsPorts(process.env),
    clock: embedding.clock ?? createSystemClock(),
    logger: createLogger('draft-issue'),
  }));
  return async (event: unknown): Promise<DraftOutcome | MonthlyDraftOutcome | { kind: 'void'; number: number }> => {
    const { ports, clock, logger } = built();
    const { newsroom, archive, visits, entries, issues } = ports;
    const wish = voidRequestSchema.safeParse(event);
    if (wish.success) return { kind: 'void', number: await voidNumber({ clock, newsroom, issues }, wish.data.void) };
    const monthly = monthlyDraftRequestSchema.safeParse(event);
    if (monthly.success) {
      const drafted = await draftMonthly({ clock, newsroom, archive, issues }, monthly.data);
      logger.info('monthly draft', { ...monthly.data, ...drafted });
      return drafted;
    }
    const request = draftRequestSchema.parse(event ?? {});
    const outcome = await draftIssue({ clock, newsroom, archive, visits, entries, issues }, request);
    logger.info('draft', { ...request, ...outcome });
    // At once: the alarm does not wait for the next look at today.
    if (request.issueKey === undefined) countMetrics({ DraftReady: 1 });
    return outcome;
  };
}

/** Called by AWS. */
export const handler = createHandler();
