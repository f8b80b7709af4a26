import { readSender } from './aws/mail-settings.ts';
import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { countFindings } from './telemetry/metrics.ts';
import { roundMetrics } from './workflows/gathering/rounds.ts';
import { lookRound, restOfRound } from './workflows/operations/make-round.ts';
import { DEADLINES, type Found } from './workflows/operations/recover.ts';
import type { LateZalo } from './workflows/zalo/late-zalo.ts';

/** Every 15 minutes → what should exist and does not, found from state and started again. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const ports = new AwsPorts(process.env);
    const { newsroom, archive, visits, entries, issues, ledger, publish, planMailing, deliver, gather } = ports;
    const { postZalo, subscribers, mailer, settings } = ports;
    const clock = embedding.clock ?? createSystemClock();
    const zalo = postZalo && { clock, newsroom, issues, postZalo };
    const ladder = { clock, newsroom, issues, mailer };
    const sender = { ...readSender(settings), deskAddress: settings.deskAddress };
    return {
      ports: { clock, newsroom, archive, visits, entries, issues, ledger, publish, planMailing, deliver, gather },
      rest: { clock, newsroom, subscribers, ladder, sender, zalo: zalo ?? null },
      logger: createLogger('recover'),
    };
  });
  return async (): Promise<readonly (Found | LateZalo['found'][number])[]> => {
    const { ports, rest, logger } = built();
    // Every line of one round has its time: what it found is found again by it in `rounds/`.
    logger.appendKeys({ round: ports.clock.now() });
    const { watch, ...looked } = await lookRound(ports, DEADLINES);
    for (const each of watch.found) logger.warn('recovered', { ...each });
    countFindings(roundMetrics(watch.found));
    const { erased, climbed, late, hindered } = await restOfRound(rest, watch);
    logger.info('erased', { erased });
    for (const each of climbed) logger.warn('ladder', { ...each });
    for (const each of [...late.found, ...late.parked]) logger.warn('zalo', { ...each });
    countFindings({ ZaloParked: late.parked.length });
    const all = [...looked.hindered, ...hindered];
    for (const each of all) logger.error('hindered', { ...each });
    // Told by the run's failure, and tried twice more: a person must look, though the rest of the round was done.
    if (all.length > 0) throw new Error(`hindered: ${all.map(({ what }) => what).join(', ')}`);
    return [...watch.found, ...late.found];
  };
}

/** Called by AWS. */
export const handler = createHandler();
