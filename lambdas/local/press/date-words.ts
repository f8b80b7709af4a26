import { addDays, type Day } from '../../core/calendar/instant.ts';
import { formatDate, formatDay } from '../../core/vietnamese/dates.ts';

const QUARTERS = ['I', 'II', 'III', 'IV'] as const;

/** The date words, each from the day (`hôm nay`): a table, so that an author sees what there is. */
const WORDS: Readonly<Record<string, (day: Day) => string>> = {
  'hôm kia': (day) => formatDay(addDays(day, -2)),
  'hôm nay': formatDay,
  'hôm qua': (day) => formatDay(addDays(day, -1)),
  kỳ: periodSoFar,
  'mồng một tháng sau': (day) => formatDate(firstOfMonth(day, 1)),
  năm: (day) => String(yearOf(day)),
  'năm sau': (day) => String(yearOf(day) + 1),
  'năm trước': (day) => String(yearOf(day) - 1),
  'quý sau': nextQuarter,
  'tháng này': (day) => monthName(day, day),
  'tháng sau': (day) => monthName(firstOfMonth(day, 1), day),
  'tháng trước': (day) => monthName(firstOfMonth(day, -1), day),
};

/** `{{ngày +7}}` → `01/12`, `{{ngày -3}}`; with `năm` at the end the year too. */
const DAY_WORD = /^ngày ([+-]\d+)( năm)?$/;

/** Fills the date words of `text` in for an issue of `day`; an unknown word throws, since it is a slip in our own data. */
export function fillIn(text: string, day: Day): string {
  return text.replace(/\{\{([^}]*)\}\}/g, (_whole, word: string) => dateWord(word.trim(), day));
}

function dateWord(word: string, day: Day): string {
  const relative = DAY_WORD.exec(word);
  if (relative) {
    const meant = addDays(day, Number(relative[1]));
    return relative[2] === undefined ? formatDay(meant) : formatDate(meant);
  }
  const write = WORDS[word];
  if (write === undefined) throw new Error(`unknown date word {{${word}}}`);
  return write(day);
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

function firstOfMonth(day: Day, offset: number): Day {
  return new Date(Date.UTC(yearOf(day), monthOf(day) - 1 + offset, 1)).toISOString().slice(0, 10);
}

/** `tháng 12`, with the year where it is another one. */
function monthName(month: Day, seenFrom: Day): string {
  const year = yearOf(month) === yearOf(seenFrom) ? '' : `/${yearOf(month)}`;
  return `tháng ${monthOf(month)}${year}`;
}

/** The months of the year that are over: `10 tháng đầu năm 2026`; in January the year before. */
function periodSoFar(day: Day): string {
  const months = monthOf(day) - 1;
  if (months === 0) return `năm ${yearOf(day) - 1}`;
  return months === 1 ? `tháng 1/${yearOf(day)}` : `${months} tháng đầu năm ${yearOf(day)}`;
}

function nextQuarter(day: Day): string {
  const next = Math.floor((monthOf(day) - 1) / 3) + 1;
  return `quý ${QUARTERS[next % 4] ?? 'I'}/${yearOf(day) + (next === 4 ? 1 : 0)}`;
}
