/** What stood in the way of one piece of a round. */
export interface Hindrance {
  readonly what: string;
  readonly error: unknown;
}

/** A piece of work, and what it is called where it fails. */
export type Piece = readonly [what: string, work: () => Promise<void>];

/** Does pieces of work that do not need each other, one after the other: each is begun, whatever became of those before. */
export async function inTurn(pieces: readonly Piece[]): Promise<Hindrance[]> {
  const hindered: Hindrance[] = [];
  for (const [what, work] of pieces) {
    try {
      await work();
    } catch (error) {
      hindered.push({ what, error });
    }
  }
  return hindered;
}
