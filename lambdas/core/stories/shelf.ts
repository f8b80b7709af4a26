/** Numbers of a piece: some hundred articles. */
const PIECE = 2 ** 16;

/** Keeps a copy of a list. */
export type Shelf = (list: Int32Array) => Int32Array;

/** Keeps many short lists one behind the other in large pieces: memory of its own costs a list more than its numbers do. */
export function createShelf(): Shelf {
  let piece = new Int32Array(0);
  let used = 0;
  return (list) => {
    if (used + list.length > piece.length) {
      piece = new Int32Array(Math.max(PIECE, list.length));
      used = 0;
    }
    const kept = piece.subarray(used, used + list.length);
    kept.set(list);
    used += list.length;
    return kept;
  };
}
