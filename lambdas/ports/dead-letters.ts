/** Messages that were given up, by queue. */
export interface DeadLetters {
  /** About how many lie there, by the queue's name without `-dead`: `{ gather: 0, 'missed-runs': 2, … }`. */
  count(): Promise<Readonly<Record<string, number>>>;
}
