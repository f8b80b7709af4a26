import type { FailureKind } from '../core/sources/visit.ts';

/** Why an exchange came to nothing; `code` is told to operators. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string) {
    super(message);
    this.kind = kind;
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

/** The kind of a status that is no success. */
export function failureOfStatus(status: number): FailureKind {
  if (status === 404 || status === 410) return 'not-found';
  return status >= 400 && status < 500 ? 'refused' : 'server-error';
}
