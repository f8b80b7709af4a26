import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NEWSROOM_KEYS } from '../lambdas/names.ts';
import { mayUseKeys } from './kit/permissions.ts';
import type { Press } from './kit/press.ts';
import { pressFunction } from './kit/press-function.ts';
import type { Timetable } from './kit/schedule.ts';

/** Learning from editors: a function of its own, so that nothing it does can harm the day. */
export class Learning extends Construct {
  constructor(scope: Construct, id: string, press: Press, timetable: Timetable) {
    super(scope, id);
    const learn = pressFunction(this, press, {
      fileName: 'learn',
      impact: 'Drafts are sorted with an older second opinion, or by the rules alone',
      timeout: Duration.minutes(5),
      missedRuns: press.missedRuns,
    });
    const { decisions, models, settings } = NEWSROOM_KEYS;
    mayUseKeys(learn, press.storage.newsroom, { read: [decisions, models, settings], write: [models] });
    timetable(learn, 'learn');
  }
}
