import { phrase } from '../../../core/drafting/words.ts';
import type { Issue } from '../../../core/issue/issue.ts';
import { issuePath } from '../../../core/issue/issue-path.ts';
import type { MonthlyDraft } from '../../../core/monthly/draft.ts';
import { nextNumber, numberOf } from '../../../core/monthly/number-book.ts';
import type { MonthlySetting } from '../../../core/monthly/setting.ts';
import { formatDay } from '../../../core/vietnamese/dates.ts';
import { loadMonthlyDraft, loadMonthlySetting } from '../../../workflows/monthly/monthly-files.ts';
import { loadEditors } from '../../../workflows/settings/house.ts';
import type { DeskDoors } from '../doors.ts';
import { logView, momentText } from '../draft-view.ts';
import { stateText } from '../messages.ts';
import { type DeskContext, page } from '../page.ts';
import { may } from '../permissions.ts';
import { candidatesView, choicesOf, monthlySectionsView, monthView } from './draft-view.ts';
import { monthIn } from './form.ts';
import { monthlyMessages } from './messages.ts';
import { noDraft } from './submit.ts';

/** Monthlies named on the first page of the desk. */
const RECENT = 3;

/** The page of a month: what the monthly holds, in its two sections, and what waits outside. */
export async function monthlyPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const month = monthIn(context);
  const stored = month && (await loadMonthlyDraft(doors.ports.newsroom, month));
  if (!stored) return noDraft(context);
  const draft = stored.value;
  const setting = await loadMonthlySetting(doors.ports.newsroom);
  const issue = await doors.ports.issues.get(draft.issueKey);
  const person = context.get('person');
  const isOpen = draft.sealed === undefined;
  const values = {
    ...monthView(draft),
    ...candidatesView(draft),
    etag: stored.etag,
    seen: draft.log.length,
    notice: monthlyMessages().done[context.req.query('done') ?? ''] ?? '',
    number: await numberText(doors, draft, setting),
    state: stateView(draft, issue, doors.publicAddress),
    sections: monthlySectionsView(draft, setting.sections),
    choices: choicesOf(setting.sections),
    total: draft.articles.length,
    days: { from: formatDay(draft.days.from), to: formatDay(draft.days.to) },
    log: logView(draft.log),
    editorName: draft.editorName ?? '',
    editorNames: (await loadEditors(doors.ports.newsroom)).names,
    defaultEditor: may(person, 'approve') ? person.name : '',
    isOpen,
    canEdit: isOpen && may(person, 'edit'),
    canApprove: isOpen && may(person, 'approve') && draft.articles.length > 0,
  };
  return page(context, { template: 'monthly', values });
}

/** `Số 36`, or the one it would have if it were approved now. */
export async function numberText(doors: DeskDoors, draft: MonthlyDraft, setting: MonthlySetting): Promise<string> {
  const book = await doors.ports.issues.numbers();
  const given = numberOf(book, draft.issueKey);
  const { number } = monthlyMessages();
  return given === null ? phrase(number.next, nextNumber(book, setting.firstNumber)) : phrase(number.given, given);
}

/** The newest monthlies of the house, for the first page of the desk. */
export async function recentMonthlies({ ports }: Pick<DeskDoors, 'ports'>) {
  const issues = await ports.issues.newest(RECENT, 'monthly');
  return issues.map((issue) => ({ ...monthView(issue), state: issue.state, label: stateText(issue.state) }));
}

function stateView(draft: MonthlyDraft, issue: Issue | null, publicAddress: string) {
  const state = issue && issue.state !== 'drafting' ? issue.state : draft.sealed ? 'approved' : 'drafting';
  const isPublic = issue !== null && !['drafting', 'approved', 'withdrawn'].includes(issue.state);
  return {
    state,
    label: stateText(state),
    approvedBy: draft.sealed?.name ?? '',
    approvedAt: draft.sealed ? momentText(draft.sealed.at) : '',
    fingerprint: draft.sealed?.fingerprint.slice(0, 12) ?? '',
    address: isPublic
      ? `${publicAddress.replace(/\/+$/, '')}/${issuePath('monthly', draft.issueKey, issue.revision)}`
      : '',
  };
}
