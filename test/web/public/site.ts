import { Hono } from 'hono';
import type { Ask } from '../../../lambdas/ports/work-queue.ts';
import { createPublic } from '../../../lambdas/web/public/public.ts';
import { askReader } from '../../../lambdas/workflows/subscribing/ask-reader.ts';
import { HOUSE, START } from '../../faults/mailing-world.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryMailer } from '../../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';

/** What the pages and whoever works on their forms have of the world, over an empty book. */
export function sitePorts() {
  const clock = memoryClock(START);
  const asks = memoryWorkQueue<Ask>();
  return { clock, subscribers: memorySubscriberBook(), mailer: memoryMailer(), asks };
}

/** The readers' pages, mounted as they are in the house; `post` works on the queued forms before it returns, `form` leaves them there. */
export function makeSite(settings: object = {}, ports = sitePorts()) {
  const reports: unknown[] = [];
  const house = { ...HOUSE, ...settings };
  const app = createPublic({ ports, settings: house, report: (problem) => reports.push(problem) });
  const site = new Hono().route('/subscriptions', app);
  const form = async (path: string, body: Record<string, string> | string = {}) =>
    site.request(`/subscriptions${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
    });
  const post = async (...given: Parameters<typeof form>) => {
    const response = await form(...given);
    for (const ask of ports.asks.drain()) await askReader(ports, house, ask);
    return response;
  };
  return {
    ...ports,
    reports,
    form,
    post,
    get: async (path: string, init: RequestInit = {}) => site.request(`/subscriptions${path}`, init),
  };
}

/** See {@link makeSite}. */
export type Site = ReturnType<typeof makeSite>;
