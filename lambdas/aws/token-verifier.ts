import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwtBaseError, JwtExpiredError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { z } from 'zod';
import { type Identity, ROLES, type TokenOutcome } from '../ports/identity.ts';
import { fetchLimited } from './sign-in-request.ts';

/** Where tokens come from: the same three facts for Cognito and for the local sign-in. */
export interface TokenSettings {
  /** Claim `iss`. */
  readonly issuer: string;
  /** Claim `aud`. */
  readonly clientId: string;
  /** Address of the public keys: https, or http on loopback. */
  readonly jwksUri: string;
}

/** The claims of an ID token that the house reads. An access token has no `aud` and another `token_use`. */
const claimsSchema = z.object({
  sub: z.string().min(1),
  token_use: z.literal('id'),
  name: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  /** Cognito writes `true`, some federated sign-ins `"true"`. */
  email_verified: z.union([z.boolean(), z.string()]).default(false),
  'cognito:groups': z.array(z.string()).default([]),
  nonce: z.string().nullable().default(null),
});

/**
 * The one way tokens are checked, in AWS and locally: signature (RS256 and its like, never `none`), issuer, client,
 * `exp`, `nbf`, `token_use`. Groups the house does not know are ignored. Throws when the keys cannot be fetched.
 */
export function createTokenVerifier(settings: TokenSettings): Identity['verify'] {
  const verifier = JwtVerifier.create(
    { issuer: settings.issuer, audience: settings.clientId, jwksUri: settings.jwksUri },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: (uri) => fetchLimited(uri, {}) } }) },
  );
  return async (token) => {
    try {
      return outcomeOf(await verifier.verify(token));
    } catch (error) {
      if (error instanceof JwtExpiredError) return { kind: 'expired' };
      if (error instanceof FetchError || !(error instanceof JwtBaseError)) throw error;
      return { kind: 'refused', detail: error.name };
    }
  };
}

function outcomeOf(payload: unknown): TokenOutcome {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return { kind: 'refused', detail: z.prettifyError(claims.error) };
  const { sub, name, email, email_verified: confirmed, nonce, 'cognito:groups': groups } = claims.data;
  const roles = ROLES.filter((role) => groups.includes(role));
  // A person may change the address at the sign-in; until it is confirmed it may be anybody's.
  const own = email !== undefined && String(confirmed) === 'true' ? { email } : {};
  return { kind: 'valid', person: { id: sub, name: name ?? email ?? sub, roles, ...own }, nonce };
}
