import { fold } from '../vietnamese/fold.ts';
import { formatCount } from '../vietnamese/numbers.ts';
import { syllables } from '../vietnamese/syllables.ts';
import type { ProofClipping, ProofInput, ProofSection } from './proof-input.ts';
import type { Rules } from './rules.ts';

/** What is said of an issue as a whole, or of an item among the others; `clippingId` null: of the issue. */
export interface IssueHit {
  readonly rule: string;
  readonly clippingId: string | null;
  readonly says?: string;
  readonly values: readonly (string | number)[];
}

/** Titles met twice, lines of origin that lack something, empty sections, a heavy mail, links that lead nowhere. */
export function issueHits(input: ProofInput, rules: Rules, sectionNames: readonly string[]): IssueHit[] {
  const clippings = input.sections.flatMap((section) => section.clippings);
  return [
    ...sameTitles(clippings),
    ...clippings.flatMap(originHits),
    ...clippings.flatMap(contentsHits),
    ...input.sections.flatMap((section) => sectionHits(section, sectionNames)),
    ...mailHits(input.mailBytes, rules),
    ...input.deadLinks.map(({ clippingId, why }) => ({ rule: 'dead-link', clippingId, values: [why] })),
  ];
}

function sameTitles(clippings: readonly ProofClipping[]): IssueHit[] {
  const first = new Map<string, ProofClipping>();
  return clippings.flatMap((clipping): IssueHit[] => {
    const key = syllables(`${clipping.placePrefix ?? ''} ${clipping.title}`).join(' ');
    const twin = first.get(key);
    if (twin === undefined) first.set(key, clipping);
    return key === '' || twin === undefined
      ? []
      : [{ rule: 'same-title', clippingId: clipping.id, values: [twin.title] }];
  });
}

function originHits({ id, citation }: ProofClipping): IssueHit[] {
  if (citation === null) return [];
  return [
    ...(citation.hasSite ? [] : [{ rule: 'citation-incomplete', says: 'no-site', clippingId: id, values: [] }]),
    ...(citation.hasDay ? [] : [{ rule: 'citation-incomplete', says: 'no-day', clippingId: id, values: [] }]),
  ];
}

function contentsHits({ id, title, contentsTitle }: ProofClipping): IssueHit[] {
  const isSame = contentsTitle === undefined || contentsTitle === title;
  return isSame ? [] : [{ rule: 'title-differs', clippingId: id, values: [contentsTitle] }];
}

function sectionHits({ name, clippings }: ProofSection, known: readonly string[]): IssueHit[] {
  const near = known.find((each) => fold(each) === fold(name) && each.toUpperCase() !== name.toUpperCase());
  return [
    ...(clippings.length > 0 ? [] : [{ rule: 'section-empty', clippingId: null, values: [name] }]),
    ...(near === undefined ? [] : [{ rule: 'section-name', clippingId: null, values: [name, near.toUpperCase()] }]),
  ];
}

function mailHits(bytes: number | null, { limits }: Rules): IssueHit[] {
  if (bytes === null || bytes < limits.mailBytes * limits.mailNear) return [];
  const kilobytes = (count: number) => formatCount(Math.ceil(count / 1000));
  return [{ rule: 'mail-size', clippingId: null, values: [kilobytes(bytes), kilobytes(limits.mailBytes)] }];
}
