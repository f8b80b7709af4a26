/** A queue that carries small JSON messages, at least once. */
export interface WorkQueue<T> {
  /** `group`: messages of one group are taken one at a time, in order (FIFO queues only; ignored elsewhere). `delaySeconds` ≤ 900. */
  send(message: T, options?: { readonly group?: string; readonly delaySeconds?: number }): Promise<void>;
}

/** Message of the `gather` queue. */
export interface VisitRequest {
  readonly sourceId: string;
}
/** Message of the `publish` and `plan-mailing` queues. */
export interface IssueRequest {
  readonly issueKey: string;
}
/** Message of the `deliver` queue: a lease on a shard, not on a recipient. */
export interface ShardRequest {
  readonly issueKey: string;
  readonly shard: number;
}
