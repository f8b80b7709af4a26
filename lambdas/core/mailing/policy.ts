import { SHARD_SIZE } from './mailing.ts';

/** The figures of a mailing; a rehearsal and a test may shorten them. */
export interface MailingPolicy {
  /** No mail leaves before this time of the day, `HH:MM` in Viet Nam. */
  readonly mailingTime: string;
  /** An issue is not mailed later than this after it was due: yesterday's paper is no news. */
  readonly freshMs: number;
  readonly shardSize: number;
  /** How long an event may take that tells what became of a request without an answer. */
  readonly eventWaitMs: number;
  /** Requests for one recipient that may have been accepted; the second one is the last. */
  readonly requests: number;
  /** Messages of the same shard and time that an event has told of, before silence about another proves anything. */
  readonly witnesses: number;
  /** Part of the messages of that time that may have been kept silent about. */
  readonly silentShare: number;
  /** Requests for one recipient that may be taken for not accepted: whoever kills every worker is no endless loop. */
  readonly spared: number;
  /** Part of the service's rate that the whole stack uses. */
  readonly rateShare: number;
  /** Time of the mail service that a worker leases at once. */
  readonly sliceMs: number;
  /**
   * What a worker that was held up may make up for, in milliseconds of turns. Within one second that many milliseconds of
   * turns come on top of the pace, so it must fit into the part of the rate that the stack does not use.
   */
  readonly slackMs: number;
  /** Recipients a worker serves at the same time at most: claims that a crash leaves open. */
  readonly mostLanes: number;
  /** No new recipient is begun later than this before a worker's deadline. */
  readonly stopBeforeMs: number;
  /** A claim holds until this after the worker's deadline: by then the worker is certainly gone. */
  readonly leaseMarginMs: number;
  /** A worker looks this often whether the mailing still may go on. */
  readonly recheckMs: number;
  /** Refusals one after the other (throttling, no connection) after which a worker leaves the shard for later. */
  readonly patience: number;
}

/** What the house uses. */
export const MAILING_POLICY: MailingPolicy = {
  mailingTime: '08:00',
  freshMs: 24 * 3_600_000,
  shardSize: SHARD_SIZE,
  eventWaitMs: 15 * 60_000,
  requests: 2,
  witnesses: 3,
  silentShare: 0.05,
  spared: 12,
  rateShare: 0.9,
  sliceMs: 1_000,
  slackMs: 40,
  mostLanes: 40,
  stopBeforeMs: 20_000,
  leaseMarginMs: 60_000,
  recheckMs: 1_000,
  patience: 5,
};
