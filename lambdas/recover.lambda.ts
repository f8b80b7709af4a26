import { readSender } from './aws/mail-settings.ts';
import { once } from './aws/once.ts';
import { AwsPorts } from './aws/ports.ts';
import { createSystemClock } from './aws/system-clock.ts';
import type { Clock } from './ports/clock.ts';
import { createLogger } from './telemetry/logger.ts';
import { countFindings } from './telemetry/metrics.ts';
import { climbLadder } from './workflows/editing/climb-ladder.ts';
import { keepWatch, roundMetrics } from './workflows/gathering/rounds.ts';
import { DEADLINES, type Found, recover } from './workflows/operations/recover.ts';
import { eraseAddresses } from './workflows/subscribing/erase-addresses.ts';
import { type LateZalo, lateZalo } from './workflows/zalo/late-zalo.ts';

/** Of people who left long ago: a little more than the quarter of an hour between two runs. */
const ERASE_SPAN_MS = 16 * 60_000;

/** Without an account nothing is late. */
const NO_ZALO: LateZalo = { found: [], parked: [] };

/** Every 15 minutes → what should exist and does not, found from state and started again. */
export function createHandler(embedding: { readonly clock?: Clock } = {}) {
  const built = once(() => {
    const ports = new AwsPorts(process.env);
    const { newsroom, archive, visits, entries, issues, ledger, publish, planMailing, deliver, gather } = ports;
    const { postZalo, subscribers, mailer, settings } = ports;
    const clock = embedding.clock ?? createSystemClock();
    const logger = createLogger('recover');
    return {
      ports: { clock, newsroom, archive, visits, entries, issues, ledger, publish, planMailing, deliver, gather },
      zalo: postZalo && { clock, newsroom, issues, postZalo },
      ladder: { clock, newsroom, issues, mailer },
      sender: { ...readSender(settings), deskAddress: settings.deskAddress },
      subscribers,
      logger,
    };
  });
  return async (): Promise<readonly (Found | LateZalo['found'][number])[]> => {
    const { ports, zalo, ladder, sender, subscribers, logger } = built();
    // Every line of one round has its time: what it found is found again by it in `rounds/`.
    logger.appendKeys({ round: ports.clock.now() });
    const watch = await recover(ports, DEADLINES);
    const { found } = watch;
    for (const each of found) logger.warn('recovered', { ...each });
    const erased = await eraseAddresses({ subscribers }, { now: ports.clock.now(), spanMs: ERASE_SPAN_MS });
    logger.info('erased', { erased });
    countFindings(roundMetrics(found));
    for (const each of await climbLadder(ladder, sender)) logger.warn('ladder', { ...each });
    // Last: what goes wrong here hides nothing of the day.
    const late = zalo ? await lateZalo(zalo) : NO_ZALO;
    for (const each of [...late.found, ...late.parked]) logger.warn('zalo', { ...each });
    countFindings({ ZaloParked: late.parked.length });
    await keepWatch(ports, watch, late);
    return [...found, ...late.found];
  };
}

/** Called by AWS. */
export const handler = createHandler();
