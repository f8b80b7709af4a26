import type { Reply } from './http.ts';

/** An answer of a service that speaks REST and JSON. */
export function restJson(body: object): Reply {
  return json(200, body, {});
}

/** A refusal of such a service, by the name of its error. */
export function restFailure(status: number, error: string, message: string): Reply {
  return json(status, { message }, { 'x-amzn-errortype': error });
}

function json(status: number, body: object, headers: Readonly<Record<string, string>>): Reply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
