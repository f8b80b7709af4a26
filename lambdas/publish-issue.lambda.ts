import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage, isQueueEvent, jsonOf } from './aws/queue-event.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { issueRequestSchema } from './ports/work-queue.ts';
import { createLogger } from './telemetry/logger.ts';
import { publishIssue, refreshArchive } from './workflows/publish-issue.ts';

const readRequest = jsonOf(issueRequestSchema);

/**
 * Publish queue → every rendering in the archive, and the manifest that makes the issue visible. An operator's own
 * invocation makes the pages anew that are derived from the manifest.
 */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const ports = new AwsPorts(process.env);
    const { archive, issues, planMailing } = ports;
    return {
      ports: { clock: embedding.clock ?? createSystemClock(), archive, issues, planMailing },
      publicAddress: ports.settings.publicAddress,
      logger: createLogger('publish-issue'),
    };
  });
  return async (event: unknown): Promise<unknown> => {
    const { ports, publicAddress, logger } = built();
    if (!isQueueEvent(event)) return refreshArchive(ports, { publicAddress });
    return forEachMessage(event, {
      parse: readRequest,
      fifo: false,
      work: async ({ issueKey }) => {
        logger.info('publish', { issueKey, ...(await publishIssue(ports, { issueKey, publicAddress })) });
      },
    });
  };
}

/** Called by AWS. */
export const handler = createHandler();
