import { z } from 'zod';
import { phrase } from '../../../core/drafting/words.ts';
import { type NumberBook, nextNumber } from '../../../core/monthly/number-book.ts';
import { voidSeenNumber } from '../../../workflows/monthly/approve-monthly.ts';
import { loadMonthlySetting } from '../../../workflows/monthly/monthly-files.ts';
import type { DeskDoors } from '../doors.ts';
import { momentText } from '../draft-view.ts';
import { line, readForm } from '../form.ts';
import { type DeskContext, page } from '../page.ts';
import { may } from '../permissions.ts';
import { monthView } from './draft-view.ts';
import { monthlyMessages } from './messages.ts';
import { badMonthlyForm } from './submit.ts';

const formSchema = z.object({
  /** The number that was on the screen. */
  number: z.coerce.number().int().min(1),
  why: line,
  confirm: z.string().optional(),
});

/** Every number of the monthly: which month bears it, or why none does; and, for an approver, to leave the next one out. */
export async function numbersPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  return showNumbers(context, doors, { why: '', error: '' });
}

/** Declares the next number void, with the reason: the very number that was on the screen. */
export async function voidNext(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, formSchema);
  if (!form) return badMonthlyForm(context);
  const { number, why } = form;
  if (why === '') return showNumbers(context, doors, { why, error: 'no-reason' });
  if (form.confirm !== 'yes') return showNumbers(context, doors, { why, error: 'unconfirmed' });
  const by = context.get('person').name;
  const isDone = await voidSeenNumber(doors.ports, { reason: why, by }, number);
  if (!isDone) return showNumbers(context, doors, { why, error: 'number-changed' });
  return context.redirect('/desk/numbers?done=void', 303);
}

async function showNumbers(
  context: DeskContext,
  { ports }: DeskDoors,
  { why, error }: { readonly why: string; readonly error: string },
): Promise<Response> {
  const book = await ports.issues.numbers();
  const { firstNumber } = await loadMonthlySetting(ports.newsroom);
  const { numbers } = monthlyMessages();
  const values = {
    next: nextNumber(book, firstNumber),
    numbers: linesOf(book),
    canVoid: may(context.get('person'), 'approve'),
    why,
    error: numbers.refusals[error] ?? '',
    notice: context.req.query('done') === 'void' ? numbers.done : '',
  };
  return page(context, { template: 'numbers', values, status: error === '' ? 200 : 422 });
}

/** The newest number first. */
function linesOf(book: NumberBook | null) {
  const { numbers } = monthlyMessages();
  const given = (book?.given ?? []).map(({ number, issueKey }) => ({
    ...{ number, issueKey, text: monthView({ issueKey }).name },
    why: '',
  }));
  const empty = (book?.void ?? []).map(({ number, reason, by, at }) => ({
    ...{ number, issueKey: '', text: phrase(numbers.void, by, momentText(at)) },
    why: reason,
  }));
  return [...given, ...empty].toSorted((a, b) => b.number - a.number);
}
