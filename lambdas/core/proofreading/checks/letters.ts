import type { Hit } from '../finding.ts';
import type { Check } from './check.ts';

/** Letters of other alphabets that look like ours. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ο: 'o',
  α: 'a',
  ν: 'v',
  ι: 'i',
  υ: 'u',
  τ: 't',
  κ: 'k',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Η: 'H',
  Ι: 'I',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: 'O',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
  а: 'a',
  с: 'c',
  е: 'e',
  і: 'i',
  о: 'o',
  р: 'p',
  у: 'y',
  х: 'x',
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  Х: 'X',
};
const WORD = /[\p{L}\p{M}]+/gu;
const FOREIGN = /[\p{Script=Greek}\p{Script=Cyrillic}]/u;
const LATIN = /\p{Script=Latin}/u;
const ETH = /[ÐƉð]/u;
const EVERY_ETH = /[ÐƉð]/gu;
const MARK = /[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]/u;
const BROKEN = /\ufffd+|[ÃÂ][\u0080-\u00bf]|áº[\u0080-\u00bf]|á»[\u0080-\u00bf]/gu;
const HIDDEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+/gu;
const NEAR = 10;
/** Letters between two words typed apart that still are one run. */
const CLOSE = 24;
/** Marks of a web page that were meant to become a sign. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&#39;': "'",
};
const ENTITY = /&(?:amp|quot|lt|gt|nbsp|#39);/g;

/** Letters of other alphabets inside a word, Icelandic eth for Đ, marks typed apart, signs nobody sees. */
export const letterCheck: Check = (text) => [
  ...decomposedHits(text),
  ...[...text.matchAll(WORD)].flatMap((match) => wordHits(match[0], match.index)),
  ...[...text.matchAll(ENTITY)].map((match): Hit => {
    const fix = ENTITIES[match[0]] ?? match[0];
    return { rule: 'foreign-letter', says: 'entity', start: match.index, end: match.index + match[0].length, fix };
  }),
  ...[...text.matchAll(BROKEN)].map((match): Hit => {
    return { rule: 'foreign-letter', says: 'broken-letter', start: match.index, end: match.index + match[0].length };
  }),
  ...[...text.matchAll(HIDDEN)].map((match): Hit => {
    const [start, end] = [match.index, match.index + match[0].length];
    const around = `${text.slice(Math.max(0, start - NEAR), start)}${text.slice(end, end + NEAR)}`;
    return { rule: 'hidden-sign', start, end, fix: '', values: [around.replaceAll(HIDDEN, '')] };
  }),
];

function wordHits(word: string, start: number): Hit[] {
  const at = { start, end: start + word.length };
  if (FOREIGN.test(word) && LATIN.test(word)) return [{ rule: 'foreign-letter', ...at, ...fixOf(word) }];
  if (ETH.test(word)) return [{ rule: 'foreign-letter', says: 'eth', ...at, fix: withoutEth(word) }];
  return [];
}

/** Words typed apart that follow each other are one finding: nobody wants to put right a text word by word. */
function decomposedHits(text: string): Hit[] {
  const runs: { start: number; end: number }[] = [];
  for (const { 0: word, index: start } of MARK.test(text) ? text.matchAll(WORD) : []) {
    if (!MARK.test(word) || word.normalize('NFC') === word) continue;
    const end = start + word.length;
    const last = runs.at(-1);
    if (last !== undefined && start - last.end <= CLOSE) last.end = end;
    else runs.push({ start, end });
  }
  return runs.map(({ start, end }) => ({
    rule: 'decomposed',
    start,
    end,
    fix: text.slice(start, end).normalize('NFC'),
  }));
}

/** Safe only where every foreign letter has one that looks the same. */
function fixOf(word: string): { fix: string } | object {
  const letters = [...word].map((letter) => (FOREIGN.test(letter) ? LOOKALIKES[letter] : letter));
  return letters.every((letter) => letter !== undefined) ? { fix: letters.join('') } : {};
}

function withoutEth(word: string): string {
  return word.replaceAll(EVERY_ETH, (letter) => (letter === 'ð' ? 'đ' : 'Đ'));
}
