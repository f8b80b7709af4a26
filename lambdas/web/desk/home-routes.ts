import { dayOf } from '../../core/calendar/instant.ts';
import { calendarNotes, issueDay, nextIssueDay } from '../../core/calendar/issue-day.ts';
import type { Issue } from '../../core/issue/issue.ts';
import { loadDraft } from '../../workflows/editing/desk-draft.ts';
import { readAlerts } from '../../workflows/gathering/watch-articles.ts';
import { type House, loadEditors, loadHouse } from '../../workflows/settings/house.ts';
import { afterMessages } from './after/messages.ts';
import { alertView } from './alert-view.ts';
import type { DeskDoors } from './doors.ts';
import { draftPage } from './draft-page.ts';
import { dayView } from './draft-view.ts';
import { issueKeyOf } from './form.ts';
import { deskMessages, stateText } from './messages.ts';
import { recentMonthlies } from './monthly/list-page.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may } from './permissions.ts';

/** Issues listed on the first page. */
const RECENT = 20;

/** The first page: today's draft, or the next one's, and the issues before it. */
export async function home(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const { ports } = doors;
  const today = dayOf(ports.clock.now());
  const house = await loadHouse(ports.newsroom);
  const recent = await ports.issues.newest(RECENT);
  const next = nextIssueDay(today, house.calendar);
  const values = {
    ...dayView(today),
    current: await currentView(doors, house, { recent, next }),
    next: dayView(next),
    reason: reasonOf(house, today),
    calendarNotes: calendarNotes(today, house.calendar),
    alerts: (await readAlerts(ports.newsroom)).map(alertView),
    monthlies: await recentMonthlies(doors),
    issues: recent.map((issue) => ({ ...dayView(issue.issueKey), state: issue.state, label: labelOf(issue) })),
    notice: afterMessages().done[context.req.query('done') ?? ''] ?? '',
    canDecline: may(context.get('person'), 'approve'),
  };
  return page(context, { template: 'home', values });
}

/** The draft of one issue. */
export async function issue(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await loadDraft(doors.ports.newsroom, issueKey) : null;
  // An issue read in from print was never drafted here; it can be corrected and withdrawn all the same.
  if (!stored && issueKey && (await doors.ports.issues.get(issueKey))?.fingerprint)
    return context.redirect(`/desk/issues/${issueKey}/after`, 303);
  if (!stored) return problem(context, 'no-draft', { status: 404 });
  const { sections, calendar } = await loadHouse(doors.ports.newsroom);
  const found = await doors.ports.issues.get(stored.value.issueKey);
  const { names: editorNames } = await loadEditors(doors.ports.newsroom);
  const { publicAddress } = doors;
  return draftPage(context, { stored, issue: found, sections, calendar, editorNames, publicAddress });
}

/** The issue that waits for the editors: that of the next issue day, else the newest one still being edited. */
async function currentView({ ports }: DeskDoors, house: House, days: { recent: readonly Issue[]; next: string }) {
  const open = days.recent.find((each) => each.state === 'drafting')?.issueKey;
  for (const issueKey of new Set([days.next, open ?? days.next])) {
    const stored = await loadDraft(ports.newsroom, issueKey);
    if (!stored) continue;
    const draft = stored.value;
    const row = days.recent.find((each) => each.issueKey === issueKey);
    const registered = row?.state ?? 'drafting';
    const state = registered === 'drafting' && draft.sealed ? 'approved' : registered;
    const used = new Set(draft.clippings.map((clipping) => clipping.section));
    return {
      ...dayView(issueKey),
      state,
      label: row?.declined ? labelOf(row) : stateText(state),
      decision: state === 'drafting' ? afterMessages().declined[row?.declined ? 'back' : 'button'] : '',
      open: deskMessages().open[state === 'drafting' ? 'draft' : 'issue'],
      clippings: draft.clippings.length,
      sections: house.sections.filter(({ id }) => used.has(id)).length,
      tray: draft.tray.length,
    };
  }
  return null;
}

function labelOf({ state, declined }: Issue): string {
  return declined ? afterMessages().declined.label : stateText(state);
}

function reasonOf(house: House, today: string): string {
  const status = issueDay(today, house.calendar);
  return status.kind === 'no-issue' ? status.reason : '';
}
