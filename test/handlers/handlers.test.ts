import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type LocalAws, startLocalAws } from '../../lambdas/local/aws/start-local-aws.ts';
import { ENV, FUNCTIONS, type FunctionName } from '../../lambdas/names.ts';
import { type Invoked, startLambda } from '../support/lambda-runtime.ts';

const ADDRESS = 'https://diembao.example.vn';
const folder = mkdtempSync(join(tmpdir(), 'diembao-handlers-'));
let aws: LocalAws;
let env: Record<string, string>;

beforeAll(async () => {
  aws = await startLocalAws({ dataDir: folder });
  env = {
    ...aws.endpoints,
    [ENV.publicAddress]: ADDRESS,
    [ENV.signInAddress]: 'https://sign-in.example.vn',
    [ENV.tokenIssuer]: 'https://issuer.example.vn',
    [ENV.tokenKeys]: 'https://issuer.example.vn/.well-known/jwks.json',
    [ENV.tokenClient]: 'desk',
  };
});

afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function invoke(name: FunctionName, event: unknown, environment = env): Promise<Invoked> {
  const lambda = await startLambda(name, environment);
  try {
    return await lambda.invoke(event);
  } finally {
    await lambda.stop();
  }
}

function queueEvent(body: string) {
  return {
    Records: [
      { messageId: 'm1', receiptHandle: 'r1', body, attributes: {}, messageAttributes: {}, eventSource: 'aws:sqs' },
    ],
  };
}

function queueRecordsOf(event: unknown): unknown[] {
  return z.object({ Records: z.array(z.unknown()) }).parse(event).Records;
}

function webEvent(method: string, path: string) {
  return {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'api.example.vn' },
    requestContext: {
      domainName: 'api.example.vn',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
    },
    isBase64Encoded: false,
  };
}

/** A form of last year, which nobody is mailed about any more. */
const LATE_ASK = {
  ...{ version: 1, id: 'a'.repeat(22), address: 'ban-doc@example.vn', editions: ['daily'], sections: null },
  ...{ network: 'unknown', at: '2025-11-23T08:00:00+07:00' },
};

/** One event a function, and what it answers on an empty house; what the bundles do together is shown by the journeys. */
const CASES: Readonly<Record<FunctionName, { event: unknown; answer: unknown }>> = {
  'plan-visits': { event: {}, answer: { due: expect.any(Number) } },
  'visit-source': { event: queueEvent('{"sourceId":"no-such-paper"}'), answer: { batchItemFailures: [] } },
  learn: { event: {}, answer: { kind: 'too-few' } },
  'draft-issue': { event: { issueKey: '2026-11-22' }, answer: { kind: 'no-issue', reason: expect.any(String) } },
  desk: { event: webEvent('GET', '/desk'), answer: { statusCode: 302 } },
  'publish-issue': { event: queueEvent('{"issueKey":"2026-11-23"}'), answer: { batchItemFailures: [] } },
  'post-zalo': { event: queueEvent('{"issueKey":"2026-11-23"}'), answer: { batchItemFailures: [] } },
  'plan-mailing': { event: queueEvent('{"issueKey":"2026-11-23"}'), answer: { batchItemFailures: [] } },
  'deliver-mail': { event: queueEvent('{"issueKey":"2026-11-23","shard":0}'), answer: { batchItemFailures: [] } },
  'record-mail-event': { event: queueEvent('not an event'), answer: { batchItemFailures: [] } },
  subscriptions: { event: webEvent('GET', '/subscriptions'), answer: { statusCode: 200 } },
  'ask-reader': { event: queueEvent(JSON.stringify(LATE_ASK)), answer: { batchItemFailures: [] } },
  recover: { event: {}, answer: expect.any(Array) },
  'tell-today': { event: {}, answer: { SearchUpToDate: expect.any(Number), PriorityTrouble: 0 } },
};

describe('every built handler, in a process of its own under the Runtime API', () => {
  it.each(FUNCTIONS)('%s answers its event', async (name) => {
    const { event, answer } = CASES[name];

    const invoked = await invoke(name, event);

    expect(invoked).toMatchObject({ kind: 'response', value: answer });
  });

  it.each(['publish-issue', 'deliver-mail', 'visit-source'] as const)(
    '%s gives back only the message it cannot read, and is an error where there is no other',
    async (name) => {
      const lambda = await startLambda(name, env);
      const [good] = queueRecordsOf(CASES[name].event);
      const [bad] = queueEvent('{"what":"is this"}').Records;

      const mixed = await lambda.invoke({ Records: [good, { ...bad, messageId: 'm2' }] });
      const alone = await lambda.invoke({ Records: [bad] });
      await lambda.stop();

      expect(mixed).toEqual({ kind: 'response', value: { batchItemFailures: [{ itemIdentifier: 'm2' }] } });
      expect(alone).toMatchObject({ kind: 'error', value: { errorType: 'BatchFailedError' } });
      expect(JSON.stringify(alone)).not.toContain('is this');
    },
  );

  it('names the variable it misses, and nothing of the others', async () => {
    const { [ENV.newsroomBucket]: _, ...without } = env;

    const invoked = await invoke('plan-visits', {}, without);

    expect(invoked).toMatchObject({
      kind: 'error',
      value: { errorMessage: expect.stringContaining(ENV.newsroomBucket) },
    });
    expect(JSON.stringify(invoked)).not.toContain('diembao-local');
  });
});
