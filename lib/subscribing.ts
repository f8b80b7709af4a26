import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { NEWSROOM_KEYS } from '../lambdas/names.ts';
import { route } from './kit/http-api.ts';
import { mayReadKey, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { PostOffice } from './kit/post-office.ts';
import type { Press } from './kit/press.ts';
import { pressFunction } from './kit/press-function.ts';

/**
 * Subscribing and unsubscribing: public pages that change one subscriber at a time, read no list of them, and mail one
 * thing, the question whether somebody meant it.
 */
export class Subscribing extends Construct {
  constructor(scope: Construct, id: string, press: Press, doors: { readonly api: HttpApi; readonly post: PostOffice }) {
    super(scope, id);
    const { storage } = press;
    const pages = pressFunction(this, press, {
      fileName: 'subscriptions',
      impact: 'Readers cannot unsubscribe, which the law and their mail programs expect at once',
      timeout: Duration.seconds(15),
    });
    mayUseRows(pages, storage.tables.subscribers, { read: ['*'], write: ['*'], count: ['count#*'] });
    mayUseKeys(pages, storage.newsroom, { read: [`${NEWSROOM_KEYS.settings}sections.json`] });
    mayReadKey(pages, storage.tokenSecret);
    doors.post.maySend(pages);
    route(doors.api, '/subscriptions', {
      fn: pages,
      why: 'Public: the signed address of the mail is the proof; GET changes nothing.',
    });
  }
}
