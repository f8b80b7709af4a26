import { Duration } from 'aws-cdk-lib';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { QueueName } from '../../lambdas/names.ts';
import { ALARM_PERIOD, alarm } from './alarm.ts';
import { type AlarmBoard, nameIn } from './press.ts';

/** One work queue. */
export interface WorkQueueProps {
  readonly name: QueueName;
  /** Who is hurt when its messages end among the dead letters. */
  readonly impact: string;
  /** Timeout of the function that reads it; a message stays hidden six times as long, as AWS advises. */
  readonly consumerTimeout: Duration;
  /** Times a message is handed out before it is a dead letter. */
  readonly receives: number;
  /** In order within a group; the sender gives group and deduplication id. */
  readonly fifo: boolean;
}

/** The only way to make a queue: encrypted, TLS only, with dead letters kept 14 days and an alarm on the first of them. */
export function workQueue(scope: Construct, board: AlarmBoard, props: WorkQueueProps): Queue {
  const { name, fifo } = props;
  const letters = deadLetters(scope, board, { name, impact: props.impact, fifo });
  return new Queue(scope, `queue-${name}`, {
    ...safeguards(board.stage, name, fifo),
    ...(fifo ? { contentBasedDeduplication: true } : {}),
    visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * 6),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: letters, maxReceiveCount: props.receives },
  });
}

/** A queue of what could not be done, `<name>-dead`, with an alarm `<name>-dead-letters`. */
export function deadLetters(
  scope: Construct,
  board: AlarmBoard,
  props: { readonly name: string; readonly impact: string; readonly fifo: boolean },
): Queue {
  const letters = new Queue(scope, `dead-${props.name}`, {
    ...safeguards(board.stage, `${props.name}-dead`, props.fifo),
    retentionPeriod: Duration.days(14),
  });
  alarm(scope, board, {
    name: `${props.name}-dead-letters`,
    impact: props.impact,
    metric: waiting(letters),
    when: { kind: 'at-least', threshold: 1 },
    silenceIs: 'fine',
  });
  return letters;
}

function waiting(queue: IQueue) {
  return queue.metricApproximateNumberOfMessagesVisible({ period: ALARM_PERIOD, statistic: 'Maximum' });
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
