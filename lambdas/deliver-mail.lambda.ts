import { randomUUID } from 'node:crypto';
import { readMailSettings } from './aws/mail-settings.ts';
import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage, jsonOf } from './aws/queue-event.ts';
import { remainingTime } from './aws/remaining-time.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { shardRequestSchema } from './ports/work-queue.ts';
import { createLogger } from './telemetry/logger.ts';
import { countMetrics } from './telemetry/metrics.ts';
import { deadlineIn, deliverShard } from './workflows/mailing/deliver-mail.ts';

const readRequest = jsonOf(shardRequestSchema);

/** Deliver queue → one shard of an audience a message: claim, send, record, at the pace of the mail service. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const ports = new AwsPorts(process.env);
    const { issues, ledger, newsroom, subscribers, deliver, mailer } = ports;
    const clock = embedding.clock ?? createSystemClock();
    return {
      ports: { clock, issues, ledger, newsroom, subscribers, deliver, mailer },
      // Read at every event: the store keeps the secret for minutes, and one failure must not stay for the process's life.
      readSettings: () => readMailSettings(ports.settings, ports.secrets),
      logger: createLogger('deliver-mail'),
    };
  });
  return (event: unknown, context: unknown) => {
    const { ports, logger, readSettings } = built();
    const deadline = deadlineIn(ports.clock.now(), remainingTime(context));
    return forEachMessage(event, {
      parse: readRequest,
      fifo: false,
      failed: (failure, request) => createLogger('deliver-mail').error('message failed', { ...request, ...failure }),
      work: async (request) => {
        const run = { ...request, deadline, worker: randomUUID() };
        const outcome = await deliverShard(ports, await readSettings(), run);
        logger.info('shard', { ...request, ...outcome });
        if (outcome.kind === 'continues' && outcome.why === 'daily-quota') countMetrics({ DailyQuotaReached: 1 });
      },
    });
  };
}

/** Called by AWS. */
export const handler = createHandler();
