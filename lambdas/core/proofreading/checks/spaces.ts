import type { Hit } from '../finding.ts';
import type { Check } from './check.ts';

interface SpaceRule {
  readonly rule: string;
  readonly says: string;
  /** Begun only where it may begin, bounded otherwise: one pass over the text. */
  readonly pattern: RegExp;
  readonly fix: (found: string) => string;
  /** Sign named in the message. */
  readonly sign?: (found: string) => string;
}

const SPACES: readonly SpaceRule[] = [
  {
    rule: 'double-space',
    says: 'double-space',
    pattern: /(?<=\S)(?<![ \u00a0])[ \u00a0]{2,}(?=\S)/gu,
    fix: () => ' ',
  },
  {
    rule: 'space-missing',
    says: 'space-before-bracket',
    pattern: /(?<=[\p{L}\d%”"])\((?=[\p{L}\d]{2})(?![se]\))/gu,
    fix: () => ' (',
  },
  {
    rule: 'space-missing',
    says: 'space-after-bracket',
    pattern: /(?<=[\p{L}\d%”"’.])\)(?=\p{L}{2}|\p{L}\s|\d{2})/gu,
    fix: () => ') ',
  },
  {
    rule: 'space-missing',
    says: 'space-after-comma',
    pattern: /(?<=[\p{L})”])[,;](?=\p{L}{2}|\p{Ll})|(?<=\d),(?=\p{L}{2})/gu,
    fix: (found) => `${found} `,
    sign: (found) => found,
  },
  {
    rule: 'space-missing',
    says: 'space-after-stop',
    pattern: /(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll})/gu,
    fix: () => '. ',
  },
  {
    rule: 'space-extra',
    says: 'space-extra',
    pattern:
      /(?<=[\p{L}\d)”%])[ \u00a0]+[,;](?=\s)|(?<=[\p{L}\d)”%])[ \u00a0]+\.(?=\s*$)|(?<=[\p{L}\d)”%])[ \u00a0]+\.(?=\s\p{Lu})/gu,
    fix: (found) => found.trim(),
    sign: (found) => found.trim(),
  },
  {
    rule: 'space-extra',
    says: 'space-inside',
    pattern: /(?<=\()[ \u00a0]+(?=[\p{L}\d])|(?<=[\p{L}\d.])(?<![ \u00a0])[ \u00a0]+(?=\))/gu,
    fix: () => '',
  },
];

/** Addresses and file names keep their own signs. */
const ADDRESS =
  /(?:https?:\/\/|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@\S+|(?<![\p{L}\d.-])[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:vn|com|net|org|gov|edu|info)(?![\p{L}\d])\S*/giu;

/** Spaces too many and too few. */
export const spaceCheck: Check = (text) => {
  const addresses = addressesIn(text);
  return SPACES.flatMap(({ rule, says, pattern, fix, sign }) =>
    [...text.matchAll(pattern)].flatMap((match): Hit[] => {
      const [found] = match;
      const start = match.index;
      if (addresses.some((address) => start >= address.start && start < address.end)) return [];
      const values = sign === undefined ? [] : [sign(found)];
      return [{ rule, says, start, end: start + found.length, fix: fix(found), values }];
    }),
  );
};

const MOST_ADDRESSES = 200;

function addressesIn(text: string): { start: number; end: number }[] {
  if (!/[@/]|\.\p{L}/u.test(text)) return [];
  return [...text.matchAll(ADDRESS)]
    .slice(0, MOST_ADDRESSES)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
