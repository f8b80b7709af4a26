import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BatchFailedError, forEachMessage, jsonOf } from '../../lambdas/aws/queue-event.ts';

const ADDRESS = 'nguyen.an@docgia.example';

/** A message that names what is wrong with it; any other is done. */
const readFault = jsonOf(z.object({ issueKey: z.string(), fault: z.string().optional() }));

const good = JSON.stringify({ issueKey: '2026-11-23' });
const bad = JSON.stringify({ issueKey: '2026-11-24', fault: 'the table is gone' });

function eventOf(...bodies: readonly string[]) {
  const recordOf = (body: string, index: number) => ({
    messageId: `m${index + 1}`,
    body,
    attributes: { ApproximateReceiveCount: '2' },
    eventSource: 'aws:sqs',
  });
  return { Records: bodies.map(recordOf) };
}

async function work(event: unknown, fifo = false) {
  const told: unknown[] = [];
  const answer = forEachMessage(event, {
    parse: readFault,
    fifo,
    work: async ({ fault }) => {
      if (fault) throw new Error(fault);
    },
    failed: ({ error, ...failure }, message) => told.push({ ...failure, why: error.message, message }),
  });
  return { told, answer: await answer.catch((error: unknown) => error) };
}

describe.each([false, true])('a message that cannot be done (fifo: %s)', (fifo) => {
  it('goes back alone, and what was wrong with it is told', async () => {
    const { told, answer } = await work(eventOf(good, bad), fifo);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }] });
    const message = { issueKey: '2026-11-24', fault: 'the table is gone' };
    expect(told).toEqual([{ messageId: 'm2', receives: '2', why: 'the table is gone', message }]);
  });

  it('is an error of the function where there was no other, and that error says nothing of it', async () => {
    const { told, answer } = await work(eventOf(bad), fifo);
    expect(told).toHaveLength(1);
    expect(answer).toBeInstanceOf(BatchFailedError);
    expect(String(answer)).toBe('BatchFailedError: none of 1 messages could be done');
    expect(answer).not.toHaveProperty('cause');
  });

  it('is told without its body where it cannot be read', async () => {
    const { told } = await work(eventOf(`{"to":"${ADDRESS}"}`, good), fifo);
    expect(told).toMatchObject([{ messageId: 'm1', message: null }]);
    expect(JSON.stringify(told)).not.toContain(ADDRESS);
  });
});

describe('a batch', () => {
  it('of good messages, or of none, is done and nothing is told', async () => {
    for (const bodies of [[good, good], []]) {
      expect(await work(eventOf(...bodies))).toEqual({ told: [], answer: { batchItemFailures: [] } });
    }
  });

  it('that only reports its failures says why to nobody: the planted fault', async () => {
    const processor = new BatchProcessor(EventType.SQS);
    const fails = async (): Promise<void> => {
      throw new Error('the table is gone');
    };
    const event = z.custom<SQSEvent>().parse(eventOf(bad));
    const answer = await processPartialResponse(event, fails, processor, { throwOnFullBatchFailure: false });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });
});
