import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage, isQueueEvent, jsonOf } from './aws/queue-event.ts';
import { createSystemClock } from './aws/system-clock.ts';
import { createPagefindIndexer } from './indexing/pagefind-indexer.ts';
import type { Clock } from './ports/clock.ts';
import { issueRequestSchema } from './ports/work-queue.ts';
import { createLogger } from './telemetry/logger.ts';
import { keepSearch } from './workflows/publishing/index-year.ts';
import { publishIssue, refreshArchive } from './workflows/publishing/publish-issue.ts';

const readRequest = jsonOf(issueRequestSchema);

/**
 * Publish queue → every rendering in the archive, the manifest that makes the issue visible, then the search index, whose
 * failure is no failure of publishing. An operator's own invocation makes anew what is derived from the manifest.
 */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const ports = new AwsPorts(process.env);
    const { archive, issues, planMailing, postZalo } = ports;
    const clock = embedding.clock ?? createSystemClock();
    return {
      ports: { clock, archive, issues, planMailing },
      publicAddress: ports.settings.publicAddress,
      postZalo,
      search: { clock, archive, indexer: createPagefindIndexer() },
      logger: createLogger('publish-issue'),
    };
  });
  const index = async (): Promise<void> => {
    const { search, logger } = built();
    const kept = await keepSearch(search);
    logger[kept.kind === 'failed' ? 'error' : 'info']('search', kept);
  };
  return async (event: unknown): Promise<unknown> => {
    const { ports, publicAddress, logger } = built();
    if (!isQueueEvent(event)) {
      const refreshed = await refreshArchive(ports, { publicAddress });
      await index();
      return refreshed;
    }
    return forEachMessage(event, {
      parse: readRequest,
      fifo: false,
      failed: (failure, request) => createLogger('publish-issue').error('message failed', { ...request, ...failure }),
      work: async ({ issueKey }) => {
        const outcome = await publishIssue(ports, { issueKey, publicAddress });
        logger.info('publish', { issueKey, ...outcome });
        // After all that the mailing needs; lost here, `recover` finds it.
        if (outcome.kind === 'published') await built().postZalo?.send({ issueKey });
        await index();
      },
    });
  };
}

/** Called by AWS. */
export const handler = createHandler();
