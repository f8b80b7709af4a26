import { syllables } from '../vietnamese/syllables.ts';
import { eachPhrase, type Standing, type Trie, trieOf } from './trie.ts';

/** A phrase found, with how often it stands in each part. */
export interface Found {
  readonly phrase: string;
  readonly title: number;
  readonly lead: number;
  readonly text: number;
}

/** The parts of a report as syllables, split once and matched often. */
export interface Parts {
  readonly title: readonly string[];
  readonly lead: readonly string[];
  readonly text: readonly string[];
}

/** Several lists of phrases that are looked for in one walk, each as if it were alone. */
export interface PhraseTables<Name extends string> {
  readonly names: readonly Name[];
  readonly trie: Trie<{ readonly table: number; readonly phrase: string }>;
}

/** Splits a report for {@link findPhrases}. */
export function partsOf(report: { title: string; lead: string | null; text: string }): Parts {
  return { title: syllables(report.title), lead: syllables(report.lead ?? ''), text: syllables(report.text) };
}

/** Makes lists of phrases ready to be looked for together. */
export function phraseTables<Name extends string>(
  lists: readonly (readonly [name: Name, phrases: readonly string[]])[],
): PhraseTables<Name> {
  const phrases = lists.flatMap(([, list], table) => list.map((phrase) => [phrase, { table, phrase }] as const));
  return { names: lists.map(([name]) => name), trie: trieOf(phrases) };
}

/** The phrases in a report by list, the longest of a list at each place: `một cửa khẩu` hides `một cửa`. */
export function findPhrases<Name extends string>(
  report: Parts,
  tables: PhraseTables<Name>,
): ReadonlyMap<Name, readonly Found[]> {
  const [title, lead, text] = [report.title, report.lead, report.text].map((part) => counted(part, tables));
  return new Map(
    tables.names.map((name, table) => {
      const [ofTitle, ofLead, ofText] = [title?.[table], lead?.[table], text?.[table]];
      const all = new Set([ofTitle, ofLead, ofText].flatMap((counts) => [...(counts?.keys() ?? [])]));
      const found = [...all].map((phrase) => ({
        phrase,
        title: ofTitle?.get(phrase) ?? 0,
        lead: ofLead?.get(phrase) ?? 0,
        text: ofText?.get(phrase) ?? 0,
      }));
      return [name, found];
    }),
  );
}

/** A sequence in which every phrase of the tables is blanked, so that no word is looked for inside it. */
export function masked(sequence: readonly string[], tables: PhraseTables<string>): readonly string[] {
  const left = [...sequence];
  eachLongest(sequence, tables, (_, { from, to }) => left.fill('', from, to));
  return left;
}

function counted(sequence: readonly string[], tables: PhraseTables<string>): Map<string, number>[] {
  const counts = tables.names.map(() => new Map<string, number>());
  eachLongest(sequence, tables, ({ table, phrase }) => {
    const ofTable = counts[table];
    ofTable?.set(phrase, (ofTable.get(phrase) ?? 0) + 1);
  });
  return counts;
}

type Listed = { readonly table: number; readonly phrase: string };

/** The longest phrase of every list at each place, and no other of that list inside it. */
function eachLongest(
  sequence: readonly string[],
  { names, trie }: PhraseTables<string>,
  visit: (listed: Listed, standing: Standing<Listed>) => void,
): void {
  const free = names.map(() => 0);
  let here: Standing<Listed>[] = [];
  const settle = (): void => {
    for (const standing of here.reverse())
      for (const listed of standing.known)
        if (standing.from >= (free[listed.table] ?? 0)) {
          free[listed.table] = standing.to;
          visit(listed, standing);
        }
  };
  eachPhrase(sequence, trie, (standing) => {
    if (here[0]?.from !== standing.from) {
      settle();
      here = [];
    }
    here.push(standing);
  });
  settle();
}
