import { z } from 'zod';
import { phrase } from '../../../core/drafting/words.ts';
import type { Issue } from '../../../core/issue/issue.ts';
import type { Mailing } from '../../../core/mailing/mailing.ts';
import { formatCount } from '../../../core/vietnamese/numbers.ts';
import { writeDown } from '../../../workflows/journal.ts';
import { steerMailing } from '../../../workflows/steer-mailing.ts';
import type { DeskDoors } from '../doors.ts';
import { dayView, momentText } from '../draft-view.ts';
import { issueKeyOf, line, readForm } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { afterMessages, afterRefusal } from './messages.ts';

const wishSchema = z.enum(['pause', 'resume', 'stop']);
type Wish = z.infer<typeof wishSchema>;

const formSchema = z.object({ wish: wishSchema, why: line, confirm: z.string().optional() });

/** What can be asked of a mailing in each of its states. */
const POSSIBLE: Readonly<Record<Mailing['state'], readonly Wish[]>> = {
  sending: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: [],
  finished: [],
};

/** How the mailing of an issue stands, and what can be asked of it. */
export async function mailingView({ ports }: DeskDoors, { issueKey }: Issue) {
  const words = afterMessages();
  const mailing = await ports.ledger.mailing(issueKey);
  if (!mailing) return { text: words.mailing.none ?? '', wishes: [] };
  const text = phrase(words.mailing[mailing.state] ?? '', formatCount(mailing.audience), momentText(mailing.startedAt));
  return { text, wishes: POSSIBLE[mailing.state].map((wish) => ({ wish, button: words.wishes[wish]?.button ?? '' })) };
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
  if (form.why === '') return formPage(context, issue, { ...form, error: 'no-reason' });
  if (form.confirm !== 'yes') return formPage(context, issue, { ...form, error: 'unconfirmed' });
  if (!(await doors.ports.ledger.mailing(issueKey))) return formPage(context, issue, { ...form, error: 'no-mailing' });
  await writeDown(doors.ports, { issueKey, deed: form.wish, why: form.why, editor: context.get('person') });
  const outcome = await steerMailing(doors.ports, { issueKey, mailing: form.wish });
  const done = outcome.kind === 'steered' ? form.wish : 'unchanged';
  return context.redirect(`/desk/issues/${issueKey}/after?done=${done}`, 303);
}

async function issueOf(context: DeskContext, { ports }: DeskDoors): Promise<Issue | null> {
  const issueKey = issueKeyOf(context);
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
  const values = { ...dayView(issueKey), ...words, wish, why, error: error === '' ? '' : afterRefusal(error) };
  return page(context, { template: 'steer', values, status: error === '' ? 200 : 422 });
}
