/** One message for one recipient; `tags` come back in every event about it (letters, digits, `-`, `_` only). */
export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  /** The whole MIME message, CRLF line ends. */
  readonly raw: Uint8Array;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What is known after one request. `not-accepted`: certainly nothing was sent (throttling, refused connection);
 * `permanent`: will never be accepted; `unknown`: the answer was lost, it may have been sent.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | {
      readonly kind: 'not-accepted';
      readonly why: 'throttled' | 'daily-quota' | 'unreachable';
      readonly detail: string;
    }
  | { readonly kind: 'permanent'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string };

/** What the service takes. `maxPer24Hours` below 0: without a limit. */
export interface SendQuota {
  readonly maxPerSecond: number;
  readonly maxPer24Hours: number;
  readonly sentLast24Hours: number;
}

/** The way out for mail. Exactly one request per `send`; never retries. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<SendOutcome>;
  /** Some seconds old at most; throws where the service does not answer. */
  quota(): Promise<SendQuota>;
}
