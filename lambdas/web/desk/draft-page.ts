import type { Day } from '../../core/calendar/instant.ts';
import { type Calendar, issueDay } from '../../core/calendar/issue-day.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import { stepsOf } from '../../core/drafting/history.ts';
import { phrase } from '../../core/drafting/words.ts';
import type { Issue, IssueState } from '../../core/issue/issue.ts';
import { issuePath } from '../../core/issue/issue-path.ts';
import type { Section } from '../../core/sections/section.ts';
import type { Stored } from '../../workflows/stored-json.ts';
import { outsideView } from './candidate-view.ts';
import { shareCautions } from './caution-view.ts';
import type { DeskDoors } from './doors.ts';
import { dayView, gatheredView, logView, momentText, sectionsView, targetsView } from './draft-view.ts';
import { deskMessages, stateText } from './messages.ts';
import { type DeskContext, page } from './page.ts';
import { may } from './permissions.ts';
import { proofView, reviewView } from './proof-view.ts';
import { searchText } from './search-view.ts';

/** What the page of an issue is made of. */
export interface DraftPageInput {
  readonly stored: Stored<Draft>;
  readonly issue: Issue | null;
  readonly sections: readonly Section[];
  readonly calendar: Calendar;
  /** Offered for the line at the end of the bulletin. */
  readonly editorNames: readonly string[];
  readonly publicAddress: DeskDoors['publicAddress'];
}

/** The page of an issue: the draft to work on, or, once approved, the draft to look at. */
export function draftPage(context: DeskContext, input: DraftPageInput): Response {
  const draft = input.stored.value;
  const person = context.get('person');
  const isOpen = !draft.sealed;
  const canEdit = isOpen && may(person, 'edit');
  const sections = sectionsView(draft, input.sections);
  const marks = proofView(draft, input.sections);
  const query = searchText(context.req.query('q'));
  const targets = targetsView(draft, input.sections);
  const outside = outsideView(draft, { query, isWhole: context.req.query('all') === '1', targets });
  const values = {
    ...dayView(draft.issueKey),
    etag: input.stored.etag,
    seen: draft.log.length,
    notice: noticeOf(context, outside.tray.length),
    progress: progressView(draft, input),
    gathered: gatheredView(draft),
    calendarNote: calendarNoteOf(draft.issueKey, input.calendar),
    sections,
    total: draft.clippings.length,
    choices: input.sections.map(({ id, title }) => ({ id, title })),
    ...outside,
    targets,
    canMerge: targets.length > 0,
    cautions: shareCautions(draft),
    marks,
    review: reviewView(
      marks,
      sections.flatMap(({ cards }) => cards),
    ),
    log: logView(draft.log),
    words: deskMessages().live,
    steps: canEdit ? stepsOf(draft, person.name) : { undo: null, redo: null },
    editorName: draft.editorName ?? '',
    editorNames: input.editorNames,
    defaultEditor: may(person, 'approve') ? person.name : '',
    canEdit,
    canApprove: isOpen && may(person, 'approve') && draft.clippings.length > 0,
    isOpen,
  };
  return page(context, { template: 'draft', values });
}

/** What of the issue's own day awaits a decision, in Vietnamese; empty where nothing does. */
function calendarNoteOf(issueKey: Day, calendar: Calendar): string {
  const day = issueDay(issueKey, calendar);
  return day.kind === 'issue-day' && !day.confirmed ? day.note : '';
}

const STEPS: readonly IssueState[] = ['drafting', 'approved', 'published', 'mailing', 'sent'];

/** Where the issue is on its way, who approved it, and its address once it is out. */
function progressView(draft: Draft, { issue, publicAddress }: DraftPageInput) {
  const state = issue && issue.state !== 'drafting' ? issue.state : draft.sealed ? 'approved' : 'drafting';
  const reached = STEPS.indexOf(state);
  const isPublic = issue !== null && !['drafting', 'approved', 'withdrawn'].includes(issue.state);
  return {
    state,
    label: stateText(state),
    steps: STEPS.map((step, index) => ({
      label: deskMessages().steps[step] ?? step,
      isDone: index < reached,
      isNow: index === reached,
    })),
    approvedBy: draft.sealed?.name ?? null,
    approvedAt: draft.sealed ? momentText(draft.sealed.at) : '',
    fingerprint: draft.sealed?.fingerprint.slice(0, 12) ?? '',
    address: isPublic
      ? `${publicAddress.replace(/\/+$/, '')}/${issuePath(issue.edition, issue.issueKey, issue.revision)}`
      : null,
  };
}

/** The word for what was just done; the address only carries its key. `{0}` is how many newcomers wait. */
function noticeOf(context: DeskContext, waiting: number): string {
  return phrase(deskMessages().done[context.req.query('done') ?? ''] ?? '', waiting);
}
