import type { DeskRoute } from '../route.ts';
import { liftHere } from './lift-route.ts';
import { lookUp } from './look-up-route.ts';
import { mailingsPage, readersPage } from './mail-pages.ts';
import { mailingPage } from './mailing-page.ts';
import { resendHere, steerHere } from './steer-mailing-routes.ts';

const MAILING = '/desk/mailings/:key';

/** Addresses of the readers and of what was mailed to them. */
export const MAIL_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: '/desk/readers', needs: 'read', handle: readersPage },
  { method: 'POST', path: '/desk/readers/address', needs: 'look-up', handle: lookUp },
  { method: 'POST', path: '/desk/readers/lift', needs: 'look-up', handle: liftHere },
  { method: 'GET', path: '/desk/mailings', needs: 'read', handle: mailingsPage },
  { method: 'GET', path: MAILING, needs: 'read', handle: mailingPage },
  { method: 'POST', path: `${MAILING}/steer`, needs: 'approve', handle: steerHere },
  { method: 'POST', path: `${MAILING}/resend`, needs: 'approve', handle: resendHere },
];
