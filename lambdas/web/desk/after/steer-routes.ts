import { z } from 'zod';
import { phrase } from '../../../core/drafting/words.ts';
import type { Issue } from '../../../core/issue/issue.ts';
import type { IssueKey } from '../../../core/issue/issue-key.ts';
import { readersOf } from '../../../core/mailing/canary.ts';
import type { Mailing } from '../../../core/mailing/mailing.ts';
import { formatCount } from '../../../core/vietnamese/numbers.ts';
import { writeDown } from '../../../workflows/journal.ts';
import { holdMailing, isBeforeMailing, MAILING_HOUR } from '../../../workflows/mailing/hold-mailing.ts';
import { lastMailing } from '../../../workflows/mailing/plan-correction.ts';
import { steerMailing } from '../../../workflows/mailing/steer-mailing.ts';
import type { DeskDoors } from '../doors.ts';
import { momentText } from '../draft-view.ts';
import { line, readForm } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { anyIssueKeyOf, issueView } from './issue-view.ts';
import { afterMessages, afterRefusal } from './messages.ts';

const wishSchema = z.enum(['pause', 'resume', 'stop', 'hold', 'release', 'schedule']);
type Wish = z.infer<typeof wishSchema>;

const formSchema = z.object({ wish: wishSchema, why: line, hour: line.optional(), confirm: z.string().optional() });

/** What can be asked of a mailing in each of its states. */
const POSSIBLE: Readonly<Record<Mailing['state'], readonly Wish[]>> = {
  sending: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: [],
  finished: [],
};

/** How the mailing of an issue stands, and what can be asked of it. */
export async function mailingView({ ports }: DeskDoors, issue: Issue) {
  const words = afterMessages();
  const mailing = await lastMailing(ports.ledger, issue);
  if (!mailing) return waitingView(issue);
  const isCorrection = mailing.issueKey !== issue.issueKey;
  const told = phrase(
    words.mailing[mailing.state] ?? '',
    formatCount(readersOf(mailing)),
    momentText(mailing.startedAt),
  );
  const standing = isCorrection ? phrase(words.mailing.correction ?? '', issue.remail?.revision ?? '', told) : told;
  const { pausedFor } = mailing;
  const text = pausedFor
    ? `${standing} ${phrase(words.pausedFor[pausedFor.why] ?? '', momentText(pausedFor.at))}`
    : standing;
  const wishes = POSSIBLE[mailing.state].map((wish) => ({ wish, button: words.wishes[wish]?.button ?? '' }));
  return { text, wishes, isStopped: mailing.state === 'stopped' };
}

function waitingView(issue: Issue) {
  const words = afterMessages();
  // A row without a ledger: read in from print, withdrawn before its mailing, or not yet published.
  if (!isBeforeMailing(issue))
    return { text: words.mailing[`none-${issue.state}`] ?? words.mailing.none ?? '', wishes: [], isStopped: false };
  const { held = false, from = null } = issue.mailing ?? {};
  const text = held ? words.mailing.held : from === null ? words.mailing.waiting : words.mailing.later;
  const wishes = (held || from !== null ? ['release', 'schedule', 'hold'] : ['schedule', 'hold']).filter(
    (wish) => !(held && wish === 'hold'),
  );
  return {
    text: phrase(text ?? '', from === null ? MAILING_HOUR : momentText(from)),
    wishes: wishes.map((wish) => ({ wish, button: words.wishes[wish]?.button ?? '' })),
    isStopped: false,
  };
}

/** Asks once more before a mailing is paused, resumed or stopped: `?wish=`. */
export async function steerPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  // Without a word the mildest wish.
  const wish = wishSchema.safeParse(context.req.query('wish') ?? 'pause');
  const issue = await issueOf(context, doors);
  if (!wish.success || !issue) return problem(context, 'not-found', { status: 404 });
  return formPage(context, issue, { wish: wish.data, why: '', error: '' });
}

/** Pauses, resumes or stops the mailing; who asked, when and why is written down first. */
export async function steer(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issue = await issueOf(context, doors);
  const form = await readForm(context, formSchema);
  if (!issue || !form) return problem(context, 'refused', { status: 422, detail: afterRefusal('bad-form') });
  const { issueKey } = issue;
  const mailingKey = (await lastMailing(doors.ports.ledger, issue))?.issueKey ?? null;
  if (form.why === '') return formPage(context, issue, { ...form, error: 'no-reason' });
  if (form.confirm !== 'yes') return formPage(context, issue, { ...form, error: 'unconfirmed' });
  const error = await carryOut(context, doors, { issueKey, mailingKey, form });
  if (error !== null && error !== 'unchanged') return formPage(context, issue, { ...form, error });
  return context.redirect(`/desk/issues/${issueKey}/after?done=${error ?? form.wish}`, 303);
}

/** Writes the wish down and does it; why not, where it cannot be done. */
async function carryOut(
  context: DeskContext,
  { ports }: DeskDoors,
  {
    issueKey,
    mailingKey,
    form,
  }: { readonly issueKey: IssueKey; readonly mailingKey: string | null; readonly form: z.infer<typeof formSchema> },
): Promise<string | null> {
  const { wish, why, hour = '' } = form;
  const entry = { issueKey, deed: wish, why: hour === '' ? why : `${hour}; ${why}`, editor: context.get('person') };
  if (wish === 'hold' || wish === 'release' || wish === 'schedule') {
    await writeDown(ports, entry);
    const held = await holdMailing(ports, {
      issueKey,
      wish: wish === 'schedule' ? { kind: wish, hour } : { kind: wish },
    });
    return held.kind === 'done' ? null : held.kind;
  }
  if (mailingKey === null) return 'no-mailing';
  await writeDown(ports, entry);
  const steered = await steerMailing(ports, { issueKey: mailingKey, mailing: wish });
  return steered.kind === 'steered' ? null : 'unchanged';
}

async function issueOf(context: DeskContext, { ports }: DeskDoors): Promise<Issue | null> {
  const issueKey = anyIssueKeyOf(context);
  const issue = issueKey === null ? null : await ports.issues.get(issueKey);
  return issue?.fingerprint ? issue : null;
}

interface Asked {
  readonly wish: Wish;
  readonly why: string;
  readonly error: string;
}

function formPage(context: DeskContext, { issueKey }: Issue, { wish, why, error }: Asked): Response {
  const words = afterMessages().wishes[wish];
  const values = {
    ...issueView(issueKey),
    ...words,
    wish,
    why,
    earliest: MAILING_HOUR,
    error: error === '' ? '' : afterRefusal(error),
  };
  return page(context, { template: 'steer', values, status: error === '' ? 200 : 422 });
}
