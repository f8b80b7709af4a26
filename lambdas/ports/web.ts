import type { FailureKind, Validators } from '../core/sources/visit.ts';

/** What a polite GET came to. Bodies are decoded (gzip, brotli) and never longer than the limit. */
export type FetchOutcome =
  | {
      readonly kind: 'fetched';
      /** Address after redirects. */
      readonly url: string;
      /** The address to use from now on: how far permanent redirects (301, 308) led. Absent where there were none. */
      readonly movedTo?: string;
      readonly contentType: string;
      readonly body: Uint8Array;
      readonly validators: Validators;
    }
  | { readonly kind: 'not-modified' }
  | {
      readonly kind: 'failed';
      readonly failure: FailureKind;
      readonly detail: string;
      readonly retryAfterSeconds: number | null;
    };

/** What one request may cost and how long after the last one on the host it waits. */
export interface FetchRequest {
  readonly url: string;
  readonly validators: Validators | null;
  readonly gapMs: number;
}

/** The polite way to the web: robots.txt, one connection a host, a gap, the address guard and limits included. */
export interface Web {
  fetch(request: FetchRequest): Promise<FetchOutcome>;
}
