import type { FunctionName } from '../lambdas/names.ts';

/**
 * Memory of each function in MB; 1,769 is one processor. Taken from `npm run bench -- cold`: at least twice what is loaded, and as
 * much processor as somebody waits for. What waits for papers or for the mail service needs little of either.
 */
export const SIZES: Readonly<Record<FunctionName, { readonly memory: number }>> = {
  // Nobody waits.
  'plan-visits': { memory: 512 },
  // Waits for papers nine tenths of its time.
  'visit-source': { memory: 512 },
  learn: { memory: 1769 },
  // Editors wait for the draft at 06:00; a week's pool is held at once.
  'draft-issue': { memory: 2048 },
  // Editors wait for every page.
  desk: { memory: 1769 },
  'publish-issue': { memory: 1769 },
  'post-zalo': { memory: 512 },
  'plan-mailing': { memory: 1769 },
  // Waits for the mail service's rate.
  'deliver-mail': { memory: 512 },
  'record-mail-event': { memory: 512 },
  // A reader waits for the page that unsubscribes.
  subscriptions: { memory: 1024 },
  // Waits for the mail service, and nobody for it.
  'ask-reader': { memory: 512 },
  // Nearly every run finds nothing to do; the one that lays out a missed draft has five minutes for it.
  recover: { memory: 1024 },
  // Nobody waits.
  'tell-today': { memory: 512 },
};
