import type { Day, Instant } from '../calendar/instant.ts';
import { likeness } from './compare.ts';
import { decide } from './decide.ts';
import { type Features, featuresOf, type StoryInput } from './features.ts';
import type { Mark } from './mark.ts';
import { rarityIn } from './weights.ts';

/** A clipping of an earlier issue, as the marking sees it. */
export interface Printed {
  readonly issueKey: Day;
  readonly title: string;
  readonly text: string;
  /** Ids of the articles it was made of or named: the story's, the printed one's, the other papers'. */
  readonly articleIds: readonly string[];
  readonly site: string;
  readonly publishedAt: Instant | null;
}

/** What the earlier issues say of a story's articles; null: nothing. */
export type Marker = (articles: readonly StoryInput[]) => Mark | null;

/** A marker that knows what earlier issues printed. */
export function markerOf(printed: readonly Printed[]): Marker {
  const known = printed.map((clipping) => ({ clipping, features: featuresOf(inputOf(clipping)) }));
  const rarity = rarityIn(known.map(({ features }) => features));
  return (articles) => {
    const same = known.find(({ clipping }) => articles.some(({ id }) => clipping.articleIds.includes(id)));
    if (same) return markOf(same.clipping, 'already-run');
    const own = articles.map(featuresOf);
    const alike = (features: Features) => own.some((each) => decide(each, features, rarity).score > 0);
    const told = known.find(({ features }) => alike(features));
    if (told) return markOf(told.clipping, 'already-run');
    const goesOn = (features: Features) =>
      own.some((each) => {
        const { documents, names } = likeness(each, features, rarity);
        return documents > 0.5 && names > 0.3;
      });
    const before = known.find(({ features }) => goesOn(features));
    return before ? markOf(before.clipping, 'follow-up') : null;
  };
}

function markOf({ issueKey, title }: Printed, kind: Mark['kind']): Mark {
  return { kind, issueKey, title };
}

function inputOf({ articleIds, title, text, site, publishedAt }: Printed): StoryInput {
  return { id: articleIds[0] ?? title, title, lead: null, text, sourceId: site, publishedAt, rank: 0 };
}
