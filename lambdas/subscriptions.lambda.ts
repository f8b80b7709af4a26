import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { readMailSettings } from './aws/mail-settings.ts';
import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { createPublic } from './web/public/public.ts';
import { loadSections } from './workflows/settings/house.ts';
import { importSubscribers, subscriberImportSchema } from './workflows/subscribing/import-subscribers.ts';
import { canaryWishSchema, keepCanary } from './workflows/subscribing/keep-canary.ts';

/** HTTP API → the readers' pages (subscribe, confirm, leave); an operator's own invocation → an import of a list, or the house's own address. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const { subscribers, asks, newsroom, settings: environment, secrets } = new AwsPorts(process.env);
    const ports = { clock: embedding.clock ?? createSystemClock(), subscribers, asks };
    const logger = createLogger('subscriptions');
    const report = (problem: { readonly what: string; readonly error: unknown }) =>
      logger.error(problem.what, { error: String(problem.error) });
    // Read at every event: the store keeps the secret for minutes, and one failure must not stay for the process's life.
    const readSettings = () => readMailSettings(environment, secrets);
    const sections = () => loadSections(newsroom);
    return { ports, logger, report, readSettings, sections };
  });
  return async (...call: Parameters<ReturnType<typeof handle>>): Promise<unknown> => {
    const { ports, logger, report, readSettings, sections } = built();
    const settings = await readSettings();
    const canary = canaryWishSchema.safeParse(call[0]);
    if (canary.success) return keepCanary(ports, settings, canary.data);
    const list = subscriberImportSchema.safeParse(call[0]);
    if (!list.success)
      return handle(new Hono().route('/subscriptions', createPublic({ ports, settings, sections, report })))(...call);
    const outcome = await importSubscribers(ports, settings, list.data);
    logger.info('subscribers imported', { ...outcome });
    return outcome;
  };
}

/** Called by AWS. */
export const handler = createHandler();
