/** Puts a part of a world back to what it was when it was kept; as often as one likes. */
export type PutBack = () => void;

/**
 * A map that can be kept. The values are not copied: the adapters replace a row, they never change one. What nobody has written
 * to since it was kept costs nothing to keep again, or to put back: a sweep does so thousands of times.
 */
export class KeptMap<K, V> extends Map<K, V> {
  /** The entries as they are now, where they were kept and nobody has written since. */
  #kept: readonly (readonly [K, V])[] | null = null;

  override set(key: K, value: V): this {
    this.#kept = null;
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    this.#kept = null;
    return super.delete(key);
  }

  override clear(): void {
    this.#kept = null;
    super.clear();
  }

  /** See {@link PutBack}. */
  keep(): PutBack {
    const entries = this.#kept ?? [...this];
    this.#kept = entries;
    return () => {
      if (this.#kept === entries) return;
      super.clear();
      for (const [key, value] of entries) super.set(key, value);
      this.#kept = entries;
    };
  }
}

/** Keeps a list; what it holds is not copied. */
export function keepList<T>(list: T[]): PutBack {
  const kept = list.slice();
  return () => {
    list.length = kept.length;
    for (const [at, each] of kept.entries()) if (list[at] !== each) list[at] = each;
  };
}

/** Several kept parts as one. */
export function together(...parts: readonly PutBack[]): PutBack {
  return () => {
    for (const putBack of parts) putBack();
  };
}
