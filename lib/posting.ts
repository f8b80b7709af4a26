import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ARCHIVE_KEYS, ENV, NEWSROOM_KEYS } from '../lambdas/names.ts';
import { mayRenew, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { Press } from './kit/press.ts';
import { pressFunction, takesFrom } from './kit/press-function.ts';

/** Four calls of half a minute at most, and the pauses in which an article is made. */
export const POST_TIMEOUT = Duration.minutes(4);

/** The house's own picture, above an article that has no other. */
const COVER = 'zalo-cover.jpg';

/**
 * From a published issue to the Zalo Official Account; nothing else waits for it. Without an account the function is there and nobody
 * asks it: only asking its queue day and night would cost.
 */
export class Posting extends Construct {
  constructor(scope: Construct, id: string, press: Press) {
    super(scope, id);
    const { storage, queues } = press;
    const poster = pressFunction(this, press, {
      fileName: 'post-zalo',
      impact: 'A published issue is not posted to Zalo; mail and archive are not touched',
      timeout: POST_TIMEOUT,
      ...(storage.zaloSecret ? { env: { [ENV.zaloSecret]: storage.zaloSecret.secretArn } } : {}),
    });
    const { snapshots, pictures } = ARCHIVE_KEYS;
    mayUseKeys(poster, storage.archive, { read: [snapshots, pictures, COVER] });
    mayUseKeys(poster, storage.newsroom, { read: [NEWSROOM_KEYS.zalo], write: [NEWSROOM_KEYS.zalo] });
    mayUseRows(poster, storage.tables.newsroom, { read: ['issue#*'] });
    if (!storage.zaloSecret) return;
    takesFrom(poster, queues.zalo, { batchSize: 1, maxConcurrency: 2 });
    mayRenew(poster, storage.zaloSecret);
  }
}
