import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetters } from '../ports/dead-letters.ts';

/** Somebody may have one in hand, who looks at it: it lies there all the same. */
const COUNTED = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

/** Counts what lies in the dead-letter queues at these addresses: `…/diembao-<stage>-<queue>-dead`, `.fifo` or not. */
export function createDeadLetters(client: SQSClient, urls: readonly string[]): DeadLetters {
  const count = async (url: string): Promise<readonly [string, number]> => {
    const asked = { QueueUrl: url, AttributeNames: [...COUNTED] };
    const { Attributes } = await client.send(new GetQueueAttributesCommand(asked));
    return [queueOf(url), COUNTED.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0)];
  };
  return { count: async () => Object.fromEntries(await Promise.all(urls.map(count))) };
}

function queueOf(url: string): string {
  return /diembao-[a-z0-9]+-([a-z-]+?)-dead(\.fifo)?$/u.exec(url)?.[1] ?? url.slice(url.lastIndexOf('/') + 1);
}
