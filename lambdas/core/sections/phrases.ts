import { syllables } from '../vietnamese/syllables.ts';

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

/** Phrases by their first syllable, longest first. */
export type PhraseTable = ReadonlyMap<
  string,
  readonly { readonly phrase: string; readonly parts: readonly string[] }[]
>;

/** Splits a report for {@link findPhrases}. */
export function partsOf(report: { title: string; lead: string | null; text: string }): Parts {
  return { title: syllables(report.title), lead: syllables(report.lead ?? ''), text: syllables(report.text) };
}

/** Makes phrases ready to be looked for. */
export function phraseTable(phrases: Iterable<string>): PhraseTable {
  const table = new Map<string, { phrase: string; parts: string[] }[]>();
  for (const phrase of phrases) {
    const parts = syllables(phrase);
    const head = parts[0];
    if (head === undefined) continue;
    table.set(head, [...(table.get(head) ?? []), { phrase, parts }]);
  }
  for (const list of table.values()) list.sort((a, b) => b.parts.length - a.parts.length);
  return table;
}

/** The phrases in a report, the longest at each place: `một cửa khẩu` hides `một cửa`. */
export function findPhrases(report: Parts, table: PhraseTable): Found[] {
  const [title, lead, text] = [report.title, report.lead, report.text].map((part) => counted(part, table));
  const all = new Set([title, lead, text].flatMap((counts) => [...(counts?.keys() ?? [])]));
  return [...all].map((phrase) => ({
    phrase,
    title: title?.get(phrase) ?? 0,
    lead: lead?.get(phrase) ?? 0,
    text: text?.get(phrase) ?? 0,
  }));
}

/** A sequence in which every phrase of the table is blanked, so that no word is looked for inside it. */
export function masked(sequence: readonly string[], table: PhraseTable): readonly string[] {
  const left = [...sequence];
  for (let position = 0; position < sequence.length; ) {
    const length = longestAt(sequence, position, table)?.parts.length ?? 0;
    left.fill('', position, position + length);
    position += Math.max(1, length);
  }
  return left;
}

function longestAt(sequence: readonly string[], start: number, table: PhraseTable) {
  const candidates = table.get(sequence[start] ?? '');
  return candidates?.find(({ parts }) => standsAt(sequence, start, parts));
}

/** Whether a phrase stands at a place of a sequence. */
export function standsAt(sequence: readonly string[], start: number, parts: readonly string[]): boolean {
  for (let index = 0; index < parts.length; index += 1) if (sequence[start + index] !== parts[index]) return false;
  return true;
}

function counted(sequence: readonly string[], table: PhraseTable): Map<string, number> {
  const counts = new Map<string, number>();
  let position = 0;
  while (position < sequence.length) {
    const match = longestAt(sequence, position, table);
    if (match !== undefined) counts.set(match.phrase, (counts.get(match.phrase) ?? 0) + 1);
    position += match?.parts.length ?? 1;
  }
  return counts;
}
