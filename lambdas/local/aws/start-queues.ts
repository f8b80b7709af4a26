import { createSqsServer } from 'local-aws-sqs';
import { QUEUES, type QueueName } from '../../names.ts';
import { portOf, type RunningServer, stopServer } from './http.ts';

/** The local SQS. */
export interface LocalQueues extends RunningServer {
  /** Addresses of the work queues. */
  readonly urls: Readonly<Record<QueueName, string>>;
  /** Addresses of their dead-letter queues. */
  readonly deadUrls: Readonly<Record<QueueName, string>>;
}

const ACCOUNT = '000000000000';

/** Seconds a message stays hidden once taken, and times it is handed out before it is a dead letter. */
const LEASE: Readonly<Record<QueueName, { readonly visibility: number; readonly receives: number }>> = {
  gather: { visibility: 360, receives: 3 },
  publish: { visibility: 360, receives: 5 },
  'plan-mailing': { visibility: 360, receives: 5 },
  deliver: { visibility: 960, receives: 5 },
  'mail-events': { visibility: 180, receives: 5 },
};

/**
 * local-aws-sqs with the house's queues, each with its dead letters. It keeps nothing on disk: after a restart every queue
 * is empty, and the recovery finds the work from state.
 */
export async function startQueues(options: { readonly prefix: string; readonly region: string }): Promise<LocalQueues> {
  const { prefix, region } = options;
  const queues = QUEUES.flatMap((name) => [deadLetters(prefix, name), workQueue(options, name)]);
  const server = await createSqsServer({ port: 0, hostname: '127.0.0.1', region, accountId: ACCOUNT, queues });
  const url = `http://127.0.0.1:${portOf(server)}`;
  const addresses = (kind: QueueKind): Record<QueueName, string> => {
    const address = (name: QueueName): string => `${url}/${ACCOUNT}/${queueName(prefix, name, kind)}`;
    return {
      gather: address('gather'),
      publish: address('publish'),
      'plan-mailing': address('plan-mailing'),
      deliver: address('deliver'),
      'mail-events': address('mail-events'),
    };
  };
  return { url, urls: addresses('work'), deadUrls: addresses('dead'), stop: () => stopServer(server) };
}

type QueueKind = 'work' | 'dead';

/** AWS wants `.fifo` at the end of a FIFO queue's name; `gather` is one, and so its dead letters are. */
function queueName(prefix: string, name: QueueName, kind: QueueKind): string {
  return `${prefix}-${name}${kind === 'dead' ? '-dead' : ''}${isFifo(name) ? '.fifo' : ''}`;
}

function isFifo(name: QueueName): boolean {
  return name === 'gather';
}

function deadLetters(prefix: string, name: QueueName) {
  return { QueueName: queueName(prefix, name, 'dead'), Attributes: isFifo(name) ? { FifoQueue: true } : {} };
}

function workQueue({ prefix, region }: { readonly prefix: string; readonly region: string }, name: QueueName) {
  const deadLetterTargetArn = `arn:aws:sqs:${region}:${ACCOUNT}:${queueName(prefix, name, 'dead')}`;
  return {
    QueueName: queueName(prefix, name, 'work'),
    Attributes: {
      VisibilityTimeout: LEASE[name].visibility,
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: LEASE[name].receives }),
      ...(isFifo(name) ? { FifoQueue: true } : {}),
    },
  };
}
