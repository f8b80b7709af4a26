import type { Day } from '../calendar/instant.ts';
import { nationalBodies } from './bodies.ts';
import { hasNationalSigns } from './contexts.ts';
import { findPlaces, type PlaceHit } from './find-places.ts';
import { placeOn } from './gazetteer.ts';

/** What is known of a report when its province is looked for. */
export interface Report {
  readonly title: string;
  readonly lead: string | null;
  readonly text: string;
  /** Gazetteer id of the paper's own province, or null for a national paper. */
  readonly sourcePlace: string | null;
  /** Day of the report; a province merged by then is given as its successor. Null: as named. */
  readonly day: Day | null;
}

/** A province with its weight of evidence, and whether the title or the start of the lead names it. */
export interface PlaceFound {
  readonly place: string;
  readonly weight: number;
  readonly inTitle: boolean;
}

const PARTS = ['title', 'lead', 'text'] as const;
/** Weight of a mention by where it stands, and factors by what kind of mention it is. */
const WEIGHTS = { title: 6, titlePrefix: 5, lead: 3, opening: 1, text: 0.6, source: 1.5, localUnit: 2 };
const VIA: Readonly<Record<PlaceHit['via'], number>> = { name: 1, town: 0.6, bearer: 0.25 };
const FACTORS = { venue: 0.4, acting: 1.5 };
/** Repetitions count up to here, so that length does not decide. */
const CAP = { title: 1, lead: 2, text: 8 };
/** Below this a place is only mentioned; more is asked where only the text names it, of national news, and most where the title says so. */
const ENOUGH = { named: 3, textOnly: 4, national: 7, nationalTitle: 12 };
/** The best must outweigh the second by this factor, or the report is about several places or the whole country. */
const LEADS_BY = 1.4;
/** A lead opens with what it is about. */
const OPENING = 90;
/** A unit without its province's name: a local paper means its own. */
const LOCAL_UNIT =
  /(?:(?:UBND|HĐND|Ủy ban nhân dân) (?:tỉnh|thành phố)|[Tt]rên địa bàn (?:tỉnh|thành phố)|Tỉnh ủy|Thành ủy)(?! \p{Lu})|(?:UBND|HĐND) (?:huyện|xã|phường|thị xã|quận)|toàn tỉnh/u;

/**
 * The province a report is about, or null when it is about several or the whole country. Title before lead before text;
 * what a body of the province does weighs more than a place of meeting; the paper's own province is weak evidence.
 */
export function aboutPlace(report: Report): PlaceFound | null {
  const named = { title: findPlaces(report.title), lead: findPlaces(report.lead ?? ''), text: findPlaces(report.text) };
  const weights = weighed(report, named);
  const [best, second] = [...weights].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] < enough(report, best[0], named)) return null;
  if (second !== undefined && best[1] < second[1] * LEADS_BY) return null;
  return { place: best[0], weight: best[1], inTitle: isNamed(best[0], named.title, report.day) };
}

/** The places named in each part of a report. */
interface Named {
  readonly title: readonly PlaceHit[];
  readonly lead: readonly PlaceHit[];
  readonly text: readonly PlaceHit[];
}

function enough(report: Report, place: string, named: Named): number {
  const { title, lead, sourcePlace, day } = report;
  if (isNamed(place, named.title, day)) return ENOUGH.named;
  if (isNational(title, day)) return ENOUGH.nationalTitle;
  if (isNational(lead ?? '', day)) return ENOUGH.national;
  const isOwn = sourcePlace !== null && resolve(sourcePlace, day) === place;
  return isOwn || isNamed(place, named.lead, day) ? ENOUGH.named : ENOUGH.textOnly;
}

function isNational(text: string, day: Day | null): boolean {
  return hasNationalSigns(text) || nationalBodies(text, day).length > 0;
}

function isNamed(place: string, hits: readonly PlaceHit[], day: Day | null): boolean {
  return hits.some((hit) => resolve(hit.place, day) === place);
}

/** Weight by place id, of every place named and of the paper's own. */
function weighed(report: Report, named: Named): Map<string, number> {
  const weights = new Map<string, number>();
  const add = (place: string, weight: number): void => {
    const id = resolve(place, report.day);
    weights.set(id, (weights.get(id) ?? 0) + weight);
  };
  for (const part of PARTS) {
    for (const [place, count] of counted(named[part])) add(place, WEIGHTS[part] * Math.min(count, CAP[part]));
  }
  const prefix = /^[^:]{2,40}:/u.exec(report.title)?.[0].length ?? 0;
  for (const hit of named.title.filter(({ index }) => index < prefix))
    add(hit.place, WEIGHTS.titlePrefix * VIA[hit.via]);
  const opening = named.lead.find((hit) => hit.index < OPENING && !hit.venue);
  if (opening !== undefined) add(opening.place, WEIGHTS.opening * VIA[opening.via]);
  if (report.sourcePlace !== null) add(report.sourcePlace, ownPlaceWeight(report));
  return weights;
}

function ownPlaceWeight(report: Report): number {
  const speaksOfOwnUnits = LOCAL_UNIT.test(`${report.title}\n${report.lead ?? ''}\n${report.text}`);
  return WEIGHTS.source + (speaksOfOwnUnits ? WEIGHTS.localUnit : 0);
}

function counted(hits: readonly PlaceHit[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const hit of hits) {
    const share = VIA[hit.via] * (hit.venue ? FACTORS.venue : 1) * (hit.acting ? FACTORS.acting : 1);
    counts.set(hit.place, (counts.get(hit.place) ?? 0) + share);
  }
  return counts;
}

function resolve(place: string, day: Day | null): string {
  return day === null ? place : placeOn(place, day);
}
