/** Secrets by id; values are JSON texts. */
export interface SecretStore {
  /** Throws when there is no such secret: a house without its keys must not start. */
  get(id: string): Promise<string>;
}
