import type { Source } from '../../core/sources/source.ts';

/** One GET as the press sees it; `path` with its query, header names in lower case. */
export interface PressRequest {
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a paper's server answers; header names in lower case. */
export interface PressAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Papers that can be read without the internet: invented ones, or saved ones from a folder. */
export interface Press {
  /** For the person who started it: `sample press` or the folder. */
  readonly name: string;
  readonly sources: readonly Source[];
  /** `down`: the server does not answer at all; the connection is cut. */
  serve(request: PressRequest): PressAnswer | 'down';
}

/** The host names of a press, each with and without `www.`, for the dialler. */
export function hostsOf(press: Press): string[] {
  const names = press.sources.flatMap((source) => source.hosts.map(bareHost));
  return [...new Set(names.flatMap((name) => [name, `www.${name}`]))];
}

/** A host name in lower case without port and without `www.`: papers answer to both. */
export function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^www\./, '');
}

/** The answer for an address nobody knows. */
export function notFound(): PressAnswer {
  return answer(404, 'text/html; charset=utf-8', '<!doctype html><title>404</title><h1>404</h1>');
}

/** An answer with a text body in UTF-8. */
export function answer(status: number, contentType: string, body: string | Uint8Array): PressAnswer {
  return {
    status,
    headers: { 'content-type': contentType },
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}
