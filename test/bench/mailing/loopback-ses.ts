import { createServer } from 'node:http';

/** What the mail service of the benchmark tells its parent when asked. */
export interface Heard {
  /** Recipient's id and milliseconds since the epoch of every request, in order. */
  readonly asked: readonly (readonly [string, number])[];
  readonly bytes: number;
}

const [rate = '2000'] = process.argv.slice(2);
const asked: [string, number][] = [];
let bytes = 0;

/** A process of its own that takes every mail, as quickly as it can be read; it looks into nothing but the tags. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  const at = Date.now();
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    response.setHeader('content-type', 'text/xml');
    if (body.includes('Action=GetSendQuota')) {
      response.end(
        document(
          'GetSendQuota',
          `<Max24HourSend>9000000</Max24HourSend><MaxSendRate>${rate}</MaxSendRate><SentLast24Hours>0</SentLast24Hours>`,
        ),
      );
      return;
    }
    bytes += body.length;
    asked.push([recipientOf(body), at]);
    response.end(document('SendRawEmail', `<MessageId>m-${asked.length}</MessageId>`));
  });
});

function recipientOf(body: Buffer): string {
  const tag = body.indexOf('Name=recipient&');
  const text = body.subarray(tag, tag + 120).toString('latin1');
  return /Value=([0-9a-f]{32})/.exec(text)?.[1] ?? '';
}

function document(action: string, result: string): string {
  return `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></${action}Response>`;
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ address: server.address() }));
process.on('message', () => process.send?.({ heard: { asked, bytes } satisfies Heard }));
process.on('disconnect', () => process.exit());
