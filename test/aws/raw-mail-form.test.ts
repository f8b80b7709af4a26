import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawMailCommand } from '../../lambdas/aws/raw-mail-form.ts';
import { type Request, type RunningServer, serve } from '../../lambdas/local/aws/http.ts';
import { checkSignature, LOCAL_KEYS, sha256 } from '../../lambdas/local/aws/sig-v4.ts';

const ANSWER =
  '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>';

/** Of the moment or of the one request: everything else must be equal. */
const OWN = new Set(['authorization', 'x-amz-date', 'amz-sdk-invocation-id']);

const heard: Request[] = [];
let server: RunningServer;
let client: SESClient;

beforeAll(async () => {
  server = await serve(async (request) => {
    heard.push(request);
    return { kind: 'answer', status: 200, headers: { 'content-type': 'text/xml' }, body: ANSWER };
  });
  client = new SESClient({ endpoint: server.url, region: 'ap-southeast-1', credentials: LOCAL_KEYS, maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await server.stop();
});

const around = {
  Source: 'diembao@example.vn',
  Destinations: ['ban.doc+hai@example.vn'],
  ConfigurationSetName: 'bulletin',
  Tags: [{ Name: 'issue', Value: '2026-11-23' }],
};

/** What came over the wire for the SDK's own command and for ours. */
async function onTheWire(raw: Uint8Array): Promise<readonly [plain: Request, ours: Request]> {
  heard.length = 0;
  await client.send(new SendRawEmailCommand({ ...around, RawMessage: { Data: raw } }));
  await client.send(rawMailCommand(raw, around));
  const [plain, ours, more] = heard;
  if (!plain || !ours || more) throw new Error(`${heard.length} requests`);
  return [plain, ours];
}

function headersOf({ headers }: Request): [string, string][] {
  return Object.entries(headers).filter(([name]) => !OWN.has(name));
}

/** The signature holds, and what is signed is the hash of this body. */
function isSignedFor(request: Request, body: Buffer): boolean {
  const isItsHash = request.headers['x-amz-content-sha256'] === sha256(body);
  return isItsHash && checkSignature(request).kind === 'signed';
}

describe('a mail as it goes over the wire', () => {
  it('is byte for byte what the SDK itself would send, and signed for these bytes', async () => {
    // 0xfb and 0xff make every letter of base64 that a form must escape, at every offset of three.
    const bytes = fc.array(fc.constantFrom(0xfb, 0xff, 0x3e, 0x3f, 0x0d, 0x41, 0x00), { maxLength: 40 });
    const raws = fc.oneof(
      fc.uint8Array({ maxLength: 3_000 }),
      bytes.map((each) => Uint8Array.from(each)),
    );
    await fc.assert(
      fc.asyncProperty(raws, async (raw) => {
        const [plain, ours] = await onTheWire(raw);
        expect(ours.body.equals(plain.body)).toBe(true);
        expect(headersOf(ours)).toEqual(headersOf(plain));
        expect([ours.method, ours.target]).toEqual([plain.method, plain.target]);
        expect(isSignedFor(ours, ours.body)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('would be seen to differ by one byte, and to be signed for another body: the planted fault', async () => {
    const raw = new TextEncoder().encode('Subject: x\r\n\r\n???>>>');
    const [plain, ours] = await onTheWire(raw);
    expect(ours.body.includes('%2')).toBe(true);
    const body = Buffer.from(ours.body.toString('latin1').replace('RawMessage.Data=U', 'RawMessage.Data=V'), 'latin1');
    expect(body.equals(plain.body)).toBe(false);
    expect(isSignedFor(ours, body)).toBe(false);
  });

  it('holds a message of the size of an issue, and a view into a larger buffer', async () => {
    const large = new Uint8Array(180_000).map((_, index) => (index * 31) % 251);
    const [plain, ours] = await onTheWire(large.subarray(7, 170_000));
    expect(ours.body.equals(plain.body)).toBe(true);
  });
});
