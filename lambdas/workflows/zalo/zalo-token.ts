import { credentialsOf, renewed, usableToken, type ZaloCredentials } from '../../core/zalo/credentials.ts';
import { DISCONNECTED } from '../../core/zalo/post.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SecretStore } from '../../ports/secret-store.ts';
import type { ZaloAccount } from '../../ports/zalo-account.ts';

/** What {@link zaloToken} needs of the world. */
export interface ZaloTokenPorts {
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly account: ZaloAccount;
}

/** `off`: no account is connected; `none`: there is one, and no token of it to be had for now. */
export type ZaloToken =
  | { readonly kind: 'token'; readonly accessToken: string }
  | { readonly kind: 'off' }
  | { readonly kind: 'none'; readonly why: string };

/**
 * An access token of the house's account; `spent` is one that was just refused. A renewal uses the refresh token up, so its
 * successor is in the secret store before anything is done with what came beside it. Only one at a time may run.
 */
export async function zaloToken(
  ports: ZaloTokenPorts,
  secretId: string,
  spent: string | null = null,
): Promise<ZaloToken> {
  const credentials = credentialsOf(await ports.secrets.get(secretId, { fresh: true }));
  if (credentials === null) return { kind: 'off' };
  const accessToken = usableToken(credentials, ports.clock.now());
  if (accessToken !== null && accessToken !== spent) return { kind: 'token', accessToken };
  return renew(ports, secretId, credentials);
}

async function renew(ports: ZaloTokenPorts, secretId: string, credentials: ZaloCredentials): Promise<ZaloToken> {
  const reply = await ports.account.refresh(credentials);
  if (reply.kind === 'accepted') {
    const next = renewed(credentials, reply.value, ports.clock.now());
    await ports.secrets.put(secretId, JSON.stringify(next));
    return { kind: 'token', accessToken: reply.value.accessToken };
  }
  // A lost answer may have used the refresh token up: the next renewal tells.
  const isRefused = reply.kind === 'refused' || reply.kind === 'stale-token';
  return { kind: 'none', why: isRefused ? DISCONNECTED : reply.why };
}
