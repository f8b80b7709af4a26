import type { NamedDocument } from '../../../core/search/document-look-up.ts';
import { type Answer, engineOf, find, lookUp } from './find.ts';
import type { Hit, Year } from './pagefind.ts';
import { documentParts, fillFilter, hitItem, part } from './show.ts';
import { say, wordsOf } from './words.ts';

/** Hits shown at first, and as many more each time. */
const PAGE = 10;
/** Value of the list of years that stands for all of them. */
const ALL = 'tat-ca';
/** Filters of the index by the names they have in the address. */
const FILTERS = { muc: 'section', noi: 'place', bao: 'paper' } as const;

const page = part('noi-dung', HTMLElement);
const form = part('tim', HTMLFormElement);
const query = part('q', HTMLInputElement);
const year = part('nam', HTMLSelectElement);
const sorting = part('xep', HTMLSelectElement);
const status = part('tinh-hinh', HTMLElement);
const named = part('van-ban', HTMLElement);
const list = part('danh-sach', HTMLOListElement);
const more = part('xem-them', HTMLButtonElement);
const older = part('nam-truoc', HTMLButtonElement);
const words = wordsOf(page);
const lists = Object.entries(FILTERS).map(([id, filter]) => ({ filter, select: part(id, HTMLSelectElement) }));

let years: readonly Year[] = [];
let hits: readonly Hit[] = [];
/** Counts the searches, so that a slow one does not write over the next. */
let turn = 0;

/** The years that can be searched; asked for anew each time the page is opened. */
async function loadYears(): Promise<readonly Year[]> {
  const answer = await fetch('/search/years.json', { cache: 'no-cache' });
  if (answer.status === 404) return [];
  const pointer: { years: readonly { year: string; build: string | null }[] } = await answer.json();
  return pointer.years.flatMap((each) => (each.build === null ? [] : [{ year: each.year, build: each.build }]));
}

function chosenYears(): readonly Year[] {
  if (year.value === ALL) return years;
  const chosen = years.filter((each) => each.year === year.value);
  return chosen.length > 0 ? chosen : years.slice(0, 1);
}

function chosenFilters(): Record<string, string> {
  return Object.fromEntries(
    lists.filter(({ select }) => select.value !== '').map(({ filter, select }) => [filter, select.value]),
  );
}

function yearWords(): string {
  const chosen = chosenYears();
  return chosen.length === 1 ? say(words.oneYear, { year: chosen[0]?.year ?? '' }) : words.allYears;
}

/** Searches what the form says and shows it; an index that was replaced meanwhile is asked for once more. */
async function search(isSecondTry = false): Promise<void> {
  const mine = ++turn;
  const asked = query.value.trim();
  const filters = chosenFilters();
  if (asked === '' && Object.keys(filters).length === 0) return clear();
  status.textContent = words.searching;
  try {
    const chosen = chosenYears();
    // A number is known exactly, in whatever year: it is looked up in all of them.
    const documents = asked === '' ? null : await lookUp(asked, year.value === '' ? years : chosen);
    const answer = documents?.isWholeQuery
      ? null
      : await find({ query: asked, filters, byDay: sorting.value === 'ngay', years: chosen });
    if (mine !== turn) return;
    showDocuments(documents?.documents ?? []);
    await showAnswer(answer, documents?.documents.length ?? 0);
    if (mine === turn) await fillFilters(chosen);
  } catch (error) {
    if (mine !== turn) return;
    if (!isSecondTry) {
      years = await loadYears().catch(() => years);
      return search(true);
    }
    status.textContent = words.failed;
    throw error;
  }
}

function clear(): void {
  hits = [];
  status.textContent = '';
  named.replaceChildren();
  list.replaceChildren();
  more.hidden = true;
  older.hidden = true;
}

function showDocuments(documents: readonly NamedDocument[]): void {
  named.replaceChildren(...documents.flatMap((each) => documentParts(each, words)));
}

async function showAnswer(answer: Answer | null, documents: number): Promise<void> {
  hits = answer?.hits ?? [];
  list.replaceChildren();
  await showMore();
  older.hidden = answer === null || years.length < 2 || year.value === ALL;
  status.textContent = [
    documents > 0 ? say(answer ? words.foundDocuments : words.foundOnlyDocuments, { n: documents }) : '',
    answer ? say(hits.length === 0 ? words.foundNone : words.found, { n: hits.length, years: yearWords() }) : '',
    answer?.exact && answer.exact < hits.length ? say(words.foundExact, { n: answer.exact }) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** The next hits; returns the first of them. */
async function showMore(): Promise<Element | null> {
  const mine = turn;
  const from = list.children.length;
  const [first, ...rest] = hits.slice(from, from + PAGE);
  const shown = first ? hitItem(await first.data(), words) : null;
  if (mine !== turn) return null;
  // The best one stands there while the rest is still under way.
  if (shown) list.append(shown);
  const items = await Promise.all(rest.map(async (hit) => hitItem(await hit.data(), words)));
  if (mine !== turn) return null;
  list.append(...items);
  more.hidden = list.children.length >= hits.length;
  return shown;
}

async function fillFilters(chosen: readonly Year[]): Promise<void> {
  const counts = await (await engineOf(chosen, false)).filters();
  for (const { filter, select } of lists) fillFilter(select, counts[filter] ?? {}, words);
}

/** The address says what is searched, so that it can be sent to somebody. */
function address(): string {
  const entries = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
  );
  const asked = new URLSearchParams(entries).toString();
  return asked === '' ? location.pathname : `${location.pathname}?${asked}`;
}

function readAddress(): void {
  const asked = new URLSearchParams(location.search);
  query.value = asked.get('q') ?? '';
  for (const select of [year, sorting, ...lists.map((each) => each.select)]) {
    const value = asked.get(select.name) ?? '';
    if (value !== '' && ![...select.options].some((option) => option.value === value))
      select.add(new Option(value, value));
    select.value = value;
  }
}

function ask(): void {
  history.pushState(null, '', address());
  void search();
}

function listen(): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
  form.addEventListener('change', (event) => {
    if (event.target !== query) ask();
  });
  // The program is on its way while the words are typed.
  query.addEventListener('focus', () => void engineOf(chosenYears(), false), { once: true });
  older.addEventListener('click', () => {
    year.value = ALL;
    ask();
    status.focus();
  });
  more.addEventListener('click', () => {
    void showMore().then((first) => first?.querySelector('a')?.focus());
  });
  window.addEventListener('popstate', () => {
    readAddress();
    void search();
  });
}

years = await loadYears();
part('khong-script', HTMLElement).hidden = true;
if (years.length === 0) {
  status.textContent = words.emptyArchive;
} else {
  const options = years.map(
    (each, index) => new Option(say(words.oneYear, { year: each.year }), index === 0 ? '' : each.year),
  );
  year.replaceChildren(...options, ...(years.length > 1 ? [new Option(words.allYears, ALL)] : []));
  form.hidden = false;
  readAddress();
  listen();
  await search();
}
