import type { Lexicon } from '../../core/sections/lexicon.ts';
import { SETTINGS } from '../../workflows/setting-table.ts';
import {
  type Asked,
  deskSetting,
  type Fields,
  type FieldView,
  field,
  type GroupView,
  type Proposal,
  proposed,
  refused,
  type SettingPage,
  type TableView,
} from './settings-form.ts';
import { settingsMessages } from './settings-messages.ts';
import { sectionTitle } from './settings-words.ts';

/** Changes one form makes at most. */
const ROWS = [1, 2, 3];
/** Phrases shown of a search. */
const SHOWN = 60;
/** A weight beyond this would outvote everything else. */
const HEAVIEST = 3;
const CUES = 'cues:';

/** The phrases that sort the news: a search over them, and a form for three changes at a time. */
export const LEXICON_SETTING = deskSetting(SETTINGS.lexicon, { show, propose });

type Phrases = Readonly<Record<string, number>>;

/** The lists of phrases by the name the form knows them by. */
function listsOf({ reform, against, sections: { cues } }: Lexicon): ReadonlyMap<string, Phrases> {
  const ofSections = Object.entries(cues).map(([id, phrases]): [string, Phrases] => [`${CUES}${id}`, phrases]);
  return new Map([['reform', reform], ['against', against], ...ofSections]);
}

function listLabel(list: string): string {
  const { options } = settingsMessages();
  return list.startsWith(CUES)
    ? (options.cues ?? '').replace('{0}', sectionTitle(list.slice(CUES.length)))
    : (options[list] ?? list);
}

function show(lexicon: Lexicon, { query }: Asked): SettingPage {
  const lists = listsOf(lexicon);
  const options = [...lists.keys()].map((id) => ({ id, label: listLabel(id) }));
  return {
    groups: ROWS.map((row) => rowGroup(row, options)),
    tables: query === '' ? [] : [foundTable(lists, query)],
    hasSearch: true,
  };
}

function rowGroup(row: number, options: FieldView['options']): GroupView {
  return {
    title: (settingsMessages().groups.phrase ?? '').replace('{0}', String(row)),
    fields: [
      field(`list-${row}`, 'reform', { kind: 'select', options }),
      field(`phrase-${row}`, ''),
      field(`weight-${row}`, ''),
    ],
  };
}

function foundTable(lists: ReadonlyMap<string, Phrases>, query: string): TableView {
  const { tables } = settingsMessages();
  const wanted = folded(query);
  const found = [...lists].flatMap(([list, phrases]) =>
    Object.entries(phrases)
      .filter(([phrase]) => folded(phrase).includes(wanted))
      .map(([phrase, weight]) => [phrase, listLabel(list), String(weight).replace('.', ',')]),
  );
  return {
    title: (tables.found ?? '').replace('{0}', String(found.length)).replace('{1}', query),
    heads: [tables.phrase ?? '', tables.list ?? '', tables.weight ?? ''],
    rows: found.slice(0, SHOWN),
  };
}

function propose(lexicon: Lexicon, fields: Fields): Proposal<Lexicon> {
  const asked = ROWS.filter((row) => (fields[`phrase-${row}`] ?? '') !== '');
  if (asked.length === 0) return refused('empty');
  let changed: Proposal<Lexicon> = proposed(lexicon);
  for (const row of asked) {
    if (changed.kind === 'refused') return changed;
    const [list = '', phrase = '', weight = ''] = ['list', 'phrase', 'weight'].map((name) => fields[`${name}-${row}`]);
    changed = withPhrase(changed.value, { list, phrase, weight });
  }
  return changed;
}

type Wish = { readonly list: string; readonly phrase: string; readonly weight: string };

function withPhrase(lexicon: Lexicon, { list, phrase, weight }: Wish): Proposal<Lexicon> {
  const phrases = listsOf(lexicon).get(list);
  if (phrases === undefined) return refused('bad-form');
  // As it is spelled already, where only the case of letters is another: finding ignores it.
  const known = Object.keys(phrases).find((each) => folded(each) === folded(phrase)) ?? null;
  if (weight === '') {
    if (known === null) return refused('not-there');
    return proposed(
      withList(lexicon, list, Object.fromEntries(Object.entries(phrases).filter(([each]) => each !== known))),
    );
  }
  const counted = weightOf(weight, list);
  return counted === null
    ? refused('bad-weight')
    : proposed(withList(lexicon, list, { ...phrases, [known ?? phrase]: counted }));
}

/** A decimal typed with a comma or a point; reform counts for, other news against, a section's cues either way. */
function weightOf(text: string, list: string): number | null {
  if (!/^[-−]?\d(?:[.,]\d{1,3})?$/.test(text)) return null;
  const weight = Number(text.replace('−', '-').replace(',', '.'));
  if (weight === 0 || Math.abs(weight) > HEAVIEST) return null;
  const isWrong = (list === 'reform' && weight < 0) || (list === 'against' && weight > 0);
  return isWrong ? null : weight;
}

function withList(lexicon: Lexicon, list: string, phrases: Record<string, number>): Lexicon {
  if (!list.startsWith(CUES)) return { ...lexicon, [list]: phrases };
  const { sections } = lexicon;
  return { ...lexicon, sections: { ...sections, cues: { ...sections.cues, [list.slice(CUES.length)]: phrases } } };
}

function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('vi').trim();
}
