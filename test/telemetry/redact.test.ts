import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandler as createAsker } from '../../lambdas/ask-reader.lambda.ts';
import { signToken } from '../../lambdas/core/subscriptions/token.ts';
import { createLogger } from '../../lambdas/telemetry/logger.ts';
import { redactField, redactText } from '../../lambdas/telemetry/redact.ts';
import { RING } from '../faults/mailing-world.ts';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const name = fc.string({
  unit: fc.constantFrom(...'abcdđeêghiklmnoôơpqrstuưvxyABC0129._+-%'),
  minLength: 1,
  maxLength: 24,
});
const host = fc.constantFrom(
  'docgia.example',
  'mail.moha.gov.vn',
  'xn--bng-kya.vn',
  'báo.vn',
  'localhost',
  '[127.0.0.1]',
);
const address = fc
  .tuple(name, fc.constantFrom('@', '%40', '%2540', '＠', '\\u0040', '&#64;', '&#x40;'), host)
  .map(([local, at, domain]) => `${local}${at}${domain}`);
const purpose = fc.constantFrom('confirm', 'leave', 'prefer', 'return' as const);
const ownToken = fc
  .record({ purpose, subscriberId: hex(32), at: fc.constant('2026-11-23T08:00:00+07:00') })
  .map((grant) => signToken(RING, grant));
const webToken = fc
  .tuple(fc.base64String({ minLength: 12 }), fc.base64String({ minLength: 8 }))
  .map((parts) => ['eyJhbGciOiJSUzI1NiJ9', ...parts.map((part) => Buffer.from(part).toString('base64url'))].join('.'));
const secret = fc.oneof(address, ownToken, webToken);
const around = fc.constantFrom(
  (text: string) => text,
  (text: string) => `Email address is not verified: ${text}`,
  (text: string) => `<${text}>, rejected`,
  (text: string) => `https://x.vn/subscriptions/leave?t=${text}&a=1`,
  (text: string) => `{"Destinations":["${text}"]}`,
  (text: string) => `${text}\n    at send (file:///var/task/index.mjs:1:2)`,
);

describe('what is written into a log', () => {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    }
  });
  afterEach(() => vi.restoreAllMocks());

  it('has no address and no token, wherever it slipped in: 2,000 of them', () => {
    const logger = createLogger('deliver-mail');
    fc.assert(
      fc.property(secret, around, fc.nat(5), (hidden, wrap, place) => {
        const text = wrap(hidden);
        lines.length = 0;
        if (place === 0) logger.error(text);
        if (place === 1) logger.warn('shard', { detail: text });
        if (place === 2) logger.info('shard', { rows: [{ deep: { [text]: 1 } }] });
        if (place === 3) logger.error('failed', new Error(text, { cause: new Error(text) }));
        if (place === 4) logger.info('shard', { error: new TypeError(text), issueKey: '2026-11-23' });
        if (place === 5) logger.info('mail', { to: hidden, list: [text, text] });
        expect(lines).toHaveLength(1);
        const line = lines[0] ?? '';
        expect(line).not.toContain(hidden);
        expect(line).not.toContain(JSON.stringify(hidden).slice(1, -1));
        expect(() => JSON.parse(line)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it('has nothing of a form that cannot be read', async () => {
    const forms = ['{"address":"ban-doc@example.vn"', '{"version":2,"address":"ban-doc@example.vn"}', 'ban-doc'];
    for (const body of forms) {
      const Records = [{ messageId: 'm1', body, attributes: {} }];
      await expect(createAsker()({ Records })).rejects.toThrow('none of 1 messages');
    }
    expect(lines.filter((line) => /"messageId":"m1".*unreadable/.test(line))).toHaveLength(forms.length);
    expect(lines.join('')).not.toContain('ban-doc');
  });

  it('has no key of another service, by whatever name it is called', () => {
    const secret = 'q7Zk2v-Hd8Rw1xTn';
    const names = ['access_token', 'refresh_token', 'id_token', 'secret_key', 'code_verifier', 'X-Amz-Signature'];
    const texts = names.flatMap((each) => [`${each}=${secret}&x=1`, `"${each}": "${secret}"`, `${each}: ${secret}`]);
    expect(texts.map(redactText).filter((text) => text.includes(secret))).toEqual([]);
    const fields = { access_token: secret, refreshToken: secret, secretKey: secret, codeVerifier: secret };
    expect(JSON.stringify(fields, redactField)).not.toContain(secret);
    expect(JSON.stringify({ id: secret }, redactField)).toContain(secret);
  });

  it('keeps ids, fingerprints, counts and addresses of pages', () => {
    const kept = [
      '2026-11-23',
      'a3f5'.repeat(16),
      '3d1ac2f0-7f4e-4f55-9a59-0a43ab1f5c11',
      'delivery#2026-11-23#3',
      'https://baomau.example.vn/cai-cach-hanh-chinh-2026.html?page=2',
      'file:///var/task/node_modules/@aws-sdk/client-ses/dist-cjs/index.js:12:40',
      '0100018c-aaaa-000000',
    ];
    expect(kept.map(redactText)).toEqual(kept);
    const fields = { issueKey: '2026-11-23', shard: 3, accepted: 499, subscriberId: 'ab'.repeat(16) };
    expect(JSON.parse(JSON.stringify(fields, redactField))).toEqual(fields);
  });

  it('has them all when nothing takes them out: the planted fault', () => {
    const text = 'Email address is not verified: nguyen.an@docgia.example';
    expect(JSON.stringify({ error: text })).toContain('nguyen.an@docgia.example');
    expect(JSON.stringify({ error: text }, redactField)).toContain('not verified: <address>');
  });
});
