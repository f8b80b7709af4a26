import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { readMailSettings } from './aws/mail-settings.ts';
import { AwsPorts, once } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { createPublic } from './web/public/public.ts';
import { importSubscribers, subscriberImportSchema } from './workflows/import-subscribers.ts';

/** HTTP API → the readers' pages (subscribe, confirm, leave); an operator's own invocation → an import of a list. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(async () => {
    const { subscribers, mailer, settings: environment, secrets } = new AwsPorts(process.env);
    const ports = { clock: embedding.clock ?? createSystemClock(), subscribers, mailer };
    const settings = await readMailSettings(environment, secrets);
    const logger = createLogger('subscriptions');
    const report = (problem: { readonly what: string; readonly error: unknown }) =>
      logger.error(problem.what, { error: String(problem.error) });
    const pages = handle(new Hono().route('/subscriptions', createPublic({ ports, settings, report })));
    return { ports, settings, logger, pages };
  });
  return async (...call: Parameters<ReturnType<typeof handle>>): Promise<unknown> => {
    const { ports, settings, logger, pages } = await built();
    const list = subscriberImportSchema.safeParse(call[0]);
    if (!list.success) return pages(...call);
    const outcome = await importSubscribers(ports, settings, list.data);
    logger.info('subscribers imported', { ...outcome });
    return outcome;
  };
}

/** Called by AWS. */
export const handler = createHandler();
