import { citationText } from '../../core/drafting/citation.ts';
import type { Clipping, Draft } from '../../core/drafting/draft.ts';
import { numbered, orderedSections } from '../../core/drafting/order.ts';
import { phrase } from '../../core/drafting/words.ts';
import { blockTexts } from '../../core/extraction/article.ts';
import type { Finding } from '../../core/proofreading/finding.ts';
import { findingKey } from '../../core/proofreading/finding-key.ts';
import { type AroundDraft, proofOfDraft } from '../../core/proofreading/proof-of-draft.ts';
import { proofread } from '../../core/proofreading/proofread.ts';
import { seedRules } from '../../core/proofreading/rules.ts';
import type { Section } from '../../core/sections/section.ts';
import { proofMessages } from './proof-messages.ts';

/** What the desk says in other words already: the cautions of a card, its missing day, the empty section. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['same-title', 'citation-incomplete', 'section-empty']);
/** Letters shown on either side of a place, cut between words. */
const AROUND = 28;

/** One finding as it is shown beside its text. */
export type Mark = ReturnType<typeof markOf>;

/** The findings of a draft that its editors see: without what is said elsewhere. */
export function draftFindings(draft: Draft, sections: readonly Section[], around: AroundDraft = {}): Finding[] {
  const findings = proofread(proofOfDraft(draft, sections, around), seedRules());
  return findings.filter(({ rule }) => !SAID_ELSEWHERE.has(rule));
}

/** The marks of every card by the clipping's id, null where there are none; an approved draft has none. */
export function proofView(draft: Draft, sections: readonly Section[]): Readonly<Record<string, Marks | null>> {
  const read = draft.sealed ? [] : draftFindings(draft, sections);
  const findings = Map.groupBy(read, ({ where }) => where.clippingId);
  return Object.fromEntries(
    draft.clippings.map((clipping) => {
      const own = findings.get(clipping.id) ?? [];
      return [clipping.id, own.length === 0 ? null : marksOf(own, clipping, draft)];
    }),
  );
}

/** Where the proof-reader asks for a look, for the line above the draft: every item once, in the order of the issue. */
export function reviewView(
  marks: Readonly<Record<string, Marks | null>>,
  cards: readonly { readonly id: string; readonly number: number }[],
) {
  const open = cards.flatMap(({ id }) => marks[id]?.open ?? []);
  return {
    errors: open.filter(({ severity }) => severity === 'error').length,
    warnings: open.filter(({ severity }) => severity === 'warning').length,
    items: cards.filter(({ id }) => (marks[id]?.open.length ?? 0) > 0).map(({ id, number }) => ({ id, number })),
  };
}

/** The marks of one clipping, for the page on which it is rewritten. */
export function clippingMarks(draft: Draft, id: string, sections: readonly Section[]): Marks | null {
  return proofView({ ...draft, clippings: draft.clippings.filter((each) => each.id === id) }, sections)[id] ?? null;
}

/** Marks of one item: what is likely wrong, what is a matter of form, and what an editor lets stand. */
export interface Marks {
  readonly open: readonly Mark[];
  readonly hints: readonly Mark[];
  readonly waved: readonly Mark[];
}

function marksOf(findings: readonly Finding[], clipping: Clipping, draft: Draft): Marks {
  const waved = new Set(draft.waved);
  const seen = new Set<string>();
  const marks = findings.map((finding) => markOf(finding, clipping));
  return {
    open: marks.filter(({ key, severity }) => severity !== 'hint' && !waved.has(key)),
    hints: marks.filter(({ key, severity }) => severity === 'hint' && !waved.has(key)),
    // The same letters waved aside in two places are one matter.
    waved: marks.filter(({ key }) => waved.has(key) && !seen.has(key) && seen.add(key)),
  };
}

function markOf(finding: Finding, clipping: Clipping) {
  const { rule, severity, where, found, message, fix } = finding;
  const words = proofMessages();
  const text = textAt(clipping, where);
  return {
    key: findingKey(finding),
    rule,
    severity,
    label: words.severities[severity],
    field: where.field,
    place: phrase(words.fields[where.field], where.paragraph + 1),
    paragraph: where.paragraph,
    start: where.start,
    before: leading(text.slice(0, where.start)),
    found,
    after: trailing(text.slice(where.end)),
    isWholeText: found === text,
    message,
    // A line of origin is made of its parts: it is put right on the page where they are typed.
    fix: fix === null || where.field === 'citation' ? null : fixText(found, fix),
  };
}

function fixText(found: string, fix: string): string {
  const words = proofMessages().fixes;
  if (found.replaceAll(/\s/gu, '') === fix.replaceAll(/\s/gu, '')) return words.space;
  return fix === '' ? words.remove : phrase(words.change, fix.trim());
}

function leading(text: string): string {
  return text.length <= AROUND ? text : `…${text.slice(-AROUND).replace(/^\S*\s+/u, '')}`;
}

function trailing(text: string): string {
  return text.length <= AROUND ? text : `${text.slice(0, AROUND).replace(/\s+\S*$/u, '')}…`;
}

function textAt(clipping: Clipping, { field, paragraph }: Finding['where']): string {
  switch (field) {
    case 'title':
      return clipping.title;
    case 'prefix':
      return clipping.placePrefix ?? '';
    case 'body':
      return blockTexts(clipping.body)[paragraph] ?? '';
    case 'citation':
      return citationText(clipping.citation);
    case 'issue':
      return '';
  }
}

/** What is still to be looked at before an issue is approved: what editors let stand and mere form left out. */
export function proofSummary(draft: Draft, sections: readonly Section[], around: AroundDraft) {
  const waved = new Set(draft.waved);
  const open = draftFindings(draft, sections, around).filter(
    (finding) => finding.severity !== 'hint' && !waved.has(findingKey(finding)),
  );
  const numbers = new Map(
    numbered(orderedSections(draft.clippings, sections)).flatMap(({ clippings }) =>
      clippings.map(({ number, clipping }) => [clipping.id, number]),
    ),
  );
  const words = proofMessages();
  return {
    errors: open.filter(({ severity }) => severity === 'error').length,
    warnings: open.filter(({ severity }) => severity === 'warning').length,
    waved: waved.size,
    lines: open.map(({ severity, where, message }) => {
      const number = numbers.get(where.clippingId ?? '');
      const place = phrase(words.fields[where.field], where.paragraph + 1);
      return {
        severity,
        clippingId: where.clippingId,
        text: number === undefined ? message : phrase(words.ofItem, number, place, message),
      };
    }),
  };
}
