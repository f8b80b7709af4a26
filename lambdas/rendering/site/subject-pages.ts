import type { CatalogueEntry } from '../../core/archive/catalogue.ts';
import { type CountedSubject, countedSubjects } from '../../core/archive/overview.ts';
import {
  predecessorsOf,
  SUBJECT_FOLDERS,
  SUBJECT_KINDS,
  type Subject,
  subjectPath,
  subjectsOf,
} from '../../core/archive/subjects.ts';
import { compareVietnamese } from '../../core/vietnamese/collation.ts';
import { formatCount } from '../../core/vietnamese/numbers.ts';
import { siteStyle } from '../palette.ts';
import { printable } from '../printable.ts';
import { CONTENT_TYPES, type RenderedFile } from '../rendered-file.ts';
import { renderMarkup } from '../templates.ts';
import { type Address, homeOf } from '../view.ts';
import { byMonth } from './listed-entry.ts';
import { renderSectionFeed } from './section-feed.ts';
import type { SiteContents } from './site-contents.ts';
import { filled, siteMessages } from './site-messages.ts';

/** Entries on the first page of a subject. */
const NEWEST = 30;
/** A year with more entries is parted by months, so that no page grows beyond about 35 KB compressed. */
const MOST = 300;
/** More than one issue brings: with so many more the year was parted before it, and the other months have their pages. */
const ONE_ISSUE = 100;

/** The pages of every subject in question, for the years at hand. */
export function renderSubjects(contents: SiteContents, address: Address): RenderedFile[] {
  const counted = new Map(countedSubjects(contents.overview).map((subject) => [subjectPath(subject), subject]));
  const entries = new Map([...contents.years].map(([year, all]) => [year, bySubject(all)]));
  return contents.subjects.flatMap(({ wanted, ...subject }) => {
    const path = subjectPath(subject);
    const known = counted.get(path) ?? { ...subject, years: [], count: 0 };
    const entriesOf = (year: string) => entries.get(year)?.get(path) ?? [];
    return subjectFiles({ subject: known, path, wanted, entriesOf, changed: contents.changed }, address);
  });
}

/** `chuyen-muc/index.html`, `dia-phuong/index.html`, `bao/index.html`: every subject of a kind with its number of clippings. */
export function renderSubjectLists({ overview }: SiteContents, address: Address): RenderedFile[] {
  const subjects = countedSubjects(overview);
  return SUBJECT_KINDS.map((kind) => {
    const words = siteMessages().subjects[kind];
    const path = SUBJECT_FOLDERS[kind];
    const listed = subjects.filter((subject) => subject.kind === kind).map(listedSubject);
    const ordered = kind === 'section' ? listed : listed.sort((a, b) => compareVietnamese(a.name, b.name));
    const values = { kind, words, subjects: ordered, ...frameOf(path, address) };
    return htmlFile(path, renderMarkup('site/subjects.html', values));
  });
}

interface SubjectAtHand {
  readonly subject: CountedSubject;
  readonly path: string;
  readonly wanted: readonly string[];
  /** Its entries of a year at hand. */
  readonly entriesOf: (year: string) => readonly CatalogueEntry[];
  readonly changed: string | null;
}

function bySubject(entries: readonly CatalogueEntry[]): Map<string, CatalogueEntry[]> {
  const found = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) {
    for (const subject of subjectsOf(entry)) {
      const path = subjectPath(subject);
      found.set(path, [...(found.get(path) ?? []), entry]);
    }
  }
  return found;
}

function subjectFiles(at: SubjectAtHand, address: Address): RenderedFile[] {
  const newest = at.entriesOf(at.subject.years[0]?.year ?? '');
  const feed = at.subject.kind === 'section' ? [renderSectionFeed(at.subject, newest, address)] : [];
  const years = at.wanted.flatMap((year) => yearFiles(at, year, address));
  return [...feed, ...years, firstPage(at, newest, address), ...oldNames(at.subject, address)];
}

function firstPage(at: SubjectAtHand, newest: readonly CatalogueEntry[], address: Address): RenderedFile {
  const values = { months: byMonth(newest.slice(0, NEWEST)), parts: [], year: null };
  return page(at, { path: at.path, values }, address);
}

function yearFiles(at: SubjectAtHand, year: string, address: Address): RenderedFile[] {
  const entries = at.entriesOf(year);
  const path = `${at.path}${year}/`;
  if (entries.length <= MOST) {
    return [page(at, { path, values: { months: byMonth(entries), parts: [], year } }, address)];
  }
  const months = byMonth(entries);
  const parts = months.map(({ month, name, entries: all }) => ({ folder: month.slice(5), name, count: all.length }));
  const whole = page(at, { path, values: { months: [], parts, year } }, address);
  const wasParted = entries.length > MOST + ONE_ISSUE;
  const made = months.filter(({ month }) => at.changed === null || !wasParted || month === at.changed);
  const single = made.map((month) => {
    const values = { months: [month], parts: [], year };
    return page(at, { path: `${path}${month.month.slice(5)}/`, values }, address);
  });
  return [...single, whole];
}

function page(
  at: SubjectAtHand,
  made: { readonly path: string; readonly values: object },
  address: Address,
): RenderedFile {
  const { subject } = at;
  const words = siteMessages().subjects[subject.kind];
  const name = printable(subject.name).trim();
  const values = {
    kind: subject.kind,
    list: { name: words.list, folder: SUBJECT_FOLDERS[subject.kind] },
    title: filled(words.page, name),
    description: filled(words.description, name),
    folder: at.path,
    predecessors: subject.kind === 'place' ? predecessorsOf(subject.id).map((place) => place.name) : [],
    years: subject.years,
    feed: subject.kind === 'section' ? `${at.path}feed.xml` : null,
    ...frameOf(made.path, address),
    ...made.values,
  };
  return htmlFile(made.path, renderMarkup('site/subject.html', values));
}

/** Addresses of the provinces that were merged into this one. */
function oldNames(subject: Subject, address: Address): RenderedFile[] {
  if (subject.kind !== 'place') return [];
  return predecessorsOf(subject.id).map((old) => {
    const path = subjectPath(old);
    const values = { old: old.name, now: subject.name, folder: subjectPath(subject), ...frameOf(path, address) };
    return htmlFile(path, renderMarkup('site/old-place.html', values));
  });
}

function listedSubject(subject: CountedSubject) {
  return {
    name: printable(subject.name).trim(),
    folder: subjectPath(subject),
    count: formatCount(subject.count),
    predecessors: subject.kind === 'place' ? predecessorsOf(subject.id).map((place) => place.name) : [],
  };
}

/** What every page needs of the place it lies at. */
function frameOf(path: string, address: Address) {
  return { address: `${homeOf(address)}${path}`, root: '../'.repeat(path.split('/').length - 1), style: siteStyle() };
}

function htmlFile(path: string, body: string): RenderedFile {
  return { key: `${path}index.html`, body, contentType: CONTENT_TYPES.html };
}
