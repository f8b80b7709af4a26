import { gazetteer, placeById } from '../places/gazetteer.ts';
import { formatCount } from '../vietnamese/numbers.ts';
import type { Verdict } from './decide.ts';
import { shared } from './places.ts';
import { sharedSigns, type WeighedKind } from './signs.ts';
import type { Weighed } from './weighed.ts';
import { phrase, words } from './words.ts';

/** An editor reads a line a paper: the two strongest findings, likeness in per cent only where there is nothing better. */
const FINDINGS = 2;
/** So much of the text in common is said first, for it settles the matter. */
const COPY = 0.8;

const familyNames: ReadonlySet<string> = new Set(gazetteer.personNames.map((name) => name.toLowerCase()));

/** Why two articles were joined, in Vietnamese: `cùng văn bản 57-NQ/TW, cùng số liệu 5.700`. */
export function evidenceOf(a: Weighed, b: Weighed, { alike }: Verdict): string {
  const percent = (share: number): string => formatCount(Math.round(share * 100));
  const [place] = shared(a.places().named, b.places().named);
  const shares = [
    { share: alike.text, said: phrase(words.evidence.text, percent(alike.text)) },
    { share: alike.title, said: phrase(words.evidence.title, percent(alike.title)) },
  ].sort((x, y) => y.share - x.share);
  const findings = [
    alike.text >= COPY ? words.evidence.copy : null,
    found(a, b, 'documents'),
    found(a, b, 'figures'),
    found(a, b, 'names'),
    place === undefined ? null : phrase(words.evidence.place, placeById(place)?.name ?? place),
    found(a, b, 'dates'),
    shares[0]?.said ?? null,
  ];
  return findings
    .flatMap((finding) => finding ?? [])
    .slice(0, FINDINGS)
    .join(', ');
}

const phrases: Readonly<Record<WeighedKind, string>> = {
  documents: words.evidence.document,
  figures: words.evidence.figure,
  names: words.evidence.name,
  dates: words.evidence.day,
};

/** The rarest sign of a kind that both have. */
function found(a: Weighed, b: Weighed, kind: WeighedKind): string | null {
  const [rarest] = sharedSigns(a, b, kind)
    .map((sign) => ({ text: a.book.textOf(sign), weight: a.rarity.ofSign(sign, a) }))
    .filter(({ text }) => (kind === 'names' ? isPerson(text) : kind !== 'figures' || isTelling(text)))
    .sort((x, y) => y.weight - x.weight || (x.text < y.text ? -1 : 1));
  return rarest === undefined ? null : phrase(phrases[kind], printed(rarest.text, kind));
}

/** Every other report has a `6`, a `20` or a `100`: to an editor they prove nothing. */
function isTelling(figure: string): boolean {
  return figure.replace(/\D/g, '').replace(/^0+|0+$/g, '').length > 1;
}

/** Only persons are told as evidence: of a body's name the capitals hold but a part (`Bộ Nội` of `Bộ Nội vụ`). */
function isPerson(name: string): boolean {
  return name.split(' ').length > 2 && familyNames.has(name.split(' ')[0] ?? '');
}

/** Signs are lower case and plain; capitals and points come back where they are certain. */
function printed(sign: string, kind: WeighedKind): string {
  if (kind === 'documents') return /^\d/.test(sign) ? sign.toUpperCase() : sign;
  if (kind === 'figures') return /^\d+$/.test(sign) && sign.length < 16 ? formatCount(Number(sign)) : sign;
  return kind === 'names' ? sign.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()) : sign;
}
