import { readMailSettings } from './aws/mail-settings.ts';
import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { forEachMessage, jsonOf } from './aws/queue-event.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { askSchema } from './ports/work-queue.ts';
import { createLogger } from './telemetry/logger.ts';
import { askReader } from './workflows/subscribing/ask-reader.ts';

const readAsk = jsonOf(askSchema);

/** Asks queue → the row of whoever subscribes, and the mail that asks whether it was meant. What cannot be sent now comes back. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const { subscribers, mailer, settings, secrets } = new AwsPorts(process.env);
    const ports = { clock: embedding.clock ?? createSystemClock(), subscribers, mailer };
    return { ports, logger: createLogger('ask-reader'), readSettings: () => readMailSettings(settings, secrets) };
  });
  return async (event: unknown) =>
    forEachMessage(event, {
      parse: readAsk,
      fifo: false,
      // Of a message that cannot be read nothing is told: what is in it may be an address.
      failed: ({ messageId, receives, error }, ask) =>
        createLogger('ask-reader').error('message failed', {
          ...{ messageId, receives, form: ask?.id ?? null },
          why: ask === null ? 'unreadable' : error.message,
        }),
      work: async (ask) => {
        const { ports, logger, readSettings } = built();
        const outcome = await askReader(ports, await readSettings(), ask);
        logger.info('form', { form: ask.id, ...outcome });
        if (outcome.kind === 'later') throw new Error(`form ${ask.id}: ${outcome.why}`);
      },
    });
}

/** Called by AWS. */
export const handler = createHandler();
