import type { DeskRoute } from '../route.ts';
import { afterPage } from './after-page.ts';
import { correctItem, correctPage, previewCorrection } from './correct-routes.ts';
import { journalPage } from './journal-page.ts';
import { steer, steerPage } from './steer-routes.ts';
import { withdraw, withdrawPage } from './withdraw-routes.ts';

const ISSUE = '/desk/issues/:key';
const ITEM = `${ISSUE}/items/:id`;

/** Every address that serves an issue after its approval. */
export const AFTER_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: `${ISSUE}/after`, needs: 'read', handle: afterPage },
  { method: 'GET', path: `${ISSUE}/journal`, needs: 'read', handle: journalPage },
  { method: 'GET', path: `${ITEM}/correct`, needs: 'approve', handle: correctPage },
  { method: 'POST', path: `${ITEM}/correct`, needs: 'approve', handle: correctItem },
  { method: 'POST', path: `${ITEM}/correct/preview`, needs: 'approve', handle: previewCorrection },
  { method: 'GET', path: `${ISSUE}/withdraw`, needs: 'approve', handle: withdrawPage },
  { method: 'POST', path: `${ISSUE}/withdraw`, needs: 'approve', handle: withdraw },
  { method: 'GET', path: `${ISSUE}/mailing`, needs: 'approve', handle: steerPage },
  { method: 'POST', path: `${ISSUE}/mailing`, needs: 'approve', handle: steer },
];
