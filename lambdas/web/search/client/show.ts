import type { DocumentHit, NamedDocument } from '../../../core/search/document-look-up.ts';
import { readable } from '../../../core/search/searchable.ts';
import { formatDate, formatMonth, weekdayName } from '../../../core/vietnamese/dates.ts';
import type { HitData } from './pagefind.ts';
import { say, type Words } from './words.ts';

/** Clippings shown of those that name a document; the others are one click away. */
const NAMING_SHOWN = 10;

/** The element of that id and kind; throws where the page has none, for then page and script are of different days. */
export function part<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/** A hit as a list item: title with its link, when and where it was printed, the words in their text. */
export function hitItem({ url, meta, filters, excerpt }: HitData, words: Words): HTMLLIElement {
  const about = [
    dayWords(url, meta.day ?? '', words),
    ...['section', 'place', 'paper'].flatMap((name) => filters[name] ?? []),
  ];
  const item = linkItem(url, readable(meta.title ?? ''), about);
  const text = document.createElement('p');
  text.className = 'excerpt';
  text.append(...markedText(readable(excerpt)));
  item.append(text);
  return item;
}

/** A document with the clippings that name it. */
export function documentParts({ number, total, hits }: NamedDocument, words: Words): HTMLElement[] {
  const heading = document.createElement('h3');
  heading.textContent = say(words.document, { number, n: total });
  const list = document.createElement('ol');
  list.className = 'hits';
  const items = hits.map(([url, title, day]: DocumentHit) => linkItem(url, title, [dayWords(url, day, words)]));
  list.append(...items.slice(0, NAMING_SHOWN));
  if (total <= NAMING_SHOWN) return [heading, list];
  return [heading, list, restOf(items.slice(NAMING_SHOWN), total, words)];
}

/** What else names a document, folded away; of a year's many the look-up itself keeps only the newest. */
function restOf(items: readonly HTMLLIElement[], total: number, words: Words): HTMLElement {
  const more = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = say(words.moreOfDocument, { n: total - NAMING_SHOWN });
  const list = document.createElement('ol');
  list.className = 'hits';
  list.start = NAMING_SHOWN + 1;
  list.append(...items);
  more.append(summary, list);
  return more;
}

function linkItem(url: string, title: string, about: readonly string[]): HTMLLIElement {
  const item = document.createElement('li');
  const heading = document.createElement('p');
  heading.className = 'title';
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  heading.append(link);
  const where = document.createElement('p');
  where.className = 'where';
  where.textContent = about.filter((each) => each !== '').join(' · ');
  item.append(heading, where);
  return item;
}

/** A monthly is of a month: the day it is filed under is the first, and no day it came out. */
function dayWords(url: string, day: string, words: Words): string {
  if (day === '') return '';
  if (!/(^|\/)monthly\//.test(url)) return `${weekdayName(day)}, ${formatDate(day)}`;
  return say(words.monthly, { month: formatMonth(day.slice(0, 7)), year: day.slice(0, 4) });
}

/** The index escapes `<` and `>` and adds `<mark>`: read back into nodes, so that nothing of a text is ever markup. */
function markedText(excerpt: string): Node[] {
  return excerpt.split(/(<mark>.*?<\/mark>)/s).map((piece) => {
    const marked = /^<mark>(.*)<\/mark>$/s.exec(piece);
    const text = (marked?.[1] ?? piece).replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    if (!marked) return document.createTextNode(text);
    const mark = document.createElement('mark');
    mark.textContent = text;
    return mark;
  });
}

/** Puts the values of a filter into its list, each with how many clippings it has; keeps what is chosen. */
export function fillFilter(list: HTMLSelectElement, values: Readonly<Record<string, number>>, words: Words): void {
  const chosen = list.value;
  const names = Object.keys(values).sort((a, b) => a.localeCompare(b, 'vi'));
  if (chosen !== '' && !names.includes(chosen)) names.push(chosen);
  list.replaceChildren(
    new Option(words.any, ''),
    ...names.map((name) => new Option(say(words.value, { name, n: values[name] ?? 0 }), name)),
  );
  list.value = chosen;
}
