import { createServer, type ServerResponse } from 'node:http';
import { SESClient } from '@aws-sdk/client-ses';
import { afterEach, describe, expect, test } from 'vitest';
import { createQuotaReader } from '../../lambdas/aws/send-quota.ts';

const SAID =
  '<GetSendQuotaResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><GetSendQuotaResult><Max24HourSend>50000</Max24HourSend>' +
  '<MaxSendRate>14</MaxSendRate><SentLast24Hours>7</SentLast24Hours></GetSendQuotaResult></GetSendQuotaResponse>';
const REFUSED =
  '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A service that refuses the first `refused` questions; how often it was asked. */
async function serviceRefusing(refused: number) {
  const asked = { times: 0 };
  const answer = (response: ServerResponse): void => {
    asked.times += 1;
    if (asked.times > refused) response.end(SAID);
    else response.writeHead(400).end(REFUSED);
  };
  const server = createServer((request, response) => void request.resume().on('end', () => answer(response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const client = new SESClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  return { asked, read: createQuotaReader(client, async () => undefined) };
}

describe('the quota', () => {
  test('is asked for again where others asked in the same second', async () => {
    const { asked, read } = await serviceRefusing(2);
    expect(await read()).toEqual({ maxPerSecond: 14, maxPer24Hours: 50_000, sentLast24Hours: 7 });
    expect(asked.times).toBe(3);
  });

  test('is not asked for by every shard of a second', async () => {
    const { asked, read } = await serviceRefusing(0);
    for (let shard = 0; shard < 20; shard += 1) await read();
    expect(asked.times).toBe(1);
  });

  test('that is never told ends in what the service said', async () => {
    const { asked, read } = await serviceRefusing(1_000);
    await expect(read()).rejects.toThrow('Rate exceeded');
    expect(asked.times).toBe(5);
  });
});
