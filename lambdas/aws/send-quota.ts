import { setTimeout as sleep } from 'node:timers/promises';
import { GetSendQuotaCommand, type SESClient } from '@aws-sdk/client-ses';
import type { SendQuota } from '../ports/mailer.ts';

/** An answer is good for this long: workers that come to a new shard every second must not each ask again. */
const FRESH_MS = 10_000;

/** Two workers begin in the same second, one of them is refused; a few more than two may be at it. */
const TRIES = 5;

/** SES answers once a second; the rest keeps those who were refused together from asking together again. */
const PAUSE_MS = 1_000;
const SPREAD_MS = 500;

type Pause = (millis: number) => Promise<unknown>;

/**
 * Reads the account's quota. SES answers `GetSendQuota` "no more than once per second" (API reference) for the account as a
 * whole and refuses the rest as `Throttling`; nothing is sent by asking, so asking again is safe. Throws the last error.
 */
export function createQuotaReader(client: SESClient, pause: Pause = sleep): () => Promise<SendQuota> {
  let known: { readonly quota: SendQuota; readonly at: number } | null = null;
  return async () => {
    if (known !== null && performance.now() - known.at < FRESH_MS) return known.quota;
    const quota = await askPatiently(client, pause);
    known = { quota, at: performance.now() };
    return quota;
  };
}

async function askPatiently(client: SESClient, pause: Pause): Promise<SendQuota> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(client);
    } catch (error) {
      if (tries === TRIES) throw error;
      await pause(PAUSE_MS + Math.random() * SPREAD_MS);
    }
  }
}

async function ask(client: SESClient): Promise<SendQuota> {
  const quota = await client.send(new GetSendQuotaCommand({}));
  return {
    maxPerSecond: quota.MaxSendRate ?? 1,
    maxPer24Hours: quota.Max24HourSend ?? 0,
    sentLast24Hours: quota.SentLast24Hours ?? 0,
  };
}
