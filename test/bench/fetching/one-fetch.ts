import { setTimeout as wait } from 'node:timers/promises';
import { fromMillis } from '../../../lambdas/core/calendar/instant.ts';
import { createPoliteWeb } from '../../../lambdas/net/polite-web.ts';
import type { Clock } from '../../../lambdas/ports/clock.ts';
import { measured } from './measured.ts';

/** One fetch in a process of its own: `node one-fetch.ts PORT HOST`; prints what it came to and cost. */
const [port, host] = process.argv.slice(2);
const clock: Clock = { now: () => fromMillis(Date.now()), sleep: async (millis) => void (await wait(millis)) };
const dialler = { lookup: async () => [{ address: '127.0.0.1', port: Number(port), guarded: false }] };
const web = createPoliteWeb({ dialler, clock, userAgent: 'bench' });
const get = (name: string) => web.fetch({ url: `http://${name}.vn/a`, validators: null, gapMs: 0 });

// What the first fetch of a process loads is not the price of this one.
await get('warm');
const { result, ...cost } = await measured(() => get(host ?? ''));
const told = result.kind === 'failed' ? result.failure : result.kind;
const bytes = result.kind === 'fetched' ? result.body.length : 0;
process.stdout.write(`${JSON.stringify({ told, bytes, ...cost })}\n`);
process.exit(0);
