import type { Day } from '../calendar/instant.ts';
import { printedTitle } from '../issue/freeze.ts';
import { findPlaces, namesPlace } from '../places/find-places.ts';
import { syllables } from '../vietnamese/syllables.ts';
import type { Clipping, Draft } from './draft.ts';
import { isOverShare } from './share-out.ts';

/** Something an editor should look at before approving; it forbids nothing. */
export type Caution =
  /** `Hà Nội: Hà Nội đưa quầy…`: the place before the colon stands in the title behind it too. */
  | { readonly kind: 'place-twice'; readonly place: string }
  /** The printed title is the title of another item too. */
  | { readonly kind: 'same-title'; readonly number: number }
  | { readonly kind: 'undated' };

/** A clipping with its number, as the draft page and the approval page list them. */
export interface NumberedClipping {
  readonly number: number;
  readonly clipping: Pick<Clipping, 'title' | 'placePrefix' | 'citation'>;
}

/** A paper that has more than its share of an issue. */
export interface OverShare {
  readonly site: string;
  readonly own: number;
  readonly count: number;
}

/** The papers above their share of the draft as it stands; two clippings make no share yet. */
export function overShares({ clippings }: Pick<Draft, 'clippings'>): OverShare[] {
  return [...Map.groupBy(clippings, ({ sourceId }) => sourceId).values()]
    .filter((own) => own.length > 2 && isOverShare(own.length, clippings.length))
    .map((own) => ({ site: own[0]?.citation.site ?? '', own: own.length, count: clippings.length }));
}

/** The cautions of every item that has any, in the order given. */
export function cautionsOf(
  items: readonly NumberedClipping[],
  day: Day,
): { readonly number: number; readonly cautions: readonly Caution[] }[] {
  const numbers = Map.groupBy(items, ({ clipping }) => syllables(printedTitle(clipping)).join(' '));
  return items
    .map((item) => {
      const twins = numbers.get(syllables(printedTitle(item.clipping)).join(' ')) ?? [];
      const twin = twins.find(({ number }) => number !== item.number);
      return {
        number: item.number,
        cautions: [
          ...placeTwice(item.clipping, day),
          ...(twin === undefined ? [] : [{ kind: 'same-title' as const, number: twin.number }]),
          ...(item.clipping.citation.day === null ? [{ kind: 'undated' as const }] : []),
        ],
      };
    })
    .filter(({ cautions }) => cautions.length > 0);
}

/** The place is looked for in what is printed, so it does not matter in which field it was typed. */
function placeTwice(clipping: NumberedClipping['clipping'], day: Day): Caution[] {
  const [before = '', ...behind] = printedTitle(clipping).split(':');
  const title = behind.join(':');
  const place = before.trim();
  const hit = findPlaces(place)[0];
  // Without a prefix the words before a colon may be anything (`Người Hà Nội: …`): only a bare place counts.
  const isPlace = clipping.placePrefix !== null || hit?.name === place;
  const isTwice = holds(title, place) || (hit !== undefined && namesPlace(title, hit.place, day));
  return isPlace && place !== '' && isTwice ? [{ kind: 'place-twice', place }] : [];
}

/** True where the words of `part` stand together in `text`, whatever their case and tone placement. */
function holds(text: string, part: string): boolean {
  return ` ${syllables(text).join(' ')} `.includes(` ${syllables(part).join(' ')} `);
}
