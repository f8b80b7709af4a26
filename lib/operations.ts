import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { ARCHIVE_KEYS, ENV, NEWSROOM_KEYS } from '../lambdas/names.ts';
import { mayCount, maySendTo, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { PostOffice } from './kit/post-office.ts';
import { type AlarmBoard, nameIn, type Press } from './kit/press.ts';
import { pressFunction } from './kit/press-function.ts';
import { mayApprove, mayLayOut } from './kit/rights.ts';
import type { Timetable } from './kit/schedule.ts';
import type { Settings } from './settings.ts';
import { Signals } from './signals.ts';

/** Where alarms go: one topic, one address. */
export function alarmBoard(scope: Construct, settings: Settings): AlarmBoard {
  const topic = new Topic(scope, 'alarms', { topicName: nameIn(settings.stage, 'alarms'), enforceSSL: true });
  topic.addSubscription(new EmailSubscription(settings.alarmEmail));
  // A topic with a policy of its own loses the default one, which is what lets alarms publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  return { stage: settings.stage, topic, runbook: settings.runbookAddress };
}

/** Watching the day: what should exist and does not is found from state, started again, and told. */
export class Operations extends Construct {
  constructor(
    scope: Construct,
    id: string,
    press: Press,
    doors: { readonly timetable: Timetable; readonly post: PostOffice },
  ) {
    super(scope, id);
    this.#recover(press, doors);
    this.#teller(press, doors.timetable);
    new Signals(this, 'signals', press);
  }

  #recover(press: Press, { timetable, post }: { readonly timetable: Timetable; readonly post: PostOffice }): void {
    const { storage, queues } = press;
    const recover = pressFunction(this, press, {
      fileName: 'recover',
      impact: 'A missed draft, publication or mailing is no longer noticed or made good',
      timeout: Duration.minutes(5),
      missedRuns: press.missedRuns,
    });
    mayLayOut(recover, storage);
    const { audiences, ladder, rounds, zalo } = NEWSROOM_KEYS;
    mayUseKeys(recover, storage.newsroom, { read: [audiences, ladder, rounds, zalo], write: [ladder, rounds] });
    // Tells the editors that an issue waits for its approval; never a reader.
    post.maySend(recover);
    mayApprove(recover, press);
    mayUseKeys(recover, storage.archive, { read: [`${ARCHIVE_KEYS.search}years.json`] });
    mayUseRows(recover, storage.tables.subscribers, { write: ['*'], indexes: { byState: ['*'] } });
    mayUseRows(recover, storage.tables.deliveries, { read: ['mailing#*'], list: ['delivery#*'], write: ['mailing#*'] });
    // A visit that was begun and never ended is asked for again.
    mayUseRows(recover, storage.tables.newsroom, { list: ['begun'], write: ['begun'] });
    maySendTo(recover, queues['plan-mailing'], queues.deliver, queues.gather);
    if (press.settings.zalo) maySendTo(recover, queues.zalo);
    timetable(recover, 'recover');
  }

  /** It only looks, so that what goes wrong in the making good of things does not silence the alarms. */
  #teller(press: Press, timetable: Timetable): void {
    const { storage, letters } = press;
    const teller = pressFunction(this, press, {
      fileName: 'tell-today',
      impact: 'Nobody hears whether today has its draft, its approval and its mailing',
      timeout: Duration.minutes(1),
      missedRuns: press.missedRuns,
      env: { [ENV.deadLetterQueues]: letters.map(({ queueUrl }) => queueUrl).join(',') },
    });
    const { drafts, rounds, settings } = NEWSROOM_KEYS;
    mayUseKeys(teller, storage.newsroom, { read: [drafts, rounds, settings], write: [`${rounds}told.json`] });
    mayUseRows(teller, storage.tables.newsroom, { read: ['issue#*'], list: ['visit', 'issue#*'] });
    // The mailings of the day, and what became of the house's own copy.
    mayUseRows(teller, storage.tables.deliveries, { read: ['mailing#*', 'delivery#*'] });
    mayCount(teller, ...letters);
    timetable(teller, 'tell-today');
  }
}
