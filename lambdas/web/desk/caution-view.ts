import { type Caution, cautionsOf, type NumberedClipping, overShares } from '../../core/drafting/cautions.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import { numbered, orderedSections } from '../../core/drafting/order.ts';
import { phrase } from '../../core/drafting/words.ts';
import type { Section } from '../../core/sections/section.ts';
import { deskMessages } from './messages.ts';

/** The cautions of each item by its number, for its card; that a day is missing the card says where the day stands. */
export function cardCautions(draft: Draft, sections: readonly Section[]): ReadonlyMap<number, readonly string[]> {
  return new Map(
    cautionsOf(itemsOf(draft, sections), draft.issueKey).map(({ number, cautions }) => [
      number,
      cautions.flatMap((caution) => textOf(caution) ?? []),
    ]),
  );
}

/** The cautions of a whole draft as sentences: each item's own, every pair of equal titles once, the undated together. */
export function draftCautions(draft: Draft, sections: readonly Section[]): string[] {
  const words = deskMessages().cautions;
  const found = cautionsOf(itemsOf(draft, sections), draft.issueKey);
  const own = found.flatMap(({ number, cautions }) =>
    cautions
      .filter((caution) => caution.kind !== 'same-title' || caution.number < number)
      .flatMap((caution) => textOf(caution) ?? [])
      .map((text) => phrase(words.ofItem, number, text)),
  );
  const undated = found.filter(({ cautions }) => cautions.some(({ kind }) => kind === 'undated'));
  const numbers = undated.map(({ number }) => number).join(', ');
  return [...own, ...(numbers === '' ? [] : [phrase(words.undated, numbers)]), ...shareCautions(draft)];
}

/** A paper above its share, as a sentence each. */
export function shareCautions(draft: Draft): string[] {
  const { paperShare } = deskMessages().cautions;
  return overShares(draft).map(({ site, own, count }) => phrase(paperShare, site, own, count));
}

function itemsOf(draft: Draft, sections: readonly Section[]): NumberedClipping[] {
  return numbered(orderedSections(draft.clippings, sections)).flatMap(({ clippings }) => clippings);
}

function textOf(caution: Caution): string | null {
  const words = deskMessages().cautions;
  switch (caution.kind) {
    case 'place-twice':
      return phrase(words.placeTwice, caution.place);
    case 'same-title':
      return phrase(words.sameTitle, caution.number);
    case 'undated':
      return null;
  }
}
