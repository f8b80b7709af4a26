import type { FetchOutcome, FetchRequest, Web } from '../../../lambdas/ports/web.ts';

/** What an address answers: always the same, one after another (the last one stays), or worked out. */
export type WebScript = FetchOutcome | readonly FetchOutcome[] | ((request: FetchRequest) => FetchOutcome);

/** A web in memory, scripted by address. */
export interface MemoryWeb extends Web {
  /** Every request, in order. */
  readonly requests: FetchRequest[];
  /** Writes or replaces the script of one address. */
  answer(url: string, script: WebScript): void;
}

/** A web where only `scripts` exist; everything else is not found. */
export function memoryWeb(scripts: Readonly<Record<string, WebScript>> = {}): MemoryWeb {
  const script = new Map(Object.entries(scripts));
  const requests: FetchRequest[] = [];
  return {
    requests,
    answer: (url, next) => {
      script.set(url, next);
    },
    fetch: async (request) => {
      const earlier = requests.filter((other) => other.url === request.url).length;
      requests.push(structuredClone(request));
      return structuredClone(play(script.get(request.url), request, earlier));
    },
  };
}

/** A page as it would be fetched: the usual answer of a script. */
export function page(url: string, body: string, contentType = 'text/html; charset=utf-8'): FetchOutcome {
  return {
    kind: 'fetched',
    url,
    contentType,
    body: new TextEncoder().encode(body),
    validators: { etag: null, lastModified: null },
  };
}

function play(script: WebScript | undefined, request: FetchRequest, earlier: number): FetchOutcome {
  const missing: FetchOutcome = { kind: 'failed', failure: 'not-found', detail: 'HTTP 404', retryAfterSeconds: null };
  if (script === undefined) return missing;
  if (typeof script === 'function') return script(request);
  if ('kind' in script) return script;
  return script[Math.min(earlier, script.length - 1)] ?? missing;
}
