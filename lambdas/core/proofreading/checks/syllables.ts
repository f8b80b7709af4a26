import type { Hit } from '../finding.ts';
import type { Rules } from '../rules.ts';
import { type Check, perRules } from './check.ts';

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** Circumflex, breve and horn belong to the letter, not to the tone. */
const WORD = /(?<![\p{L}\p{M}\p{N}/.@_-])\p{Ll}+(?![\p{L}\p{M}\p{N}@_-]|\/\p{L}{1,2}(?!\p{L}))/gu;
/** Letters that only Vietnamese writes: a word without them may be of any language. */
const OWN = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/u;
const VOWEL = /[aăâeêioôơuưy]/u;
const STOPPED = /(?:c|ch|p|t)$/;

interface Spelling {
  readonly rimes: ReadonlySet<string>;
  readonly foreign: ReadonlySet<string>;
  readonly onsets: readonly string[];
}

const spellingOf = perRules(
  ({ syllables }: Rules): Spelling => ({
    rimes: new Set(syllables.rimes.split(' ')),
    foreign: new Set(syllables.foreign.split(' ')),
    onsets: [...syllables.onsets.split(' '), ''].sort((a, b) => b.length - a.length),
  }),
);

/**
 * Words in small letters with Vietnamese marks that are no Vietnamese syllable: `hiệnn`, `thưc`, `hànhchính`. Two that
 * stand together without a space are taken apart where there is only one way to.
 */
export const syllableCheck: Check = (text, { rules }) => {
  const spelling = spellingOf(rules);
  const judged = new Map<string, boolean>();
  const isRight = (word: string): boolean => {
    const known = judged.get(word) ?? isSpeltRight(word, spelling);
    judged.set(word, known);
    return known;
  };
  return [...text.matchAll(WORD)].flatMap((match): Hit[] => {
    const [word] = match;
    if (isRight(word)) return [];
    const parted = partedOf(word, spelling);
    const fix = parted === null ? {} : { fix: parted };
    return [{ rule: 'syllable', start: match.index, end: match.index + word.length, ...fix }];
  });
};

/** Also what cannot be judged: words without marks of ours, without a vowel, or of foreign origin. */
function isSpeltRight(word: string, spelling: Spelling): boolean {
  const isJudged = OWN.test(word) && VOWEL.test(word.normalize('NFD')) && !spelling.foreign.has(word);
  return !isJudged || isSyllable(word, spelling);
}

function isSyllable(word: string, { rimes, onsets }: Spelling): boolean {
  const apart = word.normalize('NFD');
  const tones = apart.match(TONES) ?? [];
  const plain = apart.replaceAll(TONES, '').normalize('NFC');
  const isSpelt = onsets.some((onset) => plain.startsWith(onset) && rimes.has(plain.slice(onset.length)));
  const isToned = !STOPPED.test(plain) || /[\u0301\u0323]/.test(tones.join(''));
  return tones.length <= 1 && isSpelt && isToned;
}

/** Longest word that is tried apart. */
const LONGEST = 14;
const SHORTEST_PART = 2;

function partedOf(word: string, spelling: Spelling): string | null {
  if (word.length > LONGEST) return null;
  const ways = Array.from({ length: word.length }, (_, at) => [word.slice(0, at), word.slice(at)]).filter((parts) =>
    parts.every((part) => part.length >= SHORTEST_PART && OWN.test(part) && isSyllable(part, spelling)),
  );
  return ways.length === 1 ? (ways[0]?.join(' ') ?? null) : null;
}
