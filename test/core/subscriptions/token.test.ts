import { describe, expect, it } from 'vitest';
import { type Keyring, parseKeyring } from '../../../lambdas/core/subscriptions/keyring.ts';
import { subscriberId } from '../../../lambdas/core/subscriptions/subscriber-id.ts';
import { signToken, type TokenPurpose, verifyToken } from '../../../lambdas/core/subscriptions/token.ts';

const K1 = 'a1'.repeat(32);
const K2 = 'b2'.repeat(32);
const K3 = 'c3'.repeat(32);
const NOW = '2026-11-23T08:00:00+07:00';
const first: Keyring = { current: 'k1', keys: { k1: K1 } };
const second: Keyring = { current: 'k2', keys: { k1: K1, k2: K2 } };
const third: Keyring = { current: 'k3', keys: { k1: K1, k2: K2, k3: K3 } };
const ID = subscriberId('an@example.vn', first);

function sign(ring: Keyring, purpose: TokenPurpose = 'leave', id = ID): string {
  return signToken(ring, { purpose, subscriberId: id, at: NOW });
}

function check(ring: Keyring, token: string, purpose: TokenPurpose = 'leave', now = NOW) {
  return verifyToken(ring, token, { purpose, now }).kind;
}

describe('R16 a token', () => {
  it('to leave works for ten years and through two rotations', () => {
    const token = sign(first);

    expect(verifyToken(third, token, { purpose: 'leave', now: '2036-11-23T08:00:00+07:00' })).toEqual({
      kind: 'valid',
      subscriberId: ID,
      at: '2026-11-23T01:00:00.000Z',
    });
    expect(token).toMatch(/^k1\.[0-9a-f]{32}\.[0-9a-z]+\.[\w-]{32}$/);
    expect(token.length).toBeLessThan(80);
  });

  it('to confirm works for three days', () => {
    const token = sign(first, 'confirm');

    expect(check(first, token, 'confirm', '2026-11-26T07:59:59+07:00')).toBe('valid');
    expect(check(first, token, 'confirm', '2026-11-26T08:00:01+07:00')).toBe('expired');
    expect(check(first, token, 'confirm', '2026-11-22T08:00:00+07:00')).toBe('expired');
  });

  it('for one thing does not do another', () => {
    expect(check(first, sign(first, 'confirm'), 'leave')).toBe('invalid');
    expect(check(first, sign(first, 'leave'), 'confirm')).toBe('invalid');
  });

  it('of a key that is gone, or of another house, is worth nothing', () => {
    expect(check({ current: 'k2', keys: { k2: K2 } }, sign(first))).toBe('invalid');
    expect(check({ current: 'k1', keys: { k1: K3 } }, sign(first))).toBe('invalid');
  });

  it('with any letter changed, cut off or put in is worth nothing', () => {
    const token = sign(second);
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.';
    let tried = 0;
    for (let at = 0; at < token.length; at += 1) {
      for (const letter of letters) {
        if (letter === token[at]) continue;
        tried += 1;
        expect(check(second, token.slice(0, at) + letter + token.slice(at + 1))).toBe('invalid');
      }
      expect(check(second, token.slice(0, at))).toBe('invalid');
      expect(check(second, `${token.slice(0, at)}A${token.slice(at)}`)).toBe('invalid');
    }
    expect(tried).toBeGreaterThan(4_000);
  });

  it('of one reader does not fit another', () => {
    const mine = sign(first).split('.');
    const other = sign(first, 'leave', subscriberId('bo@example.vn', first)).split('.');

    expect(check(first, [mine[0], other[1], mine[2], mine[3]].join('.'))).toBe('invalid');
  });

  it.each(['', '.', '...', '__proto__.a.b.c', 'constructor', 'k1..1.', 'a'.repeat(100_000)])(
    '%.20j is invalid',
    (text) => {
      expect(check(first, text)).toBe('invalid');
    },
  );
});

describe('a subscriber’s id', () => {
  it('is the same through rotations and for any case, and another for another address or house', () => {
    expect(subscriberId('An@Example.vn', third)).toBe(ID);
    expect(subscriberId('an.@example.vn', first)).not.toBe(ID);
    expect(subscriberId('an@example.vn', { current: 'k1', keys: { k1: K2 } })).not.toBe(ID);
    expect(subscriberId('an@example.vn', { current: 'k2', keys: { k2: K2 }, identity: K1 })).toBe(ID);
    expect(ID).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('a keyring', () => {
  it('is read from the secret as it is generated and as it is rotated', () => {
    expect(parseKeyring(JSON.stringify({ key: K1 }))).toEqual(first);
    expect(parseKeyring(JSON.stringify(second))).toEqual(second);
  });

  it.each([
    '',
    '{}',
    '{"key":"short"}',
    JSON.stringify({ current: 'k9', keys: { k1: K1 } }),
    JSON.stringify({ current: 'k1', keys: { k1: 'short' } }),
    JSON.stringify({ current: '__proto__', keys: {} }),
  ])('%.40j is refused without repeating it', (text) => {
    expect(() => parseKeyring(text)).toThrow(/^keyring: not usable/);
    try {
      parseKeyring(text);
    } catch (error) {
      expect(String(error)).not.toContain(K1);
    }
  });
});
