import { houseToday } from '../../workflows/operations/house-today.ts';
import type { DeskDoors } from './doors.ts';
import { dayView, momentText } from './draft-view.ts';
import { type DeskContext, page } from './page.ts';
import { may } from './permissions.ts';
import type { DeskRoute } from './route.ts';
import { checkView } from './today-view.ts';

/** Every step of the day: how it stands, and what a person should do. */
async function todayPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const { now, day, issueDay, checks } = await houseToday(doors.ports);
  const views = checks.map((check) => checkView(check, day));
  const values = {
    ...dayView(day),
    at: momentText(now),
    reason: issueDay.kind === 'no-issue' ? issueDay.reason : '',
    late: views.filter(({ standing }) => standing === 'late').length,
    checks: views,
    mayLookUp: may(context.get('person'), 'look-up'),
  };
  return page(context, { template: 'today', values });
}

/** Addresses of today. */
export const TODAY_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: '/desk/today', needs: 'read', handle: todayPage },
];
