/** Titles and short forms whose full stop never ends a sentence, in lower case. */
const ABBREVIATIONS: ReadonlySet<string> = new Set([
  'bs',
  'cn',
  'ds',
  'gs',
  'ks',
  'kts',
  'ls',
  'mr',
  'mrs',
  'nxb',
  'pgs',
  'ths',
  'tp',
  'tr',
  'ts',
  'tx',
  'tt',
  'v.v',
]);

/** A possible end: stops, closing marks, then spaces. Bounded and begun once a run: a line of stops costs no more than its length. */
const POSSIBLE_END = /(?<![.!?…])[.!?…]{1,20}["'”’»)\]]{0,5}\s+/gu;

/** No abbreviation is longer. */
const LONGEST_WORD = 40;
/** What a new sentence may begin with. */
const BEGINNING = /^["'“‘«([]*[\p{Lu}\p{N}–-]/u;

/**
 * The sentences of a text, in order, trimmed; a line end always ends one. Knows `TP.`, `TS.`, `v.v.`, initials
 * (`Q. Thái`), decimals (`6.322`) and ellipses that go on in lower case.
 */
export function sentences(text: string): string[] {
  return text.split('\n').flatMap(sentencesOfLine);
}

function sentencesOfLine(line: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const match of line.matchAll(POSSIBLE_END)) {
    const end = match.index + match[0].length;
    if (endsSentence(line.slice(start, match.index), match[0], line.slice(end))) {
      found.push(line.slice(start, end).trim());
      start = end;
    }
  }
  return [...found, line.slice(start).trim()].filter((sentence) => sentence !== '');
}

function endsSentence(before: string, stop: string, after: string): boolean {
  if (after === '') return true;
  if (!BEGINNING.test(after)) return false;
  if (stop.trim() !== '.') return true;
  // A short end of it: a line of a hundred thousand initials is gone through once.
  const word = /[^\s("“‘'«[]*$/u.exec(before.slice(-LONGEST_WORD))?.[0] ?? '';
  const isInitial = /^\p{Lu}$/u.test(word);
  // `1. Việc thứ nhất`: the number of a point at the start of a line belongs to what follows.
  const isPoint = /^\d{1,2}$/.test(word) && before.length <= LONGEST_WORD && before.trim() === word;
  const closesList = word.toLowerCase() === 'v.v';
  return !(isInitial || isPoint || (ABBREVIATIONS.has(word.toLowerCase()) && !closesList));
}
