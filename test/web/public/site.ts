import { Hono } from 'hono';
import { createPublic } from '../../../lambdas/web/public/public.ts';
import { HOUSE, START } from '../../faults/mailing-world.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryMailer } from '../../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';

/** The readers' pages over an empty book, mounted as they are in the house. */
export function makeSite(settings: object = {}) {
  const ports = { clock: memoryClock(START), subscribers: memorySubscriberBook(), mailer: memoryMailer() };
  const reports: unknown[] = [];
  const app = createPublic({ ports, settings: { ...HOUSE, ...settings }, report: (problem) => reports.push(problem) });
  const site = new Hono().route('/subscriptions', app);
  const post = async (path: string, body: Record<string, string> | string = {}) =>
    site.request(`/subscriptions${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
    });
  return {
    ...ports,
    reports,
    post,
    get: async (path: string, init: RequestInit = {}) => site.request(`/subscriptions${path}`, init),
  };
}

/** See {@link makeSite}. */
export type Site = ReturnType<typeof makeSite>;
