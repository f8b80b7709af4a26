import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage, isQueueEvent, jsonOf } from './aws/queue-event.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { issueRequestSchema } from './ports/work-queue.ts';
import { createLogger } from './telemetry/logger.ts';
import { armHouse, armRequestSchema } from './workflows/mailing/arm-house.ts';
import { mailRenderer, planMailing, planRequests } from './workflows/mailing/plan-mailing.ts';
import { steerMailing, steerRequestSchema } from './workflows/mailing/steer-mailing.ts';

const readRequest = jsonOf(issueRequestSchema);

/**
 * Schedule at the mailing hour, or the plan-mailing queue on publishing → the audience frozen, its shards queued. An
 * operator's own invocation pauses, resumes or stops a mailing, or arms a house that was restored.
 */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const ports = new AwsPorts(process.env);
    const { issues, ledger, archive, newsroom, subscribers, deliver } = ports;
    const clock = embedding.clock ?? createSystemClock();
    const renderMail = mailRenderer(ports.settings.publicAddress);
    const logger = createLogger('plan-mailing');
    return { ports: { clock, issues, ledger, archive, newsroom, subscribers, deliver, renderMail }, logger };
  });
  const plan = async (issueKey: string): Promise<void> => {
    const { ports, logger } = built();
    logger.info('mailing', { issueKey, ...(await planMailing(ports, { issueKey })) });
  };
  return async (event: unknown): Promise<unknown> => {
    const steered = steerRequestSchema.safeParse(event);
    if (steered.success) return steerMailing(built().ports, steered.data);
    const armed = armRequestSchema.safeParse(event);
    if (armed.success) return armHouse(built().ports, armed.data);
    if (!isQueueEvent(event)) {
      for (const { issueKey } of await planRequests(event, built().ports)) await plan(issueKey);
      return;
    }
    return forEachMessage(event, {
      parse: readRequest,
      fifo: false,
      failed: (failure, request) => createLogger('plan-mailing').error('message failed', { ...request, ...failure }),
      work: ({ issueKey }) => plan(issueKey),
    });
  };
}

/** Called by AWS. */
export const handler = createHandler();
