import { addDays, type Day, dayOf, daySchema } from '../../core/calendar/instant.ts';
import { phrase } from '../../core/drafting/words.ts';
import { formatDate } from '../../core/vietnamese/dates.ts';
import { type DeskEntry, readDeskBook } from '../../workflows/editing/desk-book.ts';
import { bookMessages } from './book-messages.ts';
import type { DeskDoors } from './doors.ts';
import { momentText } from './draft-view.ts';
import { type DeskContext, page } from './page.ts';
import type { DeskRoute } from './route.ts';

/** Who did what at the desk on a day, `?day=`; nothing on it can be changed. */
async function bookPage(context: DeskContext, { ports }: DeskDoors): Promise<Response> {
  const today = dayOf(ports.clock.now());
  const asked = daySchema.safeParse(context.req.query('day'));
  const day: Day = asked.success && asked.data <= today ? asked.data : today;
  const entries = await readDeskBook(ports.newsroom, day);
  const values = {
    date: formatDate(day),
    before: addDays(day, -1),
    after: day < today ? addDays(day, 1) : '',
    lines: entries.map(lineView),
  };
  return page(context, { template: 'book', values });
}

function lineView({ at, name, deed, about, sent, before, why = '' }: DeskEntry) {
  const { deeds, about: subjects } = bookMessages();
  return {
    at: momentText(at),
    name,
    deed: deeds[deed] ?? deed,
    about: about.startsWith('/') ? subjectOf(about, subjects) : about,
    why,
    sent: sent.slice(0, 12),
    before: before.replaceAll('"', '').slice(0, 12),
  };
}

/** `/desk/issues/2026-11-23/clippings/tin1/drop` is of the issue of that day. */
function subjectOf(path: string, subjects: Readonly<Record<string, string>>): string {
  const [, , room = '', key = ''] = path.split('/');
  return phrase(subjects[room] ?? '', daySchema.safeParse(key).success ? formatDate(key) : decodeURIComponent(key));
}

/** Addresses of the desk's book. */
export const BOOK_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: '/desk/journal', needs: 'look-up', handle: bookPage },
];
