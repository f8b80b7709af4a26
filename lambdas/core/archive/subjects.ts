import { gazetteer, placeById, placeName, placeOn } from '../places/gazetteer.ts';
import { fold } from '../vietnamese/fold.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** What the archive has pages of: sections of the bulletin, provinces, papers. */
export const SUBJECT_KINDS = ['section', 'place', 'paper'] as const;
/** See {@link SUBJECT_KINDS}. */
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Folders of the pages by kind; addresses are ASCII, so that they survive being typed and pasted. */
export const SUBJECT_FOLDERS = { section: 'chuyen-muc/', place: 'dia-phuong/', paper: 'bao/' } as const;

/** One subject: `dia-phuong/bac-ninh/` is the page of `{ kind: 'place', id: 'bac-ninh', name: 'Bắc Ninh' }`. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly name: string;
}

/** Longest name of a paper in an address. */
const LONGEST = 60;

/** Folder of a subject's pages, `bao/baochinhphu-vn/`. */
export function subjectPath({ kind, id }: Pick<Subject, 'kind' | 'id'>): string {
  return `${SUBJECT_FOLDERS[kind]}${id}/`;
}

/** The subjects of an entry: its section, its province as it is called today, its paper. */
export function subjectsOf(entry: CatalogueEntry): Subject[] {
  return [
    { kind: 'section', id: entry.section, name: sectionName(entry) },
    ...placeSubject(entry.place),
    ...paperSubject(entry.site),
  ];
}

/** The provinces that were merged into `id` on 2025-07-01: their addresses lead to its page. */
export function predecessorsOf(id: string): Subject[] {
  return gazetteer.provinces
    .filter((place) => place.mergedInto === id)
    .map((place) => ({ kind: 'place', id: place.id, name: place.name }));
}

/** A text as part of an address: `Baochinhphu.vn` is `baochinhphu-vn`; empty where nothing of it is left. */
export function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/gu, '');
}

/** The printed heading in small letters; a monthly's names a place, so its capitals stand. */
function sectionName({ edition, sectionTitle }: CatalogueEntry): string {
  const title = sectionTitle.trim();
  return edition === 'monthly' ? title : `${title.charAt(0)}${title.slice(1).toLowerCase()}`;
}

function placeSubject(place: string | null): Subject[] {
  if (place === null || placeById(place) === null) return [];
  const id = placeOn(place, gazetteer.changedOn);
  return [{ kind: 'place', id, name: placeName(id, gazetteer.changedOn) }];
}

function paperSubject(site: string): Subject[] {
  const name = paperName(site);
  const id = slug(name);
  return id === '' ? [] : [{ kind: 'paper', id, name }];
}

/** A paper by one name, however an issue cites it: a daily writes `Baocantho.com.vn`, a monthly `baocantho.com.vn`. */
export function paperName(site: string): string {
  const bare = site
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/^www\./iu, '')
    .replace(/\/+$/u, '');
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}`;
}
