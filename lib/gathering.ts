import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NEWSROOM_KEYS } from '../lambdas/names.ts';
import { maySendTo, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { Press } from './kit/press.ts';
import { pressFunction, takesFrom } from './kit/press-function.ts';
import type { Timetable } from './kit/schedule.ts';

/** A visit ends within five minutes; the queue's visibility follows from it. */
export const VISIT_TIMEOUT = Duration.minutes(5);

/** Reading the papers: a planner, and a visitor that takes one source at a time, one connection a host. */
export class Gathering extends Construct {
  constructor(scope: Construct, id: string, press: Press, timetable: Timetable) {
    super(scope, id);
    const { storage, queues, missedRuns } = press;

    const planner = pressFunction(this, press, {
      fileName: 'plan-visits',
      impact: 'No paper is read: the next draft lacks everything that appears from now on',
      timeout: Duration.minutes(1),
      missedRuns,
    });
    mayUseKeys(planner, storage.newsroom, { read: [NEWSROOM_KEYS.settings] });
    mayUseRows(planner, storage.tables.newsroom, { list: ['visit'] });
    maySendTo(planner, queues.gather);
    timetable(planner, 'plan-visits');

    const visitor = pressFunction(this, press, {
      fileName: 'visit-source',
      impact: 'Papers stay unread: the draft lacks their reports and says so',
      timeout: VISIT_TIMEOUT,
      watchErrors: true,
    });
    // A visit that runs out of its five minutes asks for itself again.
    maySendTo(visitor, queues.gather);
    takesFrom(visitor, queues.gather, { batchSize: 1, maxConcurrency: 10 });
    const { articles, drafts, pages, settings, watch } = NEWSROOM_KEYS;
    // It looks again at what approved drafts cite, against the articles as they were gathered.
    mayUseKeys(visitor, storage.newsroom, {
      read: [settings, drafts, articles, watch],
      write: [articles, pages, watch],
    });
    mayUseRows(visitor, storage.tables.newsroom, {
      read: ['visit', 'begun', 'entry#*'],
      write: ['visit', 'begun', 'entry#*'],
    });
  }
}
