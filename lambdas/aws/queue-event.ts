import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { z } from 'zod';

const recordSchema = z.custom<SQSRecord>(
  (value) => z.object({ messageId: z.string(), body: z.string() }).safeParse(value).success,
);
const eventSchema = z.object({ Records: z.array(recordSchema) });

/** How the records of a queue event are worked through. */
export interface QueueWork<T> {
  /** Reads a message's body; throwing fails that record alone. */
  readonly parse: (body: string) => T;
  /** FIFO: a failure holds back what follows in its group. */
  readonly fifo: boolean;
  /** Runs for every record; throwing puts the record, and only it, back in the queue. */
  readonly work: (message: T) => Promise<void>;
  /** Told of every record that could not be done, before it goes back: nothing else would ever say why. `message`: null where it could not be read. */
  readonly failed: (failure: MessageFailure, message: T | null) => void;
}

/** A message that could not be done this time; what its body says is told by who knows that it holds no address. */
export interface MessageFailure {
  readonly messageId: string;
  /** Times it has been handed out, as SQS counts. */
  readonly receives: string;
  readonly error: Error;
}

/** Nothing of a batch could be done; what happened to each message was told before. */
export class BatchFailedError extends Error {
  override readonly name = 'BatchFailedError';

  constructor(messages: number) {
    super(`none of ${messages} messages could be done`);
  }
}

/**
 * Works through an SQS event and reports partial batch failures. Throws {@link BatchFailedError} where all of it failed: the messages
 * go back just the same, and Lambda counts an error, which a partial failure, a success to it, never is.
 */
export async function forEachMessage<T>(event: unknown, work: QueueWork<T>): Promise<SQSBatchResponse> {
  const processor = work.fifo ? new SqsFifoPartialProcessorAsync() : new BatchProcessor(EventType.SQS);
  const batch = eventSchema.parse(event);
  const how = { throwOnFullBatchFailure: false };
  const answer = await processPartialResponse(batch, (record: SQSRecord) => handleRecord(record, work), processor, how);
  const messages = batch.Records.length;
  if (messages > 0 && answer.batchItemFailures.length === messages) throw new BatchFailedError(messages);
  return answer;
}

async function handleRecord<T>({ messageId, body, attributes }: SQSRecord, work: QueueWork<T>): Promise<void> {
  let message: T | null = null;
  try {
    message = work.parse(body);
    await work.work(message);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    // An event made by hand may lack them.
    const receives = z.object({ ApproximateReceiveCount: z.string() }).safeParse(attributes);
    work.failed({ messageId, receives: receives.data?.ApproximateReceiveCount ?? '', error }, message);
    throw error;
  }
}

/** Reads a body that is JSON of a known shape. */
export function jsonOf<S extends z.ZodType>(schema: S): (body: string) => z.output<S> {
  return (body) => schema.parse(JSON.parse(body));
}

/** True for an event of a queue; a schedule's and an operator's have no records. */
export function isQueueEvent(event: unknown): boolean {
  return eventSchema.safeParse(event).success;
}
