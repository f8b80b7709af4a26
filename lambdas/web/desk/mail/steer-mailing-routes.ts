import { z } from 'zod';
import { writeDown } from '../../../workflows/journal.ts';
import { resendDeliveries } from '../../../workflows/mailing/resend-deliveries.ts';
import { steerMailing } from '../../../workflows/mailing/steer-mailing.ts';
import type { DeskDoors } from '../doors.ts';
import { line } from '../form.ts';
import type { DeskContext } from '../page.ts';
import { mailedKeyOf, mailingWith } from './mailing-page.ts';
import { wishSchema } from './mailing-wishes.ts';
import { mailMessages } from './messages.ts';

const steerForm = z.object({ wish: wishSchema, why: line, confirm: z.string().optional() });

const chosenSchema = z.string().regex(/^\d{1,6}\/[0-9a-f]{1,128}$/);
const resendForm = z.object({
  /** `all`, or those that are marked. */
  whom: z.enum(['all', 'chosen']),
  who: z.union([chosenSchema.transform((one) => [one]), z.array(chosenSchema).max(500)]).default([]),
  why: line,
  confirm: z.string().optional(),
});

/** Pauses, resumes, renews or stops a mailing; who asked, when and why is written down first. */
export async function steerHere(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = mailedKeyOf(context);
  const form = steerForm.safeParse(await context.req.parseBody());
  if (issueKey === null || !form.success) return refuse(context, doors, 'bad-form');
  const { wish, why, confirm } = form.data;
  const missing = missingOf(why, confirm);
  if (missing !== null) return refuse(context, doors, missing);
  if (!(await doors.ports.ledger.mailing(issueKey))) return refuse(context, doors, 'no-mailing');
  await writeDown(doors.ports, { issueKey, deed: wish, why, editor: context.get('person') });
  const { kind } = await steerMailing(doors.ports, { issueKey, mailing: wish });
  return context.redirect(`/desk/mailings/${issueKey}?done=${kind === 'steered' ? wish : 'unchanged'}`, 303);
}

/** Has those who have no copy written to once more: all of them, or those that were marked. */
export async function resendHere(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = mailedKeyOf(context);
  const form = resendForm.safeParse(await context.req.parseBody({ all: true }));
  if (issueKey === null || !form.success) return refuse(context, doors, 'bad-form');
  const { whom, who, why, confirm } = form.data;
  const missing = missingOf(why, confirm) ?? (whom === 'chosen' && who.length === 0 ? 'nobody' : null);
  if (missing !== null) return refuse(context, doors, missing);
  await writeDown(doors.ports, { issueKey, deed: 'resend', why, editor: context.get('person') });
  const outcome = await resendDeliveries(doors.ports, {
    issueKey,
    chosen: whom === 'all' ? 'all' : who.map(rowOf),
  });
  if (outcome.kind !== 'resent') return refuse(context, doors, outcome.kind);
  const done = outcome.readers === 0 ? 'resent-none' : 'resent';
  const left = Object.entries(outcome.left).map(([kind, count]) => `&${kind}=${count}`);
  return context.redirect(`/desk/mailings/${issueKey}?done=${done}&readers=${outcome.readers}${left.join('')}`, 303);
}

function rowOf(value: string): { readonly shard: number; readonly subscriberId: string } {
  const [shard = '', subscriberId = ''] = value.split('/');
  return { shard: Number(shard), subscriberId };
}

function missingOf(why: string, confirm: string | undefined): string | null {
  if (why === '') return 'no-reason';
  return confirm === 'yes' ? null : 'unconfirmed';
}

function refuse(context: DeskContext, doors: DeskDoors, reason: string): Promise<Response> {
  return mailingWith(context, doors, { error: mailMessages().refusals[reason] ?? reason, status: 422 });
}
