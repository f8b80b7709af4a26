import { Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ARCHIVE_KEYS } from '../lambdas/names.ts';
import { maySendTo, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { Press } from './kit/press.ts';
import { pressFunction, takesFrom } from './kit/press-function.ts';

/** Rendering every output of one issue takes seconds, the archive's derived pages as long again; a year's search index a minute at most. */
export const PUBLISH_TIMEOUT = Duration.minutes(5);

/** Copies of the newest issue, under addresses that never change. */
const LATEST = 'latest/';

/** From an approved snapshot to the archive: the only function that writes what readers see. */
export class Publishing extends Construct {
  constructor(scope: Construct, id: string, press: Press) {
    super(scope, id);
    const { storage, queues } = press;
    const publisher = pressFunction(this, press, {
      fileName: 'publish-issue',
      impact: 'An approved issue stays invisible and is not mailed',
      timeout: PUBLISH_TIMEOUT,
    });
    takesFrom(publisher, queues.publish, { batchSize: 1 });
    // Every folder of the archive is its own: issues, indexes, feed, style. Only what was approved it cannot touch.
    // It takes away only what nothing points to any more: old search indexes, copies of an issue that is the newest no longer.
    mayUseKeys(publisher, storage.archive, { read: [''], write: [''], remove: [ARCHIVE_KEYS.search, LATEST] });
    publisher.addToRolePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        actions: ['s3:PutObject'],
        resources: [storage.archive.arnForObjects(`${ARCHIVE_KEYS.snapshots}*`)],
      }),
    );
    mayUseRows(publisher, storage.tables.newsroom, { read: ['issue#*'], write: ['issue#*'] });
    maySendTo(publisher, queues['plan-mailing'], ...(press.settings.zalo ? [queues.zalo] : []));
  }
}
