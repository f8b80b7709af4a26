import { createHash } from 'node:crypto';
import type { Instant } from '../core/calendar/instant.ts';

/** A number from 0 up to (never) 1 for a host at an instant; the same two always give the same. */
export type Jitter = (host: string, at: Instant) => number;

/** Spreads requests so that no beat is to be seen in a paper's log; drawn from host and time alone, so a run can be told again. */
export const hostJitter: Jitter = (host, at) =>
  createHash('sha256').update(`${host} ${at}`).digest().readUInt32BE(0) / 2 ** 32;
