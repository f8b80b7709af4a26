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
}

/** Works through an SQS event and reports partial batch failures. */
export async function forEachMessage<T>(event: unknown, work: QueueWork<T>): Promise<SQSBatchResponse> {
  const processor = work.fifo ? new SqsFifoPartialProcessorAsync() : new BatchProcessor(EventType.SQS);
  const handleRecord = async (record: SQSRecord): Promise<void> => work.work(work.parse(record.body));
  return processPartialResponse(eventSchema.parse(event), handleRecord, processor, { throwOnFullBatchFailure: false });
}

/** Reads a body that is JSON of a known shape. */
export function jsonOf<S extends z.ZodType>(schema: S): (body: string) => z.output<S> {
  return (body) => schema.parse(JSON.parse(body));
}

/** True for an event of a queue; a schedule's and an operator's have no records. */
export function isQueueEvent(event: unknown): boolean {
  return eventSchema.safeParse(event).success;
}
