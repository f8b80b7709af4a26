import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage, jsonOf } from './aws/queue-event.ts';
import { createSystemClock } from './aws/system-clock.ts';
import { createZaloAccount, ZALO_SERVICE, type ZaloService } from './net/zalo-account.ts';
import type { Clock } from './ports/clock.ts';
import { issueRequestSchema } from './ports/work-queue.ts';
import { createLogger } from './telemetry/logger.ts';
import { postZalo } from './workflows/zalo/post-zalo.ts';
import { steerZalo, steerZaloSchema } from './workflows/zalo/steer-zalo.ts';

const readRequest = jsonOf(issueRequestSchema);

/** Zalo queue → article and broadcast of a published issue. An operator's own invocation decides what is parked. */
export function createHandler(embedding: { readonly clock?: Clock; readonly zalo?: ZaloService } = {}) {
  const built = once(() => {
    const { issues, archive, newsroom, secrets, settings } = new AwsPorts(process.env);
    const clock = embedding.clock ?? createSystemClock();
    const account = createZaloAccount(embedding.zalo ?? ZALO_SERVICE);
    const { publicAddress, zaloSecret: secretId } = settings;
    return {
      ports: { clock, issues, archive, newsroom, secrets, account },
      where: { publicAddress, secretId },
      logger: createLogger('post-zalo'),
    };
  });
  return async (event: unknown): Promise<unknown> => {
    const { ports, where, logger } = built();
    const steered = steerZaloSchema.safeParse(event);
    if (steered.success) return steerZalo(ports, steered.data);
    return forEachMessage(event, {
      parse: readRequest,
      fifo: true,
      failed: (failure, request) => createLogger('post-zalo').error('message failed', { ...request, ...failure }),
      work: async ({ issueKey }) => {
        logger.info('zalo', { issueKey, ...(await postZalo(ports, { issueKey, ...where })) });
      },
    });
  };
}

/** Called by AWS. */
export const handler = createHandler();
