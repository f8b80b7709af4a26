import type { Hit } from '../finding.ts';
import type { Rules } from '../rules.ts';
import { anyOf, type Check, perRules } from './check.ts';

type Confused = Rules['confused'][number];

const confusedOf = perRules(({ confused }: Rules) => ({
  pattern: anyOf(confused.map(({ wrong }) => wrong)),
  entries: new Map(confused.map((entry): [string, Confused] => [entry.wrong, entry])),
}));

const WORD_BEHIND = /^\s(\p{L}+)/u;

/** Word groups that are nearly always a slip: `thực hiện quả` for `thực hiện hiệu quả`. */
export const confusedCheck: Check = (text, { rules }) => {
  const { pattern, entries } = confusedOf(rules);
  return [...text.matchAll(pattern)].flatMap((match): Hit[] => {
    const [found] = match;
    const entry = entries.get(found.toLowerCase().replaceAll(/\s/g, ' '));
    const end = match.index + found.length;
    const next = WORD_BEHIND.exec(text.slice(end, end + 12))?.[1]?.toLowerCase() ?? '';
    if (entry === undefined || entry.notBefore?.includes(next)) return [];
    const fix = casedLike(entry.right, found);
    return [{ rule: 'wrong-word', says: entry.kind, start: match.index, end, fix, values: [fix] }];
  });
};

/** `right` with the capitals of `found`: none, the first letter, or all. */
export function casedLike(right: string, found: string): string {
  if (found === found.toUpperCase() && /\p{Lu}{2}/u.test(found)) return right.toUpperCase();
  const first = found.charAt(0);
  const isCapital = first !== first.toLowerCase();
  return isCapital ? right.charAt(0).toUpperCase() + right.slice(1) : right;
}

const WORD = /[\p{L}\p{M}]+/gu;
/** Groups of so many words are looked at for being said twice. */
const LONGEST_GROUP = 4;

const repeats = perRules(({ neverTwice, mayRepeat }: Rules) => ({
  never: new Set(neverTwice),
  may: new Set(mayRepeat),
}));

interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

/** The same word, or the same few words, twice in a row with only a space between. */
export const twiceCheck: Check = (text, { rules }) => {
  const words = [...text.matchAll(WORD)].map(([found], index, all): Word => wordAt(found, all[index]?.index ?? 0));
  const gaps = words.map((word, index) => isGap(text.slice(word.end, words[index + 1]?.start ?? word.end)));
  const hits: Hit[] = [];
  for (let index = 0; index < words.length; ) {
    const length = repeatedAt({ words, gaps, index, rules });
    if (length > 0) hits.push(hitOf(text, words, index, length));
    index += length > 0 ? length * 2 : 1;
  }
  return hits;
};

function wordAt(text: string, start: number): Word {
  return { text, lower: text.toLowerCase(), start, end: start + text.length };
}

function isGap(between: string): boolean {
  return /^[ \u00a0]{1,3}$/.test(between);
}

type Place = {
  readonly words: readonly Word[];
  readonly gaps: readonly boolean[];
  readonly index: number;
  readonly rules: Rules;
};

/** Length of the shortest group at `index` that is said twice and should not be; 0 where there is none. */
function repeatedAt({ words, gaps, index, rules }: Place): number {
  const { never, may } = repeats(rules);
  for (let length = 1; length <= LONGEST_GROUP && index + length * 2 <= words.length; length += 1) {
    if (words[index]?.lower !== words[index + length]?.lower) continue;
    const group = words.slice(index, index + length);
    const isTwice = group.every((word, each) => word.lower === words[index + length + each]?.lower);
    const isRow = gaps.slice(index, index + length * 2 - 1).every(Boolean);
    if (!isTwice || !isRow) continue;
    const said = group.map(({ lower }) => lower).join(' ');
    // Two capitals are a name; a single word is often the end of one compound and the start of the next.
    const isName = /^\p{Lu}/u.test(words[index + length]?.text ?? '') && !isAllCapitals(group);
    const isSlip = length === 1 ? never.has(said) : !may.has(said) && !isSameWordOver(group);
    if (isSlip && !isName) return length;
    if (length === 1) return 0;
  }
  return 0;
}

function isAllCapitals(group: readonly Word[]): boolean {
  return group.every(({ text }) => text.length > 1 && text === text.toUpperCase());
}

/** `xanh xanh xanh xanh`: a play of one word, no slip of two. */
function isSameWordOver(group: readonly Word[]): boolean {
  return group.every(({ lower }) => lower === group[0]?.lower);
}

/** The second of the two is taken away with the space before it. */
function hitOf(text: string, words: readonly Word[], index: number, length: number): Hit {
  const start = words[index]?.start ?? 0;
  const middle = words[index + length - 1]?.end ?? start;
  const end = words[index + length * 2 - 1]?.end ?? middle;
  const once = text.slice(start, middle);
  return { rule: 'word-twice', start, end, fix: once, values: [once.toLowerCase()] };
}
