import type { Day } from '../calendar/instant.ts';
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

const WEIGHTS = { title: 6, titlePrefix: 5, lead: 3, text: 0.6, town: 0.5, venue: 0.4, source: 1.5, localUnit: 2 };
/** Repetitions count up to here, so that length does not decide. */
const CAP = { lead: 2, text: 8 };
/** Below this a place is only mentioned. */
const ENOUGH = 3.3;
/** The best must outweigh the second by this factor, or the report is about several places or the whole country. */
const LEADS_BY = 1.5;
/** A place behind these is often only where a meeting was held. */
const VENUE = new Set(['tại', 'ở']);
/** A unit without its province's name: a local paper means its own. */
const LOCAL_UNIT =
  /(?:UBND|HĐND|Ủy ban nhân dân) (?:tỉnh|thành phố|huyện|xã|phường|thị xã|quận)|trên địa bàn (?:tỉnh|thành phố)|toàn tỉnh|Tỉnh ủy|Thành ủy/u;

/**
 * The province a report is about, or null when it is about several or the whole country. Title before lead before text;
 * the paper's own province is weak evidence.
 */
export function aboutPlace(report: Report): PlaceFound | null {
  const weights = weighed(report);
  const inTitle = new Set(findPlaces(report.title).map((hit) => resolve(hit.place, report.day)));
  const [best, second] = [...weights].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] < ENOUGH) return null;
  if (second !== undefined && best[1] < second[1] * LEADS_BY) return null;
  return { place: best[0], weight: best[1], inTitle: inTitle.has(best[0]) };
}

/** Weight by place id, of every place named and of the paper's own. */
export function weighed(report: Report): Map<string, number> {
  const weights = new Map<string, number>();
  const add = (place: string, weight: number): void => {
    const id = resolve(place, report.day);
    weights.set(id, (weights.get(id) ?? 0) + weight);
  };
  const parts = [
    { hits: findPlaces(report.title), weight: WEIGHTS.title, cap: 1 },
    { hits: findPlaces(report.lead ?? ''), weight: WEIGHTS.lead, cap: CAP.lead },
    { hits: findPlaces(report.text), weight: WEIGHTS.text, cap: CAP.text },
  ];
  for (const part of parts)
    for (const [place, count] of counted(part.hits)) add(place, part.weight * Math.min(count, part.cap));
  const prefix = /^([^:]{2,40}):/u.exec(report.title)?.[1];
  for (const hit of findPlaces(prefix ?? '')) add(hit.place, WEIGHTS.titlePrefix);
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
    const share = (hit.via === 'town' ? WEIGHTS.town : 1) * (VENUE.has(hit.before) ? WEIGHTS.venue : 1);
    counts.set(hit.place, (counts.get(hit.place) ?? 0) + share);
  }
  return counts;
}

function resolve(place: string, day: Day | null): string {
  return day === null ? place : placeOn(place, day);
}
