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
  /** Message bodies are JSON of this shape; anything else fails that record alone. */
  readonly schema: z.ZodType<T>;
  /** FIFO: a failure holds back what follows in its group. */
  readonly fifo: boolean;
  /** Runs for every record; throwing puts the record, and only it, back in the queue. */
  readonly work: (message: T) => Promise<void>;
}

/** Works through an SQS event and reports partial batch failures. */
export async function forEachMessage<T>(event: unknown, work: QueueWork<T>): Promise<SQSBatchResponse> {
  const processor = work.fifo ? new SqsFifoPartialProcessorAsync() : new BatchProcessor(EventType.SQS);
  const handleRecord = async (record: SQSRecord): Promise<void> =>
    work.work(work.schema.parse(JSON.parse(record.body)));
  return processPartialResponse(eventSchema.parse(event), handleRecord, processor, { throwOnFullBatchFailure: false });
}
