import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FUNCTIONS } from '../../lambdas/names.ts';

const workSchema = z.object({
  invocations: z.number(),
  cpuMillis: z.number(),
  /** `<service>:<operation>` → how often in all those invocations. */
  requests: z.record(z.string(), z.number()),
});
/** What a function did on the measured day. */
export type Work = z.infer<typeof workSchema>;

/** What `npm run bench -- day` measured, with how. */
export const measuredSchema = z.object({
  version: z.literal(1),
  how: z.string(),
  basis: z.object({ sources: z.number(), entries: z.number(), articles: z.number(), mails: z.number() }),
  functions: z.partialRecord(z.enum(FUNCTIONS), workSchema),
});

/**
 * List prices: `list` USD for every `per` units, with the page of AWS they are published on, and what of a unit AWS gives every account
 * every month without end.
 */
export const pricesSchema = z.object({
  version: z.literal(1),
  region: z.string(),
  currency: z.string(),
  asOf: z.iso.date(),
  source: z.string(),
  prices: z.record(
    z.string(),
    z.strictObject({
      per: z.number().positive(),
      list: z.number(),
      what: z.string(),
      /** The price page, as AWS calls it. */
      page: z.string().regex(/^(Amazon|AWS) .*pricing/),
      /** When and where it was found again; null: nowhere yet. */
      seen: z.string().nullable(),
      /** When and what was found of other regions instead. */
      near: z.string().optional(),
    }),
  ),
  /** By the beginning of the price's name, the longer one first: `lambda.gbSecond` counts both kinds of processor. */
  always: z.record(z.string(), z.number()),
});
/** See {@link pricesSchema}. */
export type Prices = z.infer<typeof pricesSchema>;

const count = z.number().nonnegative();

/** What cannot be measured here: how much there is to do in a month, and how long the world takes. */
export const assumptionsSchema = z.object({
  version: z.literal(1),
  days: count,
  issues: count,
  sources: count,
  visitsPerSourceDay: count,
  articlesPerSourceDay: count,
  listingsPerVisit: count,
  gapSeconds: count,
  latencySeconds: count,
  awsMillis: count,
  deskPagesPerIssue: count,
  recoverRunsPerDay: count,
  mailsPerSecond: count,
  eventsPerMail: count,
  eventsPerBatch: count,
  pageViewsPerMail: count,
  pageKilobytes: count,
  articleKilobytes: count,
  ledgerKilobytes: count,
  ledgerMonthsKept: count,
  logKilobytesPerRun: count,
  ownMetrics: count,
  editors: count,
  logMonthsKept: count,
  kmsRequests: count,
  idleReceivesPerPoller: count,
  writesPerEntry: count,
  notes: z.record(z.string(), z.string()),
});
/** See {@link assumptionsSchema}. */
export type Assumptions = z.infer<typeof assumptionsSchema>;

/** What a month is reckoned from, besides what is deployed. */
export interface CostData {
  readonly measured: z.infer<typeof measuredSchema>;
  readonly prices: Prices;
  readonly assumptions: Assumptions;
}

/** Reads the three files beside this one. */
export function readCostData(): CostData {
  return {
    measured: measuredSchema.parse(read('measured')),
    prices: pricesSchema.parse(read('prices')),
    assumptions: assumptionsSchema.parse(read('assumptions')),
  };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
}
