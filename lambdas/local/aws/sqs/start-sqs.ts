import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { QUEUES, type QueueName } from '../../../names.ts';
import { type Reply, type Request, type RunningServer, serve } from '../http.ts';
import { checkSignature } from '../sig-v4.ts';
import { createQueue, type Queue } from './queue.ts';
import { ACTIONS, SqsError } from './sqs-actions.ts';

/** The local SQS. */
export interface LocalSqs extends RunningServer {
  /** Addresses of the work queues. */
  readonly urls: Readonly<Record<QueueName, string>>;
  /** Addresses of their dead-letter queues. */
  readonly deadUrls: Readonly<Record<QueueName, string>>;
}

const ACCOUNT = '000000000000';

/** Seconds a message stays hidden once taken, and times it is handed out before it is a dead letter. */
const LEASE: Readonly<Record<QueueName, { readonly visibility: number; readonly receives: number }>> = {
  gather: { visibility: 600, receives: 3 },
  publish: { visibility: 360, receives: 5 },
  'plan-mailing': { visibility: 360, receives: 5 },
  deliver: { visibility: 960, receives: 5 },
  'mail-events': { visibility: 180, receives: 5 },
  zalo: { visibility: 360, receives: 5 },
  asks: { visibility: 180, receives: 20 },
};

const addressedSchema = z.looseObject({ QueueUrl: z.string() });

/**
 * SQS with the house's queues and their dead letters. (local-aws-sqs, tried first, hands out several messages of a FIFO
 * group at a time and counts a changed visibility as a receive.) It keeps nothing on disk: after a restart every queue is
 * empty, and the recovery finds the work from state.
 */
export async function startSqs(prefix: string): Promise<LocalSqs> {
  const queues = new Map<string, Queue>();
  for (const name of QUEUES) {
    for (const queue of pair(prefix, name)) queues.set(queue.rules.name, queue);
  }
  const server = await serve((request) => answer(queues, request));
  const addresses = (kind: QueueKind): Record<QueueName, string> => {
    const address = (name: QueueName): string => `${server.url}/${ACCOUNT}/${queueName(prefix, name, kind)}`;
    return {
      gather: address('gather'),
      publish: address('publish'),
      'plan-mailing': address('plan-mailing'),
      deliver: address('deliver'),
      'mail-events': address('mail-events'),
      zalo: address('zalo'),
      asks: address('asks'),
    };
  };
  return { ...server, urls: addresses('work'), deadUrls: addresses('dead') };
}

type QueueKind = 'work' | 'dead';

/** AWS wants `.fifo` at the end of a FIFO queue's name; `gather` and `zalo` are, and so their dead letters are. */
function queueName(prefix: string, name: QueueName, kind: QueueKind): string {
  return `${prefix}-${name}${kind === 'dead' ? '-dead' : ''}${isFifo(name) ? '.fifo' : ''}`;
}

function isFifo(name: QueueName): boolean {
  return name === 'gather' || name === 'zalo';
}

/** A queue and its dead letters. */
function pair(prefix: string, name: QueueName): readonly Queue[] {
  const now = (): number => performance.now();
  const dead = {
    name: queueName(prefix, name, 'dead'),
    isFifo: isFifo(name),
    visibility: 30,
    receives: null,
    deadLetters: null,
  };
  const deadLetters = createQueue(dead, now);
  const work = { name: queueName(prefix, name, 'work'), isFifo: isFifo(name), ...LEASE[name], deadLetters };
  return [createQueue(work, now), deadLetters];
}

async function answer(queues: ReadonlyMap<string, Queue>, request: Request): Promise<Reply> {
  const signing = checkSignature(request);
  if (signing.kind === 'refused') return failure(403, signing.code, signing.message);
  const action = ACTIONS[(request.headers['x-amz-target'] ?? '').replace('AmazonSQS.', '')];
  if (action === undefined) return failure(400, 'UnsupportedOperation', 'The operation is not understood here.');
  try {
    const input: unknown = JSON.parse(request.body.toString('utf8'));
    const { QueueUrl } = addressedSchema.parse(input);
    const queue = queues.get(QueueUrl.split('/').at(-1) ?? '');
    if (queue === undefined) return failure(400, 'QueueDoesNotExist', 'The specified queue does not exist.');
    return reply(200, await action(queue, input));
  } catch (error) {
    if (error instanceof SqsError) return failure(400, error.code, error.message);
    throw error;
  }
}

function failure(status: number, code: string, message: string): Reply {
  return reply(status, { __type: `com.amazonaws.sqs#${code}`, message });
}

function reply(status: number, body: object): Reply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(body),
  };
}
