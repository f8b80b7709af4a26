import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Identity } from '../../ports/identity.ts';
import { type Flow, flowSchema } from './cookies.ts';

/** The hosted sign-in, and where it sends people back to. */
export interface SignInPlace {
  readonly address: string;
  readonly clientId: string;
  /** `<public address>/desk/signed-in`. */
  readonly redirectUri: string;
}

/** A way to the sign-in: the address to go to and what to remember meanwhile. */
export interface Departure {
  readonly address: string;
  readonly flow: Flow;
}

/** What coming back from the sign-in came to. */
export type Arrival =
  | { readonly kind: 'signed-in'; readonly token: string; readonly back: string }
  | { readonly kind: 'failed'; readonly detail: string };

/** Begins an authorisation code flow with state, nonce and PKCE (RFC 7636, S256). */
export function depart(place: SignInPlace, back: string): Departure {
  const flow = {
    state: randomBytes(16).toString('base64url'),
    nonce: randomBytes(16).toString('base64url'),
    codeVerifier: randomBytes(32).toString('base64url'),
    back: flowSchema.shape.back.safeParse(back).success ? back : '/desk',
  };
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: place.clientId,
    redirect_uri: place.redirectUri,
    scope: 'openid profile',
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: createHash('sha256').update(flow.codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return { address: `${place.address}/oauth2/authorize?${query}`, flow };
}

/** Ends the flow: the state must be ours, the code is exchanged, the token must be good and bear our nonce. */
export async function arrive(
  identity: Identity,
  place: SignInPlace,
  came: { readonly code: string | undefined; readonly state: string | undefined; readonly flow: Flow | null },
): Promise<Arrival> {
  const { code, state, flow } = came;
  if (!code || !state || !flow) return failed('code, state or flow is missing');
  if (!isEqual(state, flow.state)) return failed('foreign state');
  const exchanged = await identity.exchange({ code, codeVerifier: flow.codeVerifier, redirectUri: place.redirectUri });
  if (exchanged.kind === 'failed') return exchanged;
  const outcome = await identity.verify(exchanged.token);
  if (outcome.kind !== 'valid') return failed(`token ${outcome.kind}`);
  if (outcome.nonce === null || !isEqual(outcome.nonce, flow.nonce)) return failed('foreign nonce');
  return { kind: 'signed-in', token: exchanged.token, back: flow.back };
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function failed(detail: string): Arrival {
  return { kind: 'failed', detail };
}
