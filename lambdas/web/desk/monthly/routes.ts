import type { DeskRoute } from '../route.ts';
import { approveMonth, monthlyApprovePage } from './approve-routes.ts';
import { articlePage, editArticle } from './article-routes.ts';
import { addContribution, contributionPage } from './contribution-routes.ts';
import { addLink, dropArticle, moveArticle, nameMonthlyEditor, restoreArticle } from './edit-routes.ts';
import { monthlyPage } from './list-page.ts';
import { numbersPage, voidNext } from './number-routes.ts';
import { captionPicture, dropPicture, takePicture } from './picture-routes.ts';
import {
  monthlyPreviewMail,
  monthlyPreviewPage,
  monthlyPreviewPdf,
  monthlyPreviewWeb,
  monthlyPreviewWord,
  sendMonthlyPreview,
} from './preview-routes.ts';

const MONTH = '/desk/monthly/:key';
const ARTICLE = `${MONTH}/articles/:id`;
const PICTURE = `${ARTICLE}/pictures/:piece`;

/** Every address of the monthly at the desk. */
export const MONTHLY_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: '/desk/numbers', needs: 'read', handle: numbersPage },
  { method: 'POST', path: '/desk/numbers/void', needs: 'approve', handle: voidNext },
  { method: 'GET', path: MONTH, needs: 'read', handle: monthlyPage },
  { method: 'GET', path: `${MONTH}/approve`, needs: 'approve', handle: monthlyApprovePage },
  { method: 'POST', path: `${MONTH}/approve`, needs: 'approve', handle: approveMonth },
  { method: 'GET', path: ARTICLE, needs: 'read', handle: articlePage },
  { method: 'POST', path: `${ARTICLE}/drop`, needs: 'edit', handle: dropArticle },
  { method: 'POST', path: `${ARTICLE}/edit`, needs: 'edit', handle: editArticle },
  { method: 'POST', path: `${ARTICLE}/move`, needs: 'edit', handle: moveArticle },
  { method: 'POST', path: `${PICTURE}/caption`, needs: 'edit', handle: captionPicture },
  { method: 'POST', path: `${PICTURE}/drop`, needs: 'edit', handle: dropPicture },
  { method: 'POST', path: `${PICTURE}/take`, needs: 'edit', handle: takePicture },
  { method: 'POST', path: `${MONTH}/candidates/:id/restore`, needs: 'edit', handle: restoreArticle },
  { method: 'GET', path: `${MONTH}/contribution`, needs: 'edit', handle: contributionPage },
  { method: 'POST', path: `${MONTH}/contribution`, needs: 'edit', handle: addContribution },
  { method: 'POST', path: `${MONTH}/editor`, needs: 'edit', handle: nameMonthlyEditor },
  { method: 'POST', path: `${MONTH}/links`, needs: 'edit', handle: addLink },
  { method: 'GET', path: `${MONTH}/preview`, needs: 'read', handle: monthlyPreviewPage },
  { method: 'GET', path: `${MONTH}/preview/mail`, needs: 'read', handle: monthlyPreviewMail },
  { method: 'GET', path: `${MONTH}/preview/pdf`, needs: 'read', handle: monthlyPreviewPdf },
  { method: 'POST', path: `${MONTH}/preview/send`, needs: 'edit', handle: sendMonthlyPreview },
  { method: 'GET', path: `${MONTH}/preview/web`, needs: 'read', handle: monthlyPreviewWeb },
  { method: 'GET', path: `${MONTH}/preview/word`, needs: 'read', handle: monthlyPreviewWord },
];
