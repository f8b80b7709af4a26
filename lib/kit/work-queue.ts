import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { QueueName } from '../../lambdas/names.ts';
import { alarm } from './alarm.ts';
import { houseMetric } from './house-metric.ts';
import { type AlarmBoard, nameIn } from './press.ts';

/** One work queue. */
export interface WorkQueueProps {
  readonly name: QueueName;
  /** Timeout of the function that reads it. */
  readonly consumerTimeout: Duration;
  /**
   * How many times as long a message in hand stays hidden; six where it is left out, as AWS advises, so that Lambda may try again while
   * the account has no room for another run (“Creating and configuring an Amazon SQS event source mapping”). Fewer than one AWS refuses.
   */
  readonly hiddenTimes?: number;
  /** Times a message is handed out before it is a dead letter. */
  readonly receives: number;
  /** In order within a group; the sender gives group and deduplication id. */
  readonly fifo: boolean;
  /** How long a message and its dead letter are kept, where it is shorter than elsewhere. SQS counts both from when it was sent. */
  readonly days?: { readonly work: number; readonly letters: number };
}

/** Days a message and a dead letter are kept as a rule. */
const USUAL = { work: 4, letters: 14 } as const;

/** The only way to make a queue: encrypted, TLS only, with dead letters, which {@link alarmOnLetters} is about. */
export function workQueue(scope: Construct, board: AlarmBoard, props: WorkQueueProps): Queue {
  const { name, fifo, days = USUAL } = props;
  const letters = deadLetters(scope, board, { name, fifo, days: days.letters });
  return new Queue(scope, `queue-${name}`, {
    ...safeguards(board.stage, name, fifo),
    ...(fifo ? { contentBasedDeduplication: true } : {}),
    visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * (props.hiddenTimes ?? 6)),
    retentionPeriod: Duration.days(days.work),
    deadLetterQueue: { queue: letters, maxReceiveCount: props.receives },
  });
}

/** A queue of what could not be done, `<name>-dead`. */
export function deadLetters(
  scope: Construct,
  board: AlarmBoard,
  props: { readonly name: string; readonly fifo: boolean; readonly days?: number },
): Queue {
  return new Queue(scope, `dead-${props.name}`, {
    ...safeguards(board.stage, `${props.name}-dead`, props.fifo),
    retentionPeriod: Duration.days(props.days ?? USUAL.letters),
  });
}

/**
 * One alarm on a new letter in any queue: `tell-today` counts them every five minutes and tells how many are news, and once a day of all
 * that still lie there. An alarm a queue would say no more than the desk's page of today does, and is paid for by the queue.
 *
 * @param impacts who is hurt when something lies there, by the queue's name
 */
export function alarmOnLetters(scope: Construct, board: AlarmBoard, impacts: Readonly<Record<string, string>>): void {
  const told = Object.entries(impacts).map(([name, impact]) => `${name}: ${impact}`);
  alarm(scope, board, {
    name: 'dead-letters',
    impact: `Work was given up after all its tries; the desk’s page of today says which. ${told.join('; ')}`,
    metric: houseMetric(board.stage, 'DeadLetters', { statistic: 'Maximum', period: Duration.minutes(15) }),
    when: { kind: 'at-least', threshold: 1 },
    silenceIs: 'fine',
    isTold: 'once',
  });
}

/** AWS wants `.fifo` at the end of a FIFO queue's name. */
function safeguards(stage: string, name: string, fifo: boolean) {
  return {
    queueName: nameIn(stage, fifo ? `${name}.fifo` : name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    ...(fifo ? { fifo } : {}),
  };
}
