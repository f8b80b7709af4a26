import type { Day } from '../../calendar/instant.ts';
import { bodyChanges } from '../../places/bodies.ts';
import { findPlaces, type PlaceHit } from '../../places/find-places.ts';
import { gazetteer, placeById, placeName, placeOn } from '../../places/gazetteer.ts';
import { formatDate } from '../../vietnamese/dates.ts';
import { normalise } from '../../vietnamese/normalise.ts';
import type { Hit } from '../finding.ts';
import { sentenceSpans } from '../sentence-spans.ts';
import { type About, anyOf, type Check, perRules } from './check.ts';
import { findFormerAgencies } from './names.ts';

const oldDays = perRules((rules) => anyOf(rules.oldDays, 'iu'));
/** The province is meant only behind these; a ward may bear the name of a province that is no more. */
const PROVINCE = new Set(['tỉnh', 'phố', 'tp']);
const YEAR = /(?<!\d)(?:19\d\d|20[0-3]\d)(?!\d)/gu;

/** Old names of merged or renamed provinces and ministries, judged at the day of the issue. */
export const formerNameCheck: Check = (text, about) => {
  if (!isAfterAnyChange(about)) return [];
  if (about.field === 'prefix') return placeHits(text, about, () => true);
  // A paragraph that speaks of the merger must use the old names.
  if (oldDays(about.rules).test(text)) return [];
  const past = pastSpans(text, about);
  const isNow = (start: number) => !past.some((span) => start >= span.start && start < span.end);
  const places = placeHits(text, about, ({ before, index }) => PROVINCE.has(before) && isNow(index));
  const agencies = findFormerAgencies(text)
    .filter(({ on, start }) => about.issueKey >= on && isNow(start))
    .map(({ was, now, on, start, end }) => {
      return { rule: 'former-agency', start, end, values: [was, formatDate(on), now] };
    });
  return [...places, ...agencies];
};

function isAfterAnyChange({ issueKey }: About): boolean {
  const days = [gazetteer.changedOn, ...gazetteer.provinces.flatMap(({ renamedOn }) => renamedOn ?? [])];
  return [...days, ...bodyChanges.map(({ on }) => on)].some((day) => issueKey >= day);
}

function placeHits(text: string, about: About, isMeant: (hit: PlaceHit) => boolean): Hit[] {
  // The gazetteer's places count in the normalised text.
  if (normalise(text) !== text) return [];
  return findPlaces(text).flatMap((hit): Hit[] => {
    const change = hit.via === 'name' && isMeant(hit) ? changeOf(hit, about.issueKey) : null;
    if (change === null) return [];
    const { on, says } = change;
    const values = [hit.name, formatDate(on), placeName(hit.place, about.issueKey)];
    return [{ rule: 'former-place', says, start: hit.index, end: hit.index + hit.name.length, values }];
  });
}

function changeOf({ place, name }: PlaceHit, day: Day): { on: Day; says: string } | null {
  const known = placeById(place);
  if (known === null) return null;
  if (placeOn(place, day) !== place) return { on: gazetteer.changedOn, says: 'former-place' };
  const { renamedOn, formerName } = known;
  const isOld = renamedOn !== undefined && day >= renamedOn && name === formerName;
  return isOld ? { on: renamedOn, says: 'former-place-renamed' } : null;
}

/** Sentences that name a year gone by. */
function pastSpans(text: string, { issueKey }: About): { start: number; end: number }[] {
  const own = Number(issueKey.slice(0, 4));
  return sentenceSpans(text).flatMap(({ text: sentence, start }) => {
    const isPast = (sentence.match(YEAR) ?? []).some((year) => Number(year) < own);
    return isPast ? [{ start, end: start + sentence.length }] : [];
  });
}
