import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { type LearnOutcome, learn } from './workflows/learning/learn.ts';

/** Schedule before the draft → what editors decided so far, made into a second opinion or none. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => ({
    ports: { clock: embedding.clock ?? createSystemClock(), newsroom: new AwsPorts(process.env).newsroom },
    logger: createLogger('learn'),
  }));
  return async (): Promise<LearnOutcome> => {
    const { ports, logger } = built();
    const outcome = await learn(ports);
    logger.info('learned', { ...outcome });
    return outcome;
  };
}

/** Called by AWS. */
export const handler = createHandler();
