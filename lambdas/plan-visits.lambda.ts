import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { planVisits } from './workflows/gathering/plan-visits.ts';

/** Schedule → one message in the gather queue for every due source. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => ({
    ports: new AwsPorts(process.env),
    clock: embedding.clock ?? createSystemClock(),
    logger: createLogger('plan-visits'),
  }));
  return async (): ReturnType<typeof planVisits> => {
    const { ports, clock, logger } = built();
    const { newsroom, visits, gather } = ports;
    const planned = await planVisits({ clock, newsroom, visits, gather });
    logger.info('visits planned', planned);
    return planned;
  };
}

/** Called by AWS. */
export const handler = createHandler();
