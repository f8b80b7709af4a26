import type { Lexicon } from '../../core/sections/lexicon.ts';
import type { SectionTitles } from './settings-form.ts';
import { settingsMessages } from './settings-messages.ts';

const CUES = 'cues:';

/** Phrases with their weights, or a plain list of words, whose weights are null. */
export type Phrases = ReadonlyMap<string, number | null>;

/** One list of the lexicon that a person may change. */
export interface PhraseList {
  /** By which the form knows it. */
  readonly id: string;
  readonly phrases: Phrases;
  /** The sign its weights have; null of a plain list of words. */
  readonly sign: 'positive' | 'negative' | 'either' | null;
  /** The lexicon with these phrases in the list's place. */
  readonly with: (phrases: Phrases) => Lexicon;
}

/** Every list a person may change, in the order of the page: the weighted ones first. */
export function listsOf(lexicon: Lexicon): readonly PhraseList[] {
  const { reform, against, masks, foreign, sections } = lexicon;
  const { cues, actors, voice } = sections;
  const within = (change: Partial<Lexicon['sections']>): Lexicon => ({
    ...lexicon,
    sections: { ...sections, ...change },
  });
  return [
    weighted('reform', reform, { sign: 'positive', with: (list) => ({ ...lexicon, reform: list }) }),
    weighted('against', against, { sign: 'negative', with: (list) => ({ ...lexicon, against: list }) }),
    ...Object.entries(cues).map(([id, phrases]) =>
      weighted(`${CUES}${id}`, phrases, {
        sign: 'either',
        with: (list) => within({ cues: { ...cues, [id]: list } }),
      }),
    ),
    plain('masks', masks, (list) => ({ ...lexicon, masks: list })),
    plain('foreign', foreign, (list) => ({ ...lexicon, foreign: list })),
    plain('central', actors.central, (list) => within({ actors: { ...actors, central: list } })),
    plain('local', actors.local, (list) => within({ actors: { ...actors, local: list } })),
    plain('openings', sections.openings, (list) => within({ openings: list })),
    plain('decides', sections.decides, (list) => within({ decides: list })),
    plain('argues', voice.argues, (list) => within({ voice: { ...voice, argues: list } })),
    plain('reports', voice.reports, (list) => within({ voice: { ...voice, reports: list } })),
  ];
}

/** What a list is called on the page. */
export function listLabel(id: string, titles: SectionTitles): string {
  const { options } = settingsMessages();
  if (!id.startsWith(CUES)) return options[id] ?? id;
  const section = id.slice(CUES.length);
  return (options.cues ?? '').replace('{0}', titles.get(section) ?? section);
}

function weighted(
  id: string,
  phrases: Readonly<Record<string, number>>,
  list: {
    readonly sign: NonNullable<PhraseList['sign']>;
    readonly with: (phrases: Record<string, number>) => Lexicon;
  },
): PhraseList {
  const kept = (changed: Phrases) =>
    Object.fromEntries([...changed].flatMap(([phrase, weight]) => (weight === null ? [] : [[phrase, weight]])));
  return {
    id,
    phrases: new Map(Object.entries(phrases)),
    sign: list.sign,
    with: (changed) => list.with(kept(changed)),
  };
}

function plain(id: string, words: readonly string[], own: (words: string[]) => Lexicon): PhraseList {
  return {
    id,
    phrases: new Map(words.map((word) => [word, null])),
    sign: null,
    with: (changed) => own([...changed.keys()]),
  };
}
