import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage, jsonOf } from './aws/queue-event.ts';
import { createSystemClock } from './aws/system-clock.ts';
import { type Dialler, systemDialler } from './net/dialler.ts';
import { createPoliteWeb } from './net/polite-web.ts';
import { userAgentOf } from './net/user-agent.ts';
import type { Clock } from './ports/clock.ts';
import { visitRequestSchema } from './ports/work-queue.ts';
import { createLogger } from './telemetry/logger.ts';
import { countMetrics } from './telemetry/metrics.ts';
import { visitAsAsked } from './workflows/gathering/visit-as-asked.ts';
import { visitMetrics } from './workflows/gathering/visit-source.ts';

const readRequest = jsonOf(visitRequestSchema);

/** Gather queue → one polite reading of one source a message. */
export function createHandler(embedding: { readonly clock?: Clock; readonly dialler?: Dialler } = {}) {
  const built = once(() => {
    const ports = new AwsPorts(process.env);
    const clock = embedding.clock ?? createSystemClock();
    const dialler = embedding.dialler ?? systemDialler();
    const web = createPoliteWeb({ dialler, clock, userAgent: userAgentOf(ports.settings.publicAddress) });
    const { newsroom, visits, entries, gather } = ports;
    return { ports: { clock, web, newsroom, visits, entries, gather }, logger: createLogger('visit-source') };
  });
  return (event: unknown) =>
    forEachMessage(event, {
      parse: readRequest,
      fifo: true,
      failed: (failure, request) => createLogger('visit-source').error('message failed', { ...request, ...failure }),
      work: async (request) => {
        const { ports, logger } = built();
        const report = await visitAsAsked(ports, request);
        logger.info('visited', { ...report });
        countMetrics(visitMetrics(report));
      },
    });
}

/** Called by AWS. */
export const handler = createHandler();
