import { addLink, addPage, addPasted, addPiece } from './add-routes.ts';
import { decline, declinePage } from './after/decline-routes.ts';
import { AFTER_ROUTES } from './after/routes.ts';
import { approve, approvePage } from './approve-routes.ts';
import { script, style } from './assets.ts';
import { BOOK_ROUTES } from './book-routes.ts';
import { drop, move, nameEditor, pick, restore, takeNewcomers } from './edit-routes.ts';
import { GUIDE_ROUTES } from './guide-routes.ts';
import { home, issue } from './home-routes.ts';
import { live, redo, undo } from './live-routes.ts';
import { MAIL_ROUTES } from './mail/routes.ts';
import { MONTHLY_ROUTES } from './monthly/routes.ts';
import { previewMail, previewPage, previewPdf, previewWeb, previewWord, sendPreview } from './preview-routes.ts';
import { checkIssueLinks, correctMark, waveMark } from './proof-routes.ts';
import { READERS_IMPORT_ROUTES } from './readers-import-routes.ts';
import { changeLead, date, merge, split } from './regroup-routes.ts';
import { rewrite, rewritePage } from './rewrite-routes.ts';
import type { DeskRoute } from './route.ts';
import { signedIn, signOut } from './session-routes.ts';
import { SETTING_ROUTES } from './settings-route-list.ts';
import { SOURCE_PAUSE_ROUTES } from './source-pause-routes.ts';
import { addSource, checkSourcePage, sourcesPage } from './source-routes.ts';
import { TODAY_ROUTES } from './today-routes.ts';
import { takeIn, whyNotPage } from './why-not-routes.ts';

const ISSUE = '/desk/issues/:key';
const CLIPPING = `${ISSUE}/clippings/:id`;

/** Every route of the desk. A new one needs its row in the authorisation matrix of the tests. */
export const DESK_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: '/desk', needs: 'read', handle: home },
  { method: 'GET', path: '/desk/assets/desk.css', needs: 'nothing', handle: style },
  { method: 'GET', path: '/desk/assets/desk.js', needs: 'nothing', handle: script },
  { method: 'GET', path: '/desk/signed-in', needs: 'nothing', handle: signedIn },
  { method: 'POST', path: '/desk/signed-out', needs: 'nothing', handle: signOut },
  { method: 'GET', path: ISSUE, needs: 'read', handle: issue },
  { method: 'GET', path: `${ISSUE}/live`, needs: 'read', handle: live },
  { method: 'GET', path: `${ISSUE}/add`, needs: 'edit', handle: addPage },
  { method: 'POST', path: `${ISSUE}/add/link`, needs: 'edit', handle: addLink },
  { method: 'POST', path: `${ISSUE}/add/page`, needs: 'edit', handle: addPasted },
  { method: 'POST', path: `${ISSUE}/add/piece`, needs: 'edit', handle: addPiece },
  { method: 'POST', path: `${ISSUE}/undo`, needs: 'edit', handle: undo },
  { method: 'POST', path: `${ISSUE}/redo`, needs: 'edit', handle: redo },
  { method: 'GET', path: `${ISSUE}/approve`, needs: 'approve', handle: approvePage },
  { method: 'POST', path: `${ISSUE}/approve`, needs: 'approve', handle: approve },
  { method: 'POST', path: `${ISSUE}/candidates/:id/restore`, needs: 'edit', handle: restore },
  { method: 'POST', path: `${ISSUE}/candidates/:id/date`, needs: 'edit', handle: date },
  { method: 'POST', path: `${ISSUE}/candidates/:id/merge`, needs: 'edit', handle: merge },
  { method: 'POST', path: `${CLIPPING}/lead`, needs: 'edit', handle: changeLead },
  { method: 'POST', path: `${CLIPPING}/merge`, needs: 'edit', handle: merge },
  { method: 'POST', path: `${CLIPPING}/split`, needs: 'edit', handle: split },
  { method: 'POST', path: `${CLIPPING}/drop`, needs: 'edit', handle: drop },
  { method: 'POST', path: `${CLIPPING}/pick`, needs: 'edit', handle: pick },
  { method: 'POST', path: `${CLIPPING}/move`, needs: 'edit', handle: move },
  { method: 'GET', path: `${CLIPPING}/rewrite`, needs: 'edit', handle: rewritePage },
  { method: 'POST', path: `${CLIPPING}/rewrite`, needs: 'edit', handle: rewrite },
  { method: 'POST', path: `${CLIPPING}/correct`, needs: 'edit', handle: correctMark },
  { method: 'POST', path: `${CLIPPING}/wave`, needs: 'edit', handle: waveMark },
  { method: 'POST', path: `${ISSUE}/links`, needs: 'edit', handle: checkIssueLinks },
  { method: 'POST', path: `${ISSUE}/editor`, needs: 'edit', handle: nameEditor },
  { method: 'POST', path: `${ISSUE}/newcomers`, needs: 'edit', handle: takeNewcomers },
  { method: 'GET', path: `${ISSUE}/why-not`, needs: 'read', handle: whyNotPage },
  { method: 'POST', path: `${ISSUE}/why-not/admit`, needs: 'edit', handle: takeIn },
  { method: 'GET', path: `${ISSUE}/no-issue`, needs: 'approve', handle: declinePage },
  { method: 'POST', path: `${ISSUE}/no-issue`, needs: 'approve', handle: decline },
  { method: 'GET', path: `${ISSUE}/preview`, needs: 'read', handle: previewPage },
  { method: 'GET', path: `${ISSUE}/preview/mail`, needs: 'read', handle: previewMail },
  { method: 'GET', path: `${ISSUE}/preview/pdf`, needs: 'read', handle: previewPdf },
  { method: 'POST', path: `${ISSUE}/preview/send`, needs: 'edit', handle: sendPreview },
  { method: 'GET', path: `${ISSUE}/preview/web`, needs: 'read', handle: previewWeb },
  { method: 'GET', path: `${ISSUE}/preview/word`, needs: 'read', handle: previewWord },
  ...AFTER_ROUTES,
  ...MONTHLY_ROUTES,
  ...SETTING_ROUTES,
  ...GUIDE_ROUTES,
  ...TODAY_ROUTES,
  ...MAIL_ROUTES,
  ...READERS_IMPORT_ROUTES,
  ...BOOK_ROUTES,
  { method: 'GET', path: '/desk/sources', needs: 'read', handle: sourcesPage },
  { method: 'POST', path: '/desk/sources', needs: 'sources', handle: addSource },
  { method: 'POST', path: '/desk/sources/check', needs: 'sources', handle: checkSourcePage },
  ...SOURCE_PAUSE_ROUTES,
];
