import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ARCHIVE_KEYS, DELIVERERS, NEWSROOM_KEYS } from '../lambdas/names.ts';
import { ALARM_PERIOD, alarm } from './kit/alarm.ts';
import { houseMetric } from './kit/house-metric.ts';
import { allow, mayReadKey, maySendTo, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { PostOffice } from './kit/post-office.ts';
import type { AlarmBoard, Press } from './kit/press.ts';
import { pressFunction, takesFrom } from './kit/press-function.ts';
import { reasoned } from './kit/reasoned.ts';
import type { Timetable } from './kit/schedule.ts';

/** Timeouts of the readers of the three queues; the queues' visibility follows from them. */
export const MAILING_TIMEOUTS = {
  'plan-mailing': Duration.minutes(5),
  deliver: Duration.minutes(5),
  // Ten events take it one or two. What failed once comes back after six times as long: in time, too, for a bounce to be heard in a minute.
  'mail-events': Duration.seconds(8),
} as const;

/** What the deliverer and the listener count when a mailing stops by itself. */
const STOPS = [
  {
    metricName: 'MailingSuspected',
    name: 'mailing-paused',
    impact: 'A mailing paused itself: second copies, more mails than readers, or too many bounces or complaints',
  },
  {
    metricName: 'DailyQuotaReached',
    name: 'daily-quota',
    impact: 'SES takes no more mail for today: the rest of the readers wait until it does',
  },
] as const;

/** Freezing the audience, sending to it, and hearing what became of it. */
export class Mailing extends Construct {
  constructor(
    scope: Construct,
    id: string,
    press: Press,
    ways: { readonly post: PostOffice; readonly timetable: Timetable },
  ) {
    super(scope, id);
    this.#planner(press, ways.timetable);
    this.#deliverer(press, ways.post);
    this.#listener(press);
    this.#stopAlarms(press.board);
  }

  #planner(press: Press, timetable: Timetable): void {
    const { storage, queues } = press;
    const planner = pressFunction(this, press, {
      fileName: 'plan-mailing',
      impact: 'The published issue is mailed to nobody',
      timeout: MAILING_TIMEOUTS['plan-mailing'],
      missedRuns: press.missedRuns,
    });
    takesFrom(planner, queues['plan-mailing'], { batchSize: 1 });
    const { audiences, messages } = NEWSROOM_KEYS;
    mayUseKeys(planner, storage.newsroom, { read: [audiences, messages], write: [audiences, messages] });
    mayUseKeys(planner, storage.archive, { read: [ARCHIVE_KEYS.snapshots] });
    mayUseRows(planner, storage.tables.newsroom, { ...ISSUES, list: ['issue#*'] });
    mayUseRows(planner, storage.tables.subscribers, { indexes: { byState: ['*'] } });
    mayUseRows(planner, storage.tables.deliveries, {
      read: ['mailing#*', 'arming'],
      list: ['delivery#*'],
      write: ['mailing#*', 'arming'],
    });
    // Its id: a table that was restored is not the one that was armed.
    allow(planner, describe(storage.tables.deliveries.tableArn));
    maySendTo(planner, queues.deliver);
    timetable(planner, 'plan-mailing');
  }

  #deliverer(press: Press, post: PostOffice): void {
    const { storage, queues } = press;
    const deliverer = pressFunction(this, press, {
      fileName: 'deliver-mail',
      impact: 'Subscribers do not get the issue, or get it late',
      timeout: MAILING_TIMEOUTS.deliver,
      watchErrors: true,
    });
    takesFrom(deliverer, queues.deliver, { batchSize: 1, maxConcurrency: DELIVERERS });
    const { audiences, messages } = NEWSROOM_KEYS;
    mayUseKeys(deliverer, storage.newsroom, { read: [audiences, messages] });
    mayUseRows(deliverer, storage.tables.newsroom, ISSUES);
    mayUseRows(deliverer, storage.tables.subscribers, { read: ['*'] });
    // `pace`: the one row by which all that deliver share the rate of the mail service.
    mayUseRows(deliverer, storage.tables.deliveries, {
      read: [...LEDGER.read, 'arming', 'pace'],
      list: ['delivery#*'],
      write: [...LEDGER.write, 'pace'],
    });
    allow(deliverer, describe(storage.tables.deliveries.tableArn));
    mayReadKey(deliverer, storage.tokenSecret);
    maySendTo(deliverer, queues.deliver);
    post.maySend(deliverer);
    allow(deliverer, { actions: ['ses:GetSendQuota'], resources: ['*'] });
    if (deliverer.role) reasoned(deliverer.role, 'IAM5[Resource::*]', 'GetSendQuota and X-Ray take no resource.');
  }

  #listener(press: Press): void {
    const { storage, queues } = press;
    const listener = pressFunction(this, press, {
      fileName: 'record-mail-event',
      impact: 'Bounces and complaints go unheard: dead addresses are written to again, SES may stop the account',
      timeout: MAILING_TIMEOUTS['mail-events'],
      watchErrors: true,
    });
    takesFrom(listener, queues['mail-events'], { batchSize: 10, maxConcurrency: 5, wait: Duration.seconds(5) });
    // Counted: what events tell of a mailing as a whole.
    mayUseRows(listener, storage.tables.deliveries, { ...LEDGER, count: ['mailing#*'] });
    mayUseRows(listener, storage.tables.subscribers, { read: ['*'], write: ['*'] });
  }

  #stopAlarms(board: AlarmBoard): void {
    for (const { metricName, name, impact } of STOPS) {
      const metric = houseMetric(board.stage, metricName, { statistic: 'Sum', period: ALARM_PERIOD });
      alarm(this, board, { name, impact, metric, when: { kind: 'at-least', threshold: 1 }, silenceIs: 'fine' });
    }
  }
}

const ISSUES = { read: ['issue#*'], write: ['issue#*'] } as const;
const LEDGER = { read: ['mailing#*', 'delivery#*'], write: ['mailing#*', 'delivery#*'] } as const;

function describe(tableArn: string) {
  return { actions: ['dynamodb:DescribeTable'], resources: [tableArn] };
}
