import type { FailureKind } from '../core/sources/visit.ts';

/** Why an exchange came to nothing; `code` is told to operators. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
  readonly kind: FailureKind;
  /** Seconds the host still asks to be left alone; null where it asked for nothing. */
  readonly retryAfterSeconds: number | null;

  constructor(kind: FailureKind, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The failure behind anything thrown on the way; what is not known is an unreachable host. */
export function failureOf(thrown: unknown): FetchFailure {
  if (thrown instanceof FetchFailure) return thrown;
  const cause = thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = cause instanceof Error ? cause.message : String(cause);
  return new FetchFailure(
    'unreachable',
    [code, message]
      .filter((part) => part !== '')
      .join(': ')
      .slice(0, 300),
  );
}
