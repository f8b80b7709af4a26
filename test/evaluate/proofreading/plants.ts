import { seedRules } from '../../../lambdas/core/proofreading/rules.ts';
import { alignTones } from '../../../lambdas/core/vietnamese/tone-placement.ts';

/** A text with one mistake in it, and the very place. */
export interface Planted {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A kind of mistake: the rules that may see it, and how it is made; null where the text has no place for it. */
export interface Plant {
  readonly kind: string;
  readonly rules: readonly string[];
  readonly plant: (text: string, random: Random) => Planted | null;
}

/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;

const rules = seedRules();
const COUNTED = rules.counted.join('|');
const TONES = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];

/** Mistakes as they are made in newsrooms, each by one hand: nothing else of the text changes. */
export const PLANTS: readonly Plant[] = [
  {
    kind: 'a digit too many in a group',
    rules: ['figure-groups'],
    plant: replacing(
      new RegExp(`(?<![\\d.,/])\\d{1,3}\\.\\d{3}(?= (?:${COUNTED})(?!\\p{L}))`, 'gu'),
      (found) => `${found}2`,
    ),
  },
  {
    kind: 'thousands without their dot',
    rules: ['figure-plain'],
    plant: replacing(new RegExp(`(?<![\\d.,/])[3-9]\\.\\d{3}(?= (?:${COUNTED})(?!\\p{L}))`, 'gu'), (found) =>
      found.replace('.', ''),
    ),
  },
  {
    kind: 'a point for the decimal comma',
    rules: ['figure-decimal'],
    plant: replacing(/(?<![\d.,/])\d{1,3},\d{1,2}(?=%)/gu, (found) => found.replace(',', '.')),
  },
  {
    kind: 'a share that cannot be',
    rules: ['share-off'],
    plant: adding('Đơn vị đã nhận 4.200 hồ sơ, trong đó 84 hồ sơ quá hạn, chiếm 0,2%.', '0,2%'),
  },
  {
    kind: 'a day that is in no calendar',
    rules: ['date-impossible'],
    plant: replacing(/(?<=ngày )\d{1,2}\/\d{1,2}(?![\d/.-])/gu, (found) => found.replace(/^\d+/, '32')),
  },
  {
    kind: 'a weekday that does not fit',
    rules: ['date-weekday'],
    plant: adding('Hội nghị diễn ra thứ Hai, ngày 05/9/2024.', 'thứ Hai'),
  },
  { kind: 'a known name misspelt', rules: ['name-spelling'], plant: misspeltName },
  { kind: 'a word left out', rules: ['wrong-word'], plant: confusing('missing') },
  { kind: 'a listed word confused', rules: ['wrong-word', 'syllable', 'near-term'], plant: confusing('letter') },
  { kind: 'a slip inside a set term', rules: ['near-term', 'wrong-word', 'syllable'], plant: slippedTerm },
  {
    kind: 'a syllable without its tone',
    rules: ['syllable', 'wrong-word', 'near-term'],
    plant: replacing(/(?<![\p{L}\p{M}])\p{Ll}{2,}[cpt](?:h)?(?![\p{L}\p{M}])/gu, withoutTone),
  },
  {
    kind: 'two syllables run together',
    rules: ['syllable'],
    plant: replacing(
      /(?<![\p{L}\p{M}])\p{Ll}*[ăâđêôơưáàạảãấầậẩẫếềệểễốồộổỗớờợởỡ]\p{Ll}* \p{Ll}{2,}(?![\p{L}\p{M}])/gu,
      (found) => found.replace(' ', ''),
    ),
  },
  {
    kind: 'two words said twice',
    rules: ['word-twice'],
    plant: replacing(/(?<![\p{L}\p{M}])\p{Ll}+ \p{Ll}+(?![\p{L}\p{M}])/gu, twice),
  },
  {
    kind: 'a small word said twice',
    rules: ['word-twice'],
    plant: replacing(/(?<!\p{L})(?:của|các|và|được|với|những)(?!\p{L})/gu, twice),
  },
  { kind: 'a double space', rules: ['double-space'], plant: replacing(/(?<=\p{L}) (?=\p{L})/gu, () => '  ') },
  { kind: 'no space before (', rules: ['space-missing'], plant: replacing(/(?<=\p{L}) \((?=\p{L}{2})/gu, () => '(') },
  { kind: 'no space behind )', rules: ['space-missing'], plant: replacing(/(?<=\p{L})\) (?=\p{L}{2})/gu, () => ')') },
  {
    kind: 'no space behind a comma',
    rules: ['space-missing'],
    plant: replacing(/(?<=\p{L}), (?=\p{Ll})/gu, () => ','),
  },
  { kind: 'a space before a comma', rules: ['space-extra'], plant: replacing(/(?<=\p{L}),(?= \p{L})/gu, () => ' ,') },
  { kind: 'a quotation mark lost', rules: ['quotes'], plant: replacing(/(?<=“[^“”"]{3,80})”/gu, () => '') },
  { kind: 'a bracket lost', rules: ['brackets'], plant: replacing(/(?<=\([^()]{3,80})\)/gu, () => '') },
  {
    kind: 'a Greek letter',
    rules: ['foreign-letter'],
    plant: replacing(/(?<!\p{L})\p{L}+o\p{L}*(?!\p{L})/gu, (found) => found.replace('o', 'ο')),
  },
  {
    kind: 'Icelandic Ð',
    rules: ['foreign-letter'],
    plant: replacing(/(?<!\p{L})Đ\p{Ll}+/gu, (found) => found.replace('Đ', 'Ð')),
  },
  { kind: 'a sign nobody sees', rules: ['hidden-sign'], plant: replacing(/(?<=\p{L}) (?=\p{L})/gu, () => '\u200b ') },
  {
    kind: 'marks typed apart',
    rules: ['decomposed'],
    plant: replacing(/(?<!\p{L})\p{L}*[ếềệấầậớờợ]\p{L}*(?!\p{L})/gu, (found) => found.normalize('NFD')),
  },
  {
    kind: 'any syllable, another tone',
    rules: ['near-term', 'wrong-word', 'syllable'],
    plant: replacing(/(?<![\p{L}\p{M}])\p{Ll}{3,}(?![\p{L}\p{M}])/gu, otherTone),
  },
];

function replacing(pattern: RegExp, change: (found: string, random: Random) => string): Plant['plant'] {
  return (text, random) => {
    const places = [...text.matchAll(pattern)];
    const place = places[Math.floor(random() * places.length)];
    if (place === undefined) return null;
    const changed = change(place[0], random);
    if (changed === place[0]) return null;
    const start = place.index;
    return {
      text: text.slice(0, start) + changed + text.slice(start + place[0].length),
      start,
      end: start + changed.length,
    };
  };
}

function adding(sentence: string, mistake: string): Plant['plant'] {
  return (text) => {
    const start = text.length + 1 + sentence.indexOf(mistake);
    return { text: `${text} ${sentence}`, start, end: start + mistake.length };
  };
}

function confusing(kind: 'missing' | 'letter'): Plant['plant'] {
  const entries = rules.confused.filter((entry) => entry.kind === kind);
  const wrongs = new Map(entries.map(({ wrong, right }) => [right, wrong]));
  const pattern = new RegExp(`(?<!\\p{L})(?:${[...wrongs.keys()].join('|')})(?!\\p{L})`, 'gu');
  return replacing(pattern, (found) => wrongs.get(found) ?? found);
}

function misspeltName(text: string, random: Random): Planted | null {
  const names = rules.names.map(({ name }) => name.replaceAll(/[.*+?()]/g, '\\$&')).join('|');
  return replacing(new RegExp(`(?<![\\p{L}.])(?:${names})(?![\\p{L}.])`, 'gu'), (name) => {
    const known = rules.names.find((each) => each.name === name);
    const other = name.charAt(0) + name.slice(1).toLowerCase();
    const isAccepted = known?.accepted?.includes(other) ?? false;
    return other === name || isAccepted ? name : other;
  })(text, random);
}

function slippedTerm(text: string, random: Random): Planted | null {
  const pattern = new RegExp(`(?<!\\p{L})(?:${rules.terms.join('|')})(?!\\p{L})`, 'gu');
  const whole = replacing(pattern, (term) => {
    const words = term.split(' ');
    const at = Math.floor(random() * words.length);
    return words.with(at, otherTone(words[at] ?? '', random)).join(' ');
  });
  return whole(text, random);
}

/** The same letters with another of the six tones. */
function otherTone(word: string, random: Random): string {
  const apart = alignTones(word).normalize('NFD');
  const tone = TONES.find((each) => apart.includes(each));
  const others = TONES.filter((each) => each !== tone);
  const next = others[Math.floor(random() * others.length)] ?? '';
  return tone === undefined ? word : apart.replace(tone, next).normalize('NFC');
}

function withoutTone(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/[\u0301\u0323]/g, '')
    .normalize('NFC');
}

function twice(found: string): string {
  return `${found} ${found}`;
}
