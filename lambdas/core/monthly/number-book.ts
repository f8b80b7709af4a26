import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { type Month, monthSchema } from './monthly-content.ts';

const givenSchema = z.object({ number: z.number().int().min(1), issueKey: monthSchema });
const voidSchema = z.object({
  number: z.number().int().min(1),
  /** Why no monthly bears it, in Vietnamese. */
  reason: z.string().min(1),
  by: z.string(),
  at: instantSchema,
});

/**
 * Every number ever given, in one row of the register, changed only on condition of `turn`: a number is a month's or void,
 * none is left out and none is given twice. Twelve entries a year.
 */
export const numberBookSchema = z.object({
  version: z.literal(1),
  turn: z.number().int().min(1),
  given: z.array(givenSchema),
  void: z.array(voidSchema),
});
/** See {@link numberBookSchema}. */
export type NumberBook = z.infer<typeof numberBookSchema>;

/** The number of a month; null where it has none yet. */
export function numberOf(book: NumberBook | null, month: Month): number | null {
  return book?.given.find(({ issueKey }) => issueKey === month)?.number ?? null;
}

/** The number that comes next; `first` where none was ever given. */
export function nextNumber(book: NumberBook | null, first: number): number {
  const numbers = [...(book?.given ?? []), ...(book?.void ?? [])].map(({ number }) => number);
  return numbers.length === 0 ? first : Math.max(...numbers) + 1;
}

/** The book with the next number given to a month that has none. */
export function withNumber(book: NumberBook | null, month: Month, first: number): NumberBook {
  const given = { number: nextNumber(book, first), issueKey: month };
  return { ...turned(book), given: [...(book?.given ?? []), given] };
}

/** The book with the next number declared void. */
export function withVoid(
  book: NumberBook | null,
  why: { readonly reason: string; readonly by: string; readonly at: string },
  first: number,
): NumberBook {
  return { ...turned(book), void: [...(book?.void ?? []), { ...why, number: nextNumber(book, first) }] };
}

function turned(book: NumberBook | null): NumberBook {
  return { version: 1, given: book?.given ?? [], void: book?.void ?? [], turn: (book?.turn ?? 0) + 1 };
}
