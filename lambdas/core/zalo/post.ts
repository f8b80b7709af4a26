import { z } from 'zod';
import { at, dayOf, type Instant, instantSchema, isBefore, shift } from '../calendar/instant.ts';
import { issueKeySchema } from '../issue/issue-key.ts';

const since = instantSchema;
const articleId = z.string().min(1);
const part = z.enum(['article', 'broadcast']);
/** See {@link zaloStepSchema}. */
export type ZaloPart = z.infer<typeof part>;

/** How far the posting of an issue has come; every step is written down before and after a call that leaves something at Zalo. */
export const zaloStepSchema = z.discriminatedUnion('kind', [
  /** Nothing is there; `why`: what came of the last attempt. */
  z.object({ kind: z.literal('ready'), since, why: z.string() }),
  /** The article is being asked for. Found by a later run it means: nobody knows what came of it. */
  z.object({ kind: z.literal('creating'), since, attempt: z.number().int().min(1) }),
  /** Zalo took the article and is making it; `token` asks how far it is. */
  z.object({ kind: z.literal('created'), since, token: z.string().min(1) }),
  /** The article is there. */
  z.object({ kind: z.literal('listed'), since, articleId, why: z.string() }),
  /** The broadcast is being asked for; found by a later run: nobody knows what came of it. */
  z.object({ kind: z.literal('broadcasting'), since, articleId }),
  z.object({ kind: z.literal('done'), since, articleId, messageId: z.string() }),
  /** Nobody knows whether Zalo did it. Never done again by itself. */
  z.object({ kind: z.literal('uncertain'), since, part, articleId: articleId.nullable() }),
  /** Zalo would refuse it again. */
  z.object({ kind: z.literal('refused'), since, part, articleId: articleId.nullable(), why: z.string() }),
  /** Not posted within a day; yesterday's paper is no news. */
  z.object({ kind: z.literal('late'), since, articleId: articleId.nullable() }),
  /** No account was connected. */
  z.object({ kind: z.literal('off'), since }),
]);
/** See {@link zaloStepSchema}. */
export type ZaloStep = z.infer<typeof zaloStepSchema>;

/** What is kept of an issue's posting. */
export const zaloPostSchema = z.object({ version: z.literal(1), issueKey: issueKeySchema, step: zaloStepSchema });
/** See {@link zaloPostSchema}. */
export type ZaloPost = z.infer<typeof zaloPostSchema>;

/** Hours within which Zalo sends broadcasts, Viet Nam time. */
const BROADCAST_HOURS = { from: '08:00', to: '21:45' };

/** Milliseconds an issue is news. */
const FRESH = 24 * 60 * 60_000;

/** True while an issue may still be posted. */
export function isFresh(publishedAt: Instant, now: Instant): boolean {
  return isBefore(now, shift(publishedAt, FRESH));
}

/** True at an hour at which Zalo sends. */
export function isBroadcastHour(now: Instant): boolean {
  const day = dayOf(now);
  return !isBefore(now, at(day, BROADCAST_HOURS.from)) && isBefore(now, at(day, BROADCAST_HOURS.to));
}

/** True where nothing more happens by itself. */
export function isAtRest({ kind }: ZaloStep): boolean {
  return ['done', 'uncertain', 'refused', 'late', 'off'].includes(kind);
}

/** Milliseconds after its publication at which an issue should long have been posted. */
const OVERDUE = 2 * 60 * 60_000;

/** True where a person should look: what is unclear or refused, waits for the account to be connected, or takes too long. */
export function needsPerson(step: ZaloStep, publishedAt: Instant, now: Instant): boolean {
  if (step.kind === 'uncertain' || step.kind === 'refused') return true;
  if ((step.kind === 'ready' || step.kind === 'listed') && step.why === DISCONNECTED) return true;
  return !isAtRest(step) && isBroadcastHour(now) && !isBefore(now, shift(publishedAt, OVERDUE));
}

/** `why` of a step that waits for the account to be connected again. */
export const DISCONNECTED = 'disconnected';

/** The article as far as a step knows it. */
export function articleOf(step: ZaloStep): string | null {
  return 'articleId' in step ? step.articleId : null;
}
