import { describe, expect, it } from 'vitest';
import type { Keyring } from '../../lambdas/core/subscriptions/keyring.ts';
import { subscriberId } from '../../lambdas/core/subscriptions/subscriber-id.ts';
import { signToken, type TokenPurpose, verifyToken } from '../../lambdas/core/subscriptions/token.ts';
import { ALL, LONG, lcg, oneOf } from './sizes.ts';

const SAMPLE = 14_000;
const TRIES = ALL ? 1_000_000 : SAMPLE;
const NOW = '2026-11-23T08:00:00+07:00';
const PURPOSES: readonly TokenPurpose[] = ['confirm', 'leave', 'prefer', 'return'];
const RING: Keyring = { current: 'k3', keys: { k2: 'b2'.repeat(32), k3: 'c3'.repeat(32) } };
/** A key that has been taken out of the ring, and one that never was in it under a name that is. */
const RETIRED: Keyring = { current: 'k1', keys: { k1: 'a1'.repeat(32) } };
const STRANGER: Keyring = { current: 'k3', keys: { k3: 'd4'.repeat(32) } };
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.';

/** A token as somebody might try it, and what it is tried for. */
interface Attempt {
  readonly kind: string;
  readonly token: string;
  readonly purpose: TokenPurpose;
}

interface Own {
  readonly purpose: TokenPurpose;
  readonly token: string;
}

function tokensOf(ring: Keyring): Own[] {
  return PURPOSES.flatMap((purpose) =>
    Array.from({ length: 50 }, (_, number) => {
      const id = subscriberId(`ban-doc-${number}@example.vn`, ring);
      return { purpose, token: signToken(ring, { purpose, subscriberId: id, at: NOW }) };
    }),
  );
}

const OWN = tokensOf(RING);
const OLD = tokensOf(RETIRED);
const FOREIGN = tokensOf(STRANGER);

type Forge = (random: () => number) => Omit<Attempt, 'kind'>;

/** Each makes something that is not a token of this house for the purpose it is tried for. */
const FORGES: Readonly<Record<string, Forge>> = {
  random: (random) => {
    const letters = Array.from({ length: 32 }, () => LETTERS[Math.floor(random() * 64)]).join('');
    const { token, purpose } = oneOf(random, OWN);
    return { token: `${token.slice(0, token.lastIndexOf('.'))}.${letters}`, purpose };
  },
  truncated: (random) => {
    const { token, purpose } = oneOf(random, OWN);
    return { token: token.slice(0, Math.floor(random() * token.length)), purpose };
  },
  lengthened: (random) => {
    const { token, purpose } = oneOf(random, OWN);
    return { token: `${token}${oneOf(random, [...LETTERS])}`, purpose };
  },
  'one letter changed': (random) => {
    const { token, purpose } = oneOf(random, OWN);
    const at = Math.floor(random() * token.length);
    const other = oneOf(
      random,
      [...LETTERS].filter((letter) => letter !== token[at]),
    );
    return { token: `${token.slice(0, at)}${other}${token.slice(at + 1)}`, purpose };
  },
  'for another purpose': (random) => {
    const { token, purpose } = oneOf(random, OWN);
    return {
      token,
      purpose: oneOf(
        random,
        PURPOSES.filter((each) => each !== purpose),
      ),
    };
  },
  'of another reader': (random) => {
    const { token, purpose } = oneOf(random, OWN);
    const [key, , seconds, code] = token.split('.');
    const id = subscriberId(`ai-do-${Math.floor(random() * 1_000)}@example.vn`, RING);
    return { token: [key, id, seconds, code].join('.'), purpose };
  },
  'of a retired key': (random) => oneOf(random, OLD),
  'of another house': (random) => oneOf(random, FOREIGN),
};

type Verify = (token: string, purpose: TokenPurpose) => boolean;

/** Kinds of which any was accepted. */
function accepted(verify: Verify, tries = SAMPLE): Set<string> {
  const random = lcg(16);
  const kinds = Object.entries(FORGES);
  const found = new Set<string>();
  for (let round = 0; round < tries; round += 1) {
    const [kind, forge] = kinds[round % kinds.length] ?? oneOf(random, kinds);
    const { token, purpose } = forge(random);
    if (verify(token, purpose)) found.add(kind);
  }
  return found;
}

function isValid(ring: Keyring, token: string, purpose: TokenPurpose): boolean {
  return verifyToken(ring, token, { purpose, now: NOW }).kind === 'valid';
}

describe('R16 tokens that were not given', () => {
  it(`are none of ours, all ${TRIES} of them`, LONG, () => {
    expect(OWN.every(({ token, purpose }) => isValid(RING, token, purpose))).toBe(true);
    expect(accepted((token, purpose) => isValid(RING, token, purpose), TRIES)).toEqual(new Set());
  });

  it('R16 control: are taken where the purpose, the code or the key is not looked at', () => {
    const ring: Keyring = { current: 'k3', keys: { ...RING.keys, ...RETIRED.keys } };
    const careless: Verify = (token, purpose) =>
      PURPOSES.some((each) => isValid(ring, token, each)) || isValid(STRANGER, token, purpose);
    const blind: Verify = (token) => /^k\d\.[0-9a-f]{32}\.\w+\.[\w-]{32}$/.test(token);

    expect(accepted(careless)).toEqual(new Set(['for another purpose', 'of a retired key', 'of another house']));
    expect(accepted(blind)).toContain('random');
    expect(accepted(blind)).toContain('of another reader');
  });
});
