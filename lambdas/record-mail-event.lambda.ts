import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage } from './aws/queue-event.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { countMetrics } from './telemetry/metrics.ts';
import { recordMailMessage } from './workflows/mailing/record-mail-event.ts';
import { type Told, watchMailings } from './workflows/mailing/watch-mailing.ts';

/**
 * Mail-events queue (SES → SNS → SQS) → the ledger; a hard bounce and a complaint suppress the address, and what a batch
 * tells of its mailing is counted, which may pause it.
 */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const { ledger, subscribers } = new AwsPorts(process.env);
    const clock = embedding.clock ?? createSystemClock();
    return { ports: { clock, ledger, subscribers }, logger: createLogger('record-mail-event') };
  });
  return async (event: unknown) => {
    const told: Told[] = [];
    const answer = await forEachMessage(event, {
      parse: (body) => body,
      fifo: false,
      // Never the body: it is full of addresses.
      failed: (failure) => createLogger('record-mail-event').error('message failed', { ...failure }),
      work: async (body) => {
        const { ports, logger } = built();
        const outcome = await recordMailMessage(ports, body);
        logger.info('mail event', { ...outcome });
        if ('counts' in outcome) told.push(outcome);
      },
    });
    for (const suspected of told.length > 0 ? await watchMailings(built().ports, told) : []) {
      built().logger.error('mailing suspected', { ...suspected });
      countMetrics({ MailingSuspected: 1 });
    }
    return answer;
  };
}

/** Called by AWS. */
export const handler = createHandler();
