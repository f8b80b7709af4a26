import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { z } from 'zod';

/** The local sign-in's key: the public half for the key set, and a way to sign. */
export interface SigningKey {
  readonly publicJwk: JWK;
  sign(claims: JWTPayload): Promise<string>;
}

const storedKeySchema = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
});

/** Reads the RS256 key from `keyFile`, or makes one and keeps it there (readable by the owner only). */
export async function signingKey(keyFile: string): Promise<SigningKey> {
  const jwk = storedKeySchema.parse((await readKey(keyFile)) ?? (await makeKey(keyFile)));
  const secret = await importJWK({ ...jwk, alg: 'RS256' }, 'RS256');
  return {
    publicJwk: { kty: jwk.kty, kid: jwk.kid, n: jwk.n, e: jwk.e, alg: 'RS256', use: 'sig' },
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: jwk.kid }).sign(secret),
  };
}

async function readKey(keyFile: string): Promise<unknown> {
  const text = await readFile(keyFile, 'utf8').catch(() => null);
  return text === null ? null : JSON.parse(text);
}

async function makeKey(keyFile: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const exported = await exportJWK(privateKey);
  const jwk = { ...exported, kid: `local-${String(exported.n).slice(0, 12)}` };
  await mkdir(dirname(keyFile), { recursive: true });
  await writeFile(keyFile, JSON.stringify(jwk), { mode: 0o600 });
  return jwk;
}
