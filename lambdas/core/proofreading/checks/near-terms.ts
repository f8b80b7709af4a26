import { fold } from '../../vietnamese/fold.ts';
import { alignTones } from '../../vietnamese/tone-placement.ts';
import type { Hit } from '../finding.ts';
import type { Rules } from '../rules.ts';
import { type Check, perRules } from './check.ts';
import { casedLike } from './words.ts';

/** Only syllables with a single space between them make a term. */
const WORD = /[\p{L}\p{M}]+/gu;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

interface Gap {
  readonly term: readonly string[];
  readonly position: number;
}

interface Terms {
  readonly whole: ReadonlySet<string>;
  /** A term by its syllables with one of them left open. */
  readonly open: ReadonlyMap<string, readonly Gap[]>;
  readonly lengths: readonly number[];
  readonly syllables: ReadonlySet<string>;
}

const termsOf = perRules(({ terms }: Rules): Terms => {
  const split = terms.map((term) => alignTones(term).split(' '));
  const gaps = split.flatMap((term) => term.map((_, position): Gap => ({ term, position })));
  return {
    whole: new Set(split.map((term) => term.join(' '))),
    open: Map.groupBy(gaps, ({ term, position }) => term.with(position, '*').join(' ')),
    syllables: new Set(split.flat()),
    lengths: [...new Set(split.map(({ length }) => length))].sort((a, b) => b - a),
  };
});

/** A set term in which one syllable is nearly right: `công thông tin điện tử`, `dịch vụ công trực tuyển`. */
export const nearTermCheck: Check = (text, { rules }) => {
  const terms = termsOf(rules);
  const words = [...text.matchAll(WORD)].map((match) => ({ text: match[0], start: match.index }));
  const lower = words.map((word) => alignTones(word.text.toLowerCase()));
  const joined = words.map(
    ({ text: word, start }, index) =>
      text[start + word.length] === ' ' && words[index + 1]?.start === start + word.length + 1,
  );
  const strange = runningCount(lower.map((word) => !terms.syllables.has(word)));
  const hits: Hit[] = [];
  let taken = 0;
  for (let index = 0; index < words.length; index += 1) {
    if (index < taken) continue;
    const near = nearAt({ terms, lower, joined, strange, index });
    if (near === null) continue;
    const word = words[index + near.position];
    if (word !== undefined) hits.push(hitOf(word, near));
    taken = index + near.term.length;
  }
  return hits;
};

function runningCount(flags: readonly boolean[]): number[] {
  const counts = [0];
  for (const flag of flags) counts.push((counts.at(-1) ?? 0) + (flag ? 1 : 0));
  return counts;
}

type Place = {
  readonly terms: Terms;
  readonly lower: readonly string[];
  readonly joined: readonly boolean[];
  /** How many of the words before each are in no term. */
  readonly strange: readonly number[];
  readonly index: number;
};

function nearAt({ terms, lower, joined, strange, index }: Place): Gap | null {
  for (const length of terms.lengths) {
    if (index + length > lower.length || (strange[index + length] ?? 0) - (strange[index] ?? 0) > 1) continue;
    if (!joined.slice(index, index + length - 1).every(Boolean)) continue;
    const group = lower.slice(index, index + length);
    if (terms.whole.has(group.join(' '))) return null;
    for (let position = 0; position < length; position += 1) {
      const known = terms.open.get(group.with(position, '*').join(' ')) ?? [];
      const near = known.find(({ term }) => isSlip(group[position] ?? '', term[position] ?? ''));
      if (near !== undefined) return near;
    }
  }
  return null;
}

/** The same letters with other marks, or one letter too many, too few or wrong in a syllable of three and more. */
function isSlip(typed: string, meant: string): boolean {
  if (typed === meant) return false;
  const [a, b] = [fold(typed), fold(meant)];
  return (
    a === b ||
    (Math.min(a.length, b.length) >= 3 && typed.length > 1 && isOneLetterOff(a, b) && sharesTone(typed, meant))
  );
}

function isOneLetterOff(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  return short.slice(same + (short.length === long.length ? 1 : 0)) === long.slice(same + 1);
}

function sharesTone(a: string, b: string): boolean {
  const tone = (word: string) => word.normalize('NFD').match(TONE)?.join('') ?? '';
  return tone(a) === tone(b);
}

function hitOf(word: { readonly text: string; readonly start: number }, { term, position }: Gap): Hit {
  const fix = casedLike(term[position] ?? '', word.text);
  return { rule: 'near-term', start: word.start, end: word.start + word.text.length, fix, values: [term.join(' ')] };
}
