import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage } from './aws/queue-event.ts';
import { createLogger } from './telemetry/logger.ts';
import { countMetrics } from './telemetry/metrics.ts';
import { recordMailMessage } from './workflows/record-mail-event.ts';

/** Mail-events queue (SES → SNS → SQS) → the ledger; a hard bounce and a complaint suppress the address. */
export function createHandler() {
  const built = once(() => {
    const { ledger, subscribers } = new AwsPorts(process.env);
    return { ports: { ledger, subscribers }, logger: createLogger('record-mail-event') };
  });
  return (event: unknown) =>
    forEachMessage(event, {
      parse: (body) => body,
      fifo: false,
      work: async (body) => {
        const { ports, logger } = built();
        const outcome = await recordMailMessage(ports, body);
        logger.info('mail event', { ...outcome });
        countMetrics({
          [`MailEvent.${outcome.kind}`]: 1,
          Suppressed: 'suppressed' in outcome && outcome.suppressed ? 1 : 0,
        });
      },
    });
}

/** Called by AWS. */
export const handler = createHandler();
