import { z } from 'zod';
import { type Instant, instantSchema, isBefore, shift } from '../calendar/instant.ts';

/** The secret of the house's Official Account; `{}` (or anything else without an application): none is connected. */
const credentialsSchema = z.object({
  appId: z.string().min(1),
  /** Of the application, not of the account. */
  secretKey: z.string().min(1),
  /** Good for one renewal, which brings the next one. */
  refreshToken: z.string().min(1),
  accessToken: z.string().min(1).optional(),
  /** End of the access token. */
  expiresAt: instantSchema.optional(),
});
/** See {@link credentialsSchema}. */
export type ZaloCredentials = z.infer<typeof credentialsSchema>;

/** What a renewal brings; `seconds` is how long the access token holds. */
export interface ZaloGrant {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly seconds: number;
}

/** Milliseconds before its end at which an access token is renewed: one round of posting is shorter. */
const MARGIN = 5 * 60_000;

/** Reads the secret; null where no account is connected. Throws where it is no JSON. */
export function credentialsOf(secret: string): ZaloCredentials | null {
  const parsed = credentialsSchema.safeParse(JSON.parse(secret));
  return parsed.success ? parsed.data : null;
}

/** The access token where it still holds long enough, else null. */
export function usableToken(credentials: ZaloCredentials, now: Instant): string | null {
  const { accessToken, expiresAt } = credentials;
  if (accessToken === undefined || expiresAt === undefined) return null;
  return isBefore(now, shift(expiresAt, -MARGIN)) ? accessToken : null;
}

/** The credentials after a renewal. */
export function renewed(credentials: ZaloCredentials, grant: ZaloGrant, now: Instant): ZaloCredentials {
  const { accessToken, refreshToken, seconds } = grant;
  return { ...credentials, accessToken, refreshToken, expiresAt: shift(now, seconds * 1_000) };
}
