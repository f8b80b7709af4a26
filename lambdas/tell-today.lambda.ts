import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { countMetrics } from './telemetry/metrics.ts';
import { tellToday } from './workflows/operations/tell-today.ts';

/** Every five minutes → how today stands, for the alarms: it only looks, so that nothing that goes wrong elsewhere silences it. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const { newsroom, issues, visits, ledger, deadLetters } = new AwsPorts(process.env);
    const clock = embedding.clock ?? createSystemClock();
    return { ports: { clock, newsroom, issues, visits, ledger, deadLetters }, logger: createLogger('tell-today') };
  });
  return async (): Promise<Readonly<Record<string, number>>> => {
    const { ports, logger } = built();
    const { issueKey, metrics } = await tellToday(ports);
    logger.info('today', { issueKey, ...metrics });
    countMetrics(metrics);
    return metrics;
  };
}

/** Called by AWS. */
export const handler = createHandler();
