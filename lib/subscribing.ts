import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { NEWSROOM_KEYS } from '../lambdas/names.ts';
import { route } from './kit/http-api.ts';
import { mayReadKey, maySendTo, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { PostOffice } from './kit/post-office.ts';
import type { Press } from './kit/press.ts';
import { pressFunction, takesFrom } from './kit/press-function.ts';

/** A few requests for one mail; shorter than the time for which a mail that was begun is left alone (`IN_HAND`). */
export const ASK_TIMEOUT = Duration.seconds(30);

/** Mails to newcomers at once, the least AWS takes: some four a second, so that a flood of forms leaves the mailing its rate. */
const ASKERS = 2;

/**
 * Subscribing and unsubscribing: public pages that change one subscriber at a time and read no list of them, and behind their form
 * what mails one thing, the question whether somebody meant it.
 */
export class Subscribing extends Construct {
  constructor(scope: Construct, id: string, press: Press, doors: { readonly api: HttpApi; readonly post: PostOffice }) {
    super(scope, id);
    this.#pages(press, doors.api);
    this.#asker(press, doors.post);
  }

  /** It sends no mail: what it does for a form is the same whoever is known by the address. */
  #pages(press: Press, api: HttpApi): void {
    const { storage, queues } = press;
    const pages = pressFunction(this, press, {
      fileName: 'subscriptions',
      impact: 'Readers cannot unsubscribe, which the law and their mail programs expect at once',
      timeout: Duration.seconds(15),
    });
    mayUseRows(pages, storage.tables.subscribers, { read: ['*'], write: ['*'], count: ['count#*'] });
    mayUseKeys(pages, storage.newsroom, { read: [`${NEWSROOM_KEYS.settings}sections.json`] });
    mayReadKey(pages, storage.tokenSecret);
    maySendTo(pages, queues.asks);
    route(api, '/subscriptions', {
      fn: pages,
      why: 'Public: the signed address of the mail is the proof; GET changes nothing.',
    });
  }

  #asker(press: Press, post: PostOffice): void {
    const { storage, queues } = press;
    const asker = pressFunction(this, press, {
      fileName: 'ask-reader',
      impact: 'Who fills in the form gets no mail to confirm by and does not become a reader',
      timeout: ASK_TIMEOUT,
    });
    takesFrom(asker, queues.asks, { batchSize: 1, maxConcurrency: ASKERS });
    mayUseRows(asker, storage.tables.subscribers, { read: ['*'], write: ['*'], count: ['count#*'] });
    mayReadKey(asker, storage.tokenSecret);
    post.maySend(asker);
  }
}
