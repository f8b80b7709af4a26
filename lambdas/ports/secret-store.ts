/** Secrets by id; values are JSON texts. */
export interface SecretStore {
  /**
   * Throws when there is no such secret: a house without its keys must not start. A value may be some minutes old, but for
   * one that changes by itself: `fresh` asks for what is there now.
   */
  get(id: string, how?: { readonly fresh: boolean }): Promise<string>;
  /** Replaces the value of a secret that is there; once it resolves, every fresh reading gives the new one. */
  put(id: string, value: string): Promise<void>;
}
