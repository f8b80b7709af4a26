import { z } from 'zod';
import { dayOf } from '../../core/calendar/instant.ts';
import { type ListLine, type ListRow, READERS_HEAD, readerLine, readList } from '../../core/subscriptions/list-file.ts';
import { writeChange } from '../../workflows/editing/desk-book.ts';
import { type ImportedLine, importLines } from '../../workflows/subscribing/import-subscribers.ts';
import type { DeskDoors } from './doors.ts';
import { line } from './form.ts';
import { type DeskContext, page, problem } from './page.ts';
import { importMessages } from './readers-import-messages.ts';
import { packLines, takenLine, textOfRow, toldLine, unpackRows } from './readers-import-view.ts';
import type { DeskRoute } from './route.ts';
import { filled } from './source-messages.ts';

/** Below it forms may hold a whole file. */
export const READERS_IMPORT = '/desk/readers/import';

/** Longest form below {@link READERS_IMPORT}, bytes: what a function takes of a request, less what base64 adds. */
export const LIST_LIMIT = 4 * 1024 * 1024;

/** Lines a file may have: the book takes them in a part of the time a request may last. */
const MOST_LINES = 5_000;

/** Readers that are handed out at once: a file within what a function may answer. */
const MOST_READERS = 20_000;

const wishForm = z.object({
  basis: line.pipe(z.string().max(300)),
  editions: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => (['daily', 'monthly'] as const).filter((edition) => [chosen].flat().includes(edition))),
});
const checkForm = wishForm.extend({ file: z.instanceof(File) });
const addForm = wishForm.extend({ file: line, lines: z.string().max(LIST_LIMIT) });

type Typed = Pick<z.infer<typeof wishForm>, 'basis' | 'editions'>;

function importPage(context: DeskContext): Response {
  return form(context, '', { basis: '', editions: ['daily'] });
}

function form(context: DeskContext, refusal: string, typed: Typed): Response {
  const error = filled(importMessages().refusals[refusal], { most: MOST_LINES.toLocaleString('vi') });
  const values = { ...typed, error, most: MOST_LINES.toLocaleString('vi') };
  return page(context, { template: 'readers-import', values, status: refusal === '' ? 200 : 422 });
}

/** Says what every line of a file would come to; nothing is kept, the good lines wait in the form of the next step. */
async function check(context: DeskContext): Promise<Response> {
  const parsed = checkForm.safeParse(await context.req.parseBody({ all: true }));
  if (!parsed.success) return form(context, 'no-file', { basis: '', editions: ['daily'] });
  const { file, basis, editions } = parsed.data;
  const refuse = (why: string) => form(context, why, { basis, editions });
  if (file.size === 0) return refuse('no-file');
  if (basis === '') return refuse('no-basis');
  if (editions.length === 0) return refuse('no-editions');
  // Loaded when a file has come: no other page of the desk reads a workbook.
  const { readListFile } = await import('../../core/subscriptions/workbook.ts');
  const read = await readListFile(new Uint8Array(await file.arrayBuffer()));
  if (read.kind === 'unreadable') return refuse(read.why);
  const rows = firstOf(read.rows, MOST_LINES + 1);
  if (rows.length > MOST_LINES) return refuse('too-long');
  const lines = [...readList(rows)];
  const good = lines.filter((each): each is Extract<ListLine, { kind: 'address' }> => each.kind === 'address');
  if (good.length === 0) return refuse('none');
  const told = lines.flatMap((each, at) => {
    const row = rows[at];
    return each.kind === 'address' || row === undefined ? [] : [toldLine(each, textOfRow(row))];
  });
  const idle = lines.filter(({ kind }) => kind === 'empty' || kind === 'heading').length;
  const counts = { total: lines.length, good: good.length, bad: told.length - idle };
  const values = {
    ...counts,
    idle: idle === 0 ? '' : filled(importMessages().idle, { count: idle }),
    ...{ file: nameOf(file), basis, editions, lines: packLines(good), told },
    taken: good.map(takenLine),
  };
  return page(context, { template: 'readers-import-check', values });
}

/** Adds the lines that were shown; sending the form again adds nobody. */
async function add(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const parsed = addForm.safeParse(await context.req.parseBody({ all: true }));
  const typed = parsed.success ? parsed.data : { basis: '', editions: [], file: '', lines: '' };
  const { basis, editions, file } = typed;
  const rows = unpackRows(typed.lines);
  if (basis === '' || editions.length === 0 || rows.length > MOST_LINES) {
    return form(context, 'bad-form', { basis: '', editions: ['daily'] });
  }
  const editor = context.get('person');
  const from = filled(importMessages().consentFrom, { file, name: editor.name });
  const consent = { at: doors.ports.clock.now(), basis, from };
  const wish = { consent, editions, keyring: await doors.mail.keyring() };
  const fields = [basis, file, ...editions].map((value) => ({ name: 'list', value }));
  await writeChange(doors.ports, {
    route: `POST ${READERS_IMPORT}`,
    path: `${READERS_IMPORT} ${file}`,
    fields,
    editor,
  });
  const lines: ImportedLine[] = [];
  for await (const each of importLines(doors.ports.subscribers, readList(rows), wish)) lines.push(each);
  const told = lines.flatMap((each, at) => (each.kind === 'added' ? [] : [toldLine(each, rows[at]?.cells[0] ?? '')]));
  const values = { file, added: lines.length - told.length, kept: told.length, told };
  return page(context, { template: 'readers-import-done', values });
}

/** The active readers as a file no spreadsheet program runs anything of. A POST: who took the list is written in the book. */
async function exportReaders(context: DeskContext, { ports }: DeskDoors): Promise<Response> {
  const rows = new Map<string, string>();
  for (const edition of ['daily', 'monthly'] as const) {
    for await (const readers of ports.subscribers.active(edition)) {
      for (const reader of readers) rows.set(reader.id, readerLine(reader));
      if (rows.size > MOST_READERS) {
        const detail = filled(importMessages().tooMany, { most: MOST_READERS.toLocaleString('vi') });
        return problem(context, 'refused', { status: 422, detail, back: READERS_IMPORT });
      }
    }
  }
  const editor = context.get('person');
  const fields = [{ name: 'readers', value: String(rows.size) }];
  await writeChange(ports, { route: 'POST /desk/readers/export', path: '/desk/readers/export', fields, editor });
  context.header('content-type', 'text/csv; charset=utf-8');
  const day = dayOf(ports.clock.now());
  context.header('content-disposition', `attachment; filename="nguoi-nhan-${day}.csv"`);
  return context.body(`\uFEFF${READERS_HEAD}${[...rows.values()].join('')}`);
}

/** No more than are looked at: a file may have millions. */
function firstOf(rows: Iterable<ListRow>, most: number): ListRow[] {
  const taken: ListRow[] = [];
  for (const row of rows) {
    taken.push(row);
    if (taken.length === most) break;
  }
  return taken;
}

function nameOf(file: File): string {
  return line.catch('').parse(file.name).slice(0, 120);
}

/** Addresses by which lists of readers come in and go out. */
export const READERS_IMPORT_ROUTES: readonly DeskRoute[] = [
  { method: 'GET', path: READERS_IMPORT, needs: 'settings', handle: importPage },
  { method: 'POST', path: `${READERS_IMPORT}/check`, needs: 'settings', handle: check },
  { method: 'POST', path: READERS_IMPORT, needs: 'settings', handle: add },
  { method: 'POST', path: '/desk/readers/export', needs: 'settings', handle: exportReaders },
];
