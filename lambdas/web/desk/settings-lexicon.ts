import type { Lexicon } from '../../core/sections/lexicon.ts';
import { SETTINGS } from '../../workflows/settings/setting-table.ts';
import {
  type Asked,
  choice,
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
import { listLabel, listsOf, type PhraseList } from './settings-lexicon-lists.ts';
import { settingsMessages } from './settings-messages.ts';

/** Changes one form makes at most. */
const ROWS = [1, 2, 3];
/** Phrases shown of a search. */
const SHOWN = 60;
/** A weight beyond this would outvote everything else. */
const HEAVIEST = 3;
/** A shorter word is found in everything. */
const SHORTEST = 2;

/** The phrases that sort the news: a search over them, and a form for three changes at a time. */
export const LEXICON_SETTING = deskSetting(SETTINGS.lexicon, { show, propose });

function show(lexicon: Lexicon, { query, titles }: Asked): SettingPage {
  const lists = listsOf(lexicon).map(({ id, phrases }) => ({ id, phrases, label: listLabel(id, titles) }));
  return {
    groups: ROWS.map((row) => rowGroup(row, lists)),
    tables: [query === '' ? countTable(lists) : foundTable(lists, query)],
    hasSearch: true,
  };
}

type Labelled = Pick<PhraseList, 'id' | 'phrases'> & { readonly label: string };

function rowGroup(row: number, options: FieldView['options']): GroupView {
  return {
    title: (settingsMessages().groups.phrase ?? '').replace('{0}', String(row)),
    fields: [
      choice(`deed-${row}`, 'put', ['put', 'drop']),
      field(`list-${row}`, 'reform', { kind: 'select', options }),
      field(`phrase-${row}`, ''),
      field(`weight-${row}`, ''),
    ],
  };
}

/** What each list is for and how many phrases it has: nobody can search for what he does not know. */
function countTable(lists: readonly Labelled[]): TableView {
  const { tables, lists: about } = settingsMessages();
  return {
    title: tables.lists ?? '',
    heads: [tables.list ?? '', tables.count ?? '', tables.use ?? ''],
    rows: lists.map(({ id, phrases, label }) => [
      label,
      String(phrases.size),
      about[id.startsWith('cues:') ? 'cues' : id] ?? '',
    ]),
  };
}

function foundTable(lists: readonly Labelled[], query: string): TableView {
  const { tables } = settingsMessages();
  const wanted = folded(query);
  const found = lists.flatMap(({ phrases, label }) =>
    [...phrases]
      .filter(([phrase]) => folded(phrase).includes(wanted))
      .map(([phrase, weight]) => [phrase, label, weight === null ? '' : String(weight).replace('.', ',')]),
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
    changed = withWish(changed.value, wishOf(fields, row));
  }
  return changed;
}

interface Wish {
  readonly deed: string;
  readonly list: string;
  readonly phrase: string;
  readonly weight: string;
}

function wishOf(fields: Fields, row: number): Wish {
  const of = (name: string): string => fields[`${name}-${row}`] ?? '';
  return { deed: of('deed'), list: of('list'), phrase: of('phrase'), weight: of('weight') };
}

function withWish(lexicon: Lexicon, wish: Wish): Proposal<Lexicon> {
  const list = listsOf(lexicon).find(({ id }) => id === wish.list);
  if (list === undefined || (wish.deed !== 'put' && wish.deed !== 'drop')) return refused('bad-form');
  // As it is spelled already, where only the case of letters is another: finding ignores it.
  const known = [...list.phrases.keys()].find((each) => folded(each) === folded(wish.phrase)) ?? null;
  return wish.deed === 'drop' ? without(list, known) : withPhrase(list, { ...wish, phrase: known ?? wish.phrase });
}

function without(list: PhraseList, known: string | null): Proposal<Lexicon> {
  if (known === null) return refused('not-there');
  if (list.phrases.size === 1) return refused('last-word');
  return proposed(list.with(new Map([...list.phrases].filter(([each]) => each !== known))));
}

function withPhrase(list: PhraseList, { phrase, weight }: Wish): Proposal<Lexicon> {
  if (phrase.length < SHORTEST || (list.id === 'foreign' && !/^[\p{L} ]+$/u.test(phrase))) return refused('bad-phrase');
  if (list.sign === null && weight !== '') return refused('no-weight-here');
  const counted = list.sign === null ? null : weightOf(weight, list.sign);
  return counted === 'none'
    ? refused('bad-weight')
    : proposed(list.with(new Map([...list.phrases, [phrase, counted]])));
}

/** A decimal typed with a comma or a point; reform counts for, other news against, a section's cues either way. */
function weightOf(text: string, sign: NonNullable<PhraseList['sign']>): number | 'none' {
  if (!/^[-−]?\d(?:[.,]\d{1,3})?$/.test(text)) return 'none';
  const weight = Number(text.replace('−', '-').replace(',', '.'));
  if (weight === 0 || Math.abs(weight) > HEAVIEST) return 'none';
  const isWrong = (sign === 'positive' && weight < 0) || (sign === 'negative' && weight > 0);
  return isWrong ? 'none' : weight;
}

function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('vi').trim();
}
