import { readTemplateBytes } from '../../rendering/templates.ts';
import type { DeskDoors } from './doors.ts';
import { type DeskContext, page, problem } from './page.ts';
import type { DeskRoute } from './route.ts';

/** Pictures of the guide, small copies of those the journeys take: `templates/desk/guide/<name>.png`. */
const PICTURES = ['desk', 'desk-phone', 'rewrite', 'preview', 'mail-phone', 'mailing', 'monthly-cover', 'today'];

/** The guide for editors: one page, short chapters. */
function guide(context: DeskContext, { publicAddress }: DeskDoors): Response {
  return page(context, { template: 'guide', values: { publicAddress } });
}

/** One of its pictures. */
function guidePicture(context: DeskContext): Response {
  const name = PICTURES.find((each) => `${each}.png` === context.req.param('file'));
  if (name === undefined) return problem(context, 'not-found', { status: 404 });
  const body = new Uint8Array(readTemplateBytes(`desk/guide/${name}.png`));
  return context.body(body, 200, { 'content-type': 'image/png', 'cache-control': 'private, max-age=86400' });
}

/** Addresses of the guide. */
export const GUIDE_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: '/desk/huong-dan', needs: 'read', handle: guide },
  { method: 'GET', path: '/desk/huong-dan/anh/:file', needs: 'read', handle: guidePicture },
];
