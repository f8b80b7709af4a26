/** Puts a part of a world back to what it was when it was kept; as often as one likes. */
export type PutBack = () => void;

/** Keeps the entries of a map. The values are not copied: the adapters replace a row, they never change one. */
export function keepMap<K, V>(map: Map<K, V>): PutBack {
  const entries = [...map];
  return () => {
    if (isAsKept(map, entries)) return;
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  };
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

function isAsKept<K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): boolean {
  return map.size === entries.length && entries.every(([key, value]) => map.get(key) === value);
}
