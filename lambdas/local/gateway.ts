import { z } from 'zod';
import type { Invoke } from './functions.ts';

/** What a function behind the HTTP API answers (payload format 2.0). */
const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** Hands a web request to a function as API Gateway's HTTP API does, and its answer back. */
export async function throughGateway(invoke: Invoke, request: Request, now: Date): Promise<Response> {
  const answer = answerSchema.parse(await invoke(await eventOf(request, now)));
  const headers = new Headers(answer.headers);
  for (const cookie of answer.cookies ?? []) headers.append('set-cookie', cookie);
  const body = answer.isBase64Encoded ? Buffer.from(answer.body ?? '', 'base64') : (answer.body ?? '');
  const bodiless = answer.statusCode === 204 || answer.statusCode === 304;
  return new Response(bodiless ? null : body, { status: answer.statusCode, headers });
}

async function eventOf(request: Request, now: Date) {
  const url = new URL(request.url);
  const headers = Object.fromEntries(request.headers);
  const cookies = (headers.cookie ?? '').split('; ').filter(Boolean);
  const body = Buffer.from(await request.arrayBuffer());
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    cookies,
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: url.host,
      domainPrefix: 'local',
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'local',
      routeKey: '$default',
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    body: body.length > 0 ? body.toString('base64') : undefined,
    isBase64Encoded: body.length > 0,
  };
}
