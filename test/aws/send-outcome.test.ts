import { createServer as createWebServer, type ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { SESClient, SESServiceException } from '@aws-sdk/client-ses';
import { describe, expect, test } from 'vitest';
import { createAwsClients } from '../../lambdas/aws/clients.ts';
import { sendOutcomeOf } from '../../lambdas/aws/send-outcome.ts';
import { createSesMailer } from '../../lambdas/aws/ses-mailer.ts';

const said = (name: string, message = '', more: object = {}): Error =>
  Object.assign(new Error(message), { name, ...more });

const FROM = 'diembao@bulletin.example';

describe('the outcome of a send', () => {
  test.each([
    ['Throttling', 'Maximum sending rate exceeded.', 'throttled'],
    ['ThrottlingException', 'Rate exceeded', 'throttled'],
    ['Throttling', 'Daily message quota exceeded.', 'daily-quota'],
    ['AccountSendingPausedException', 'Email sending is disabled', 'unreachable'],
    ['MessageRejected', 'Sending paused for this account.', 'unreachable'],
    ['MessageRejected', 'Sending suspended for this account. For more information, see your inbox.', 'unreachable'],
    [
      'MessageRejected',
      `Email address is not verified. The following identities failed the check: ${FROM}`,
      'unreachable',
    ],
    ['ConfigurationSetDoesNotExistException', '', 'unreachable'],
    ['SignatureDoesNotMatch', '', 'unreachable'],
    ['ExpiredTokenException', '', 'unreachable'],
    ['CredentialsProviderError', 'Could not load credentials from any providers', 'unreachable'],
    [
      'TimeoutError',
      'the request socket did not establish a connection with the server within the configured timeout of 3000 ms.',
      'unreachable',
    ],
  ])('of %s "%s" is that nobody was written to: %s', (name, message, why) => {
    expect(sendOutcomeOf(said(name, message), FROM)).toMatchObject({ kind: 'not-accepted', why });
  });

  test.each([
    ['MessageRejected', 'Email address is not verified.'],
    ['MessageRejected', 'Email address is not verified. The following identities failed the check: a@b.example'],
    ['MessageRejected', 'Address blacklisted: accounting@b.example'],
    ['InvalidParameterValue', 'Missing final @domain'],
    ['ValidationError', ''],
  ])('of %s "%s" is that this one will never go', (name, message) => {
    expect(sendOutcomeOf(said(name, message), FROM).kind).toBe('permanent');
  });

  test.each([
    ['TimeoutError', 'a request has exceeded the configured 30000 ms requestTimeout.', {}],
    ['Error', 'socket hang up', { code: 'ECONNRESET' }],
    ['Error', 'write EPIPE', { code: 'EPIPE' }],
    ['InternalFailure', '', {}],
    ['ServiceUnavailable', '', {}],
    ['SomethingNew', '', {}],
  ])('of %s "%s" is not known', (name, message, more) => {
    expect(sendOutcomeOf(said(name, message, more), FROM).kind).toBe('unknown');
  });

  test('of something that is no error at all is not known', () => {
    for (const thrown of [undefined, null, 'text', 7, {}]) expect(sendOutcomeOf(thrown, FROM).kind).toBe('unknown');
  });

  test('of an error whose name is no text is not known', () => {
    expect(sendOutcomeOf({ name: 7, message: {} }, FROM).kind).toBe('unknown');
  });

  test('of an SDK error reads its name', () => {
    const error = new SESServiceException({
      name: 'Throttling',
      $fault: 'client',
      message: 'Maximum sending rate exceeded.',
      $metadata: {},
    });
    expect(sendOutcomeOf(error, FROM)).toMatchObject({ why: 'throttled' });
  });
});

describe('R2 a mailer whose house is gone', () => {
  const mail = { from: 'a@b.example', to: 'c@d.example', raw: new Uint8Array([65]), tags: {} };
  const mailerAt = (endpoint: string, maxAttempts = 1) =>
    createSesMailer(
      new SESClient({
        endpoint,
        region: 'ap-southeast-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
        maxAttempts,
        requestHandler: { connectionTimeout: 2_000, requestTimeout: 300, throwOnRequestTimeout: true },
      }),
      'set',
    );

  test('knows that a refused connection took nothing', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await mailerAt(`http://127.0.0.1:${port}`).send(mail)).toMatchObject({
      kind: 'not-accepted',
      why: 'unreachable',
    });
  });

  test('does not know what a silent server did, and asked it once', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect((await mailerAt(`http://127.0.0.1:${port}`).send(mail)).kind).toBe('unknown');
    expect(connections).toBe(1);
    server.close();
  });

  /** Requests that arrived at a service which has taken the mail, and what the mailer thinks became of it. */
  async function askedBy(answer: (response: ServerResponse) => void, maxAttempts?: number) {
    let requests = 0;
    const server = createWebServer((request, response) => {
      requests += 1;
      request.resume().on('end', () => answer(response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { kind } = await mailerAt(`http://127.0.0.1:${port}`, maxAttempts).send(mail);
    server.closeAllConnections();
    server.close();
    return { kind, requests };
  }

  const ENDS: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ['hangs', () => undefined],
    ['hangs up', (response) => void response.destroy()],
    ['fails', (response) => void response.writeHead(500).end()],
  ];

  test.each(ENDS)('asks once a service that takes the mail and then %s', async (_, answer) => {
    expect(await askedBy(answer)).toEqual({ kind: 'unknown', requests: 1 });
  });

  test.each(ENDS)(
    'control: is caught asking again a service that %s, with the retries of the SDK',
    async (_, answer) => {
      expect((await askedBy(answer, 3)).requests).toBeGreaterThan(1);
    },
  );

  test('has no retries as the house makes its client', async () => {
    expect(await createAwsClients().ses().config.maxAttempts()).toBe(1);
  });
});
