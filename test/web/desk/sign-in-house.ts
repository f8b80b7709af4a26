import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { createCodeExchange } from '../../../lambdas/aws/code-exchange.ts';
import { createTokenVerifier } from '../../../lambdas/aws/token-verifier.ts';
import type { Identity } from '../../../lambdas/ports/identity.ts';

/** The client the desk is registered as in tests. */
export const CLIENT_ID = 'desk-test';

/** A sign-in service on loopback that gives out its keys, and tokens of any kind a test wants. */
export interface KeyHouse {
  readonly issuer: string;
  readonly identity: Identity;
  /** A token with the house's good claims, changed by `claims`; `null` values leave a claim out. */
  token(groups: readonly string[], claims?: JWTPayload, key?: 'ours' | 'foreign'): Promise<string>;
  close(): Promise<void>;
}

/** Opens the key house on a free port of the loopback address. */
export async function openKeyHouse(): Promise<KeyHouse> {
  const [ours, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'test', alg: 'RS256', use: 'sig' };
  const served = await serveApp((_request) => Response.json({ keys: [jwk] }));
  const issuer = served.origin;
  const settings = { issuer, clientId: CLIENT_ID, jwksUri: `${issuer}/.well-known/jwks.json` };
  return {
    issuer,
    identity: {
      verify: createTokenVerifier(settings),
      exchange: createCodeExchange({ signInAddress: issuer, clientId: CLIENT_ID }),
    },
    token: async (groups, claims = {}, key = 'ours') => {
      const now = Math.floor(Date.now() / 1000);
      const good = {
        iss: issuer,
        aud: CLIENT_ID,
        sub: 'p1',
        name: 'Phạm Thu Hiền',
        token_use: 'id',
        iat: now,
        exp: now + 600,
      };
      return new SignJWT({ ...good, 'cognito:groups': [...groups], ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'test' })
        .sign(key === 'ours' ? ours.privateKey : foreign.privateKey);
    },
    close: served.close,
  };
}

/** Serves a fetch function on a free port of the loopback address. */
export async function serveApp(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const server = createServer(getRequestListener(fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, close };
}
