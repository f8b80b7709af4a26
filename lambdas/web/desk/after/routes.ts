import { editionOf } from '../../../core/issue/issue-key.ts';
import type { DeskRoute } from '../route.ts';
import { afterPage } from './after-page.ts';
import { correctArticle, correctArticlePage, previewArticle } from './correct-article.ts';
import { correctItem, correctPage, previewCorrection } from './correct-routes.ts';
import { anyIssueKeyOf } from './issue-view.ts';
import { journalPage } from './journal-page.ts';
import { steer, steerPage } from './steer-routes.ts';
import { withdraw, withdrawPage } from './withdraw-routes.ts';

const ISSUE = '/desk/issues/:key';
const ITEM = `${ISSUE}/items/:id`;

type Handle = DeskRoute['handle'];

/** One address for both editions. */
function byEdition(daily: Handle, monthly: Handle): Handle {
  return (context, doors) => {
    const issueKey = anyIssueKeyOf(context);
    return (issueKey !== null && editionOf(issueKey) === 'monthly' ? monthly : daily)(context, doors);
  };
}

const correcting = {
  form: byEdition(correctPage, correctArticlePage),
  submit: byEdition(correctItem, correctArticle),
  preview: byEdition(previewCorrection, previewArticle),
};

/** Every address that serves an issue after its approval. */
export const AFTER_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: `${ISSUE}/after`, needs: 'read', handle: afterPage },
  { method: 'GET', path: `${ISSUE}/journal`, needs: 'read', handle: journalPage },
  { method: 'GET', path: `${ITEM}/correct`, needs: 'approve', handle: correcting.form },
  { method: 'POST', path: `${ITEM}/correct`, needs: 'approve', handle: correcting.submit },
  { method: 'POST', path: `${ITEM}/correct/preview`, needs: 'approve', handle: correcting.preview },
  { method: 'GET', path: `${ISSUE}/withdraw`, needs: 'approve', handle: withdrawPage },
  { method: 'POST', path: `${ISSUE}/withdraw`, needs: 'approve', handle: withdraw },
  { method: 'GET', path: `${ISSUE}/mailing`, needs: 'approve', handle: steerPage },
  { method: 'POST', path: `${ISSUE}/mailing`, needs: 'approve', handle: steer },
];
