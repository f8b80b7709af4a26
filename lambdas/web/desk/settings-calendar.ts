import type { Calendar, CalendarYear } from '../../core/calendar/calendar.ts';
import { isWeekend, yearOf } from '../../core/calendar/holidays.ts';
import { addDays, type Day } from '../../core/calendar/instant.ts';
import { formatDay } from '../../core/vietnamese/dates.ts';
import { SETTINGS } from '../../workflows/settings/setting-table.ts';
import {
  type Asked,
  choice,
  dayField,
  deskSetting,
  type Fields,
  field,
  type Proposal,
  proposed,
  refused,
  type SettingPage,
  type TableView,
} from './settings-form.ts';
import { settingsMessages } from './settings-messages.ts';
import { group } from './settings-plain.ts';

/** Days off in a row; more is a slip of the keyboard. */
const LONGEST = 15;

/** The calendar: what is decided for this year and the next, and a form for one decision at a time. */
export const CALENDAR_SETTING = deskSetting(SETTINGS.calendar, { show, propose });

function show(calendar: Calendar, { today }: Asked): SettingPage {
  const year = Number(today.slice(0, 4));
  const fields = [
    choice('act', 'off', ['off', 'worked', 'not-off', 'not-worked', 'confirm']),
    field('from', '', { kind: 'day' }),
    field('to', '', { kind: 'day' }),
    field('name', ''),
    field('document', ''),
  ];
  const tables = [year, year + 1].map((each) => yearTable(yearOf(each, calendar)));
  return { groups: [group('calendar', fields)], tables, hasSearch: false };
}

function yearTable({ year, confirmed, off, worked, unsettled, documents }: CalendarYear): TableView {
  const words = settingsMessages().tables;
  const state = (confirmed ? words.confirmed : words.reckoned) ?? '';
  const days = [
    ...off.map(({ from, to, name }) => ({ day: from, text: span(from, to), name })),
    ...worked.map((day) => ({ day, text: formatDay(day), name: words.workedDay ?? '' })),
    ...unsettled.map(({ day, name }) => ({
      day,
      text: formatDay(day),
      name: (words.unsettledDay ?? '').replace('{0}', name),
    })),
  ].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  return {
    title: (words.year ?? '').replace('{0}', String(year)).replace('{1}', state),
    heads: [words.days ?? '', words.what ?? ''],
    rows: [...days.map(({ text, name }) => [text, name]), ...documents.map((each) => [words.document ?? '', each])],
  };
}

function span(from: Day, to: Day): string {
  return from === to ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;
}

type Change = (
  year: CalendarYear,
  days: { readonly from: Day; readonly to: Day; readonly name: string },
) => Proposal<CalendarYear>;

/** What each kind of decision makes of a year. */
const ACTS: Readonly<Record<string, Change>> = {
  off: (year, { from, to, name }) => {
    if (name === '') return refused('empty');
    if (year.off.some((each) => each.from <= to && from <= each.to)) return refused('already');
    return proposed({ ...settled(year, from, to), off: inOrder([...year.off, { from, to, name }]) });
  },
  worked: (year, { from }) => {
    if (!isWeekend(from)) return refused('not-weekend');
    if (year.worked.includes(from)) return refused('already');
    return proposed({ ...year, worked: [...year.worked, from].toSorted() });
  },
  'not-off': (year, { from }) => {
    const off = year.off.filter((each) => each.from !== from);
    return off.length === year.off.length ? refused('not-there') : proposed({ ...year, off });
  },
  'not-worked': (year, { from }) => {
    const worked = year.worked.filter((each) => each !== from);
    return worked.length === year.worked.length ? refused('not-there') : proposed({ ...year, worked });
  },
  confirm: (year) => proposed({ ...year, confirmed: true }),
};

/** A year the table does not know is taken over as reckoned, and stays unconfirmed until a person confirms it. */
function propose(calendar: Calendar, fields: Fields): Proposal<Calendar> {
  const [from, document = ''] = [dayField(fields.from), fields.document];
  const to = (fields.to ?? '') === '' ? from : dayField(fields.to);
  const act = ACTS[fields.act ?? ''];
  if (act === undefined) return refused('bad-form');
  if (document === '') return refused('no-document');
  if (from === null || to === null || !isSpan(from, to)) return refused('bad-day');
  const year = yearOf(Number(from.slice(0, 4)), calendar);
  const changed = act(year, { from, to, name: fields.name ?? '' });
  if (changed.kind === 'refused') return changed;
  const documents = year.documents.includes(document) ? year.documents : [...year.documents, document];
  const others = calendar.years.filter((each) => each.year !== year.year);
  const years = [...others, { ...changed.value, documents }].toSorted((a, b) => a.year - b.year);
  return proposed({ ...calendar, years });
}

function isSpan(from: Day, to: Day): boolean {
  return from <= to && to < addDays(from, LONGEST) && from.slice(0, 4) === to.slice(0, 4);
}

/** What was not known to be off is known now. */
function settled(year: CalendarYear, from: Day, to: Day): CalendarYear {
  return { ...year, unsettled: year.unsettled.filter(({ day }) => day < from || to < day) };
}

function inOrder(off: CalendarYear['off']): CalendarYear['off'] {
  return off.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}
