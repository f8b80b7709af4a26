/** Groups of the house's people, as the sign-in names them (claim `cognito:groups`). */
export const ROLES = ['readers', 'editors', 'approvers', 'administrators'] as const;

/** See {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** A signed-in person. */
export interface Person {
  /** Stable id given by the sign-in (`sub`). */
  readonly id: string;
  /** As it is printed: `Phạm Thu Hiền`. */
  readonly name: string;
  /** Own address, confirmed by the sign-in; absent: none is known. */
  readonly email?: string;
  readonly roles: readonly Role[];
}

/** What a token came to. `expired` is told apart because the person only has to sign in again. */
export type TokenOutcome =
  | { readonly kind: 'valid'; readonly person: Person; readonly nonce: string | null }
  | { readonly kind: 'expired' }
  | { readonly kind: 'refused'; readonly detail: string };

/** What a sign-in code is exchanged with (OAuth 2.0 authorisation code with PKCE, RFC 7636). */
export interface CodeExchange {
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

/** The way to know who is asking: checks tokens itself and exchanges a sign-in code for one. */
export interface Identity {
  /** Checks signature, issuer, client and times of an ID token. Throws only when the keys cannot be had. */
  verify(token: string): Promise<TokenOutcome>;
  /** The ID token for a code, or why there is none (`detail` is for the operator). */
  exchange(
    request: CodeExchange,
  ): Promise<{ readonly kind: 'token'; readonly token: string } | { readonly kind: 'failed'; readonly detail: string }>;
}
