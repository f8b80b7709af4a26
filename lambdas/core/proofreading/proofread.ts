import { seedSections } from '../sections/sections.ts';
import type { About, Check } from './checks/check.ts';
import { dateCheck, mixedDaySign } from './checks/dates.ts';
import { figureCheck, hasGroupedFigures } from './checks/figures.ts';
import { formerNameCheck } from './checks/former-names.ts';
import { letterCheck } from './checks/letters.ts';
import { nameCheck } from './checks/names.ts';
import { nearTermCheck } from './checks/near-terms.ts';
import { bracketHits, quoteHits } from './checks/pairs.ts';
import { shareCheck } from './checks/shares.ts';
import { spaceCheck } from './checks/spaces.ts';
import { syllableCheck } from './checks/syllables.ts';
import { titleCheck } from './checks/titles.ts';
import { confusedCheck, twiceCheck } from './checks/words.ts';
import type { Field, Finding, Hit } from './finding.ts';
import { issueHits } from './issue-findings.ts';
import { messageOf } from './messages.ts';
import type { ProofClipping, ProofInput } from './proof-input.ts';
import type { Rules } from './rules.ts';

const EVERYWHERE: readonly Check[] = [
  letterCheck,
  confusedCheck,
  nearTermCheck,
  nameCheck,
  twiceCheck,
  figureCheck,
  dateCheck,
  formerNameCheck,
  spaceCheck,
];

/** Which checks read which field. */
const CHECKS: Readonly<Record<Exclude<Field, 'issue'>, readonly Check[]>> = {
  title: [...EVERYWHERE, shareCheck, syllableCheck, titleCheck],
  prefix: [letterCheck, nameCheck, formerNameCheck, spaceCheck],
  body: [...EVERYWHERE, shareCheck, syllableCheck],
  citation: [letterCheck, spaceCheck],
};

/**
 * Reads an issue for mistakes. Findings come in the order of the issue, item by item from title to line of origin, what
 * concerns the whole at the end. Pure, and linear in the length of the text.
 */
export function proofread(input: ProofInput, rules: Rules): Finding[] {
  const whole = wholeFindings(input, rules);
  const items = input.sections.flatMap(({ clippings }) => clippings);
  return [
    ...items.flatMap((clipping) => [
      ...clippingFindings(clipping, { input, rules }),
      ...whole.filter(({ where }) => where.clippingId === clipping.id),
    ]),
    ...whole.filter(({ where }) => where.clippingId === null),
  ];
}

/** More than an editor would ever read of one paragraph: such a text is broken as a whole. */
const MOST_IN_A_TEXT = 200;

interface Reading {
  readonly input: ProofInput;
  readonly rules: Rules;
}

interface Text {
  readonly field: Exclude<Field, 'issue'>;
  readonly paragraph: number;
  readonly text: string;
  readonly before: string;
}

/** Items read under the same rules before: a draft is read whole at every press, and one press changes one item. */
const known = new WeakMap<Rules, Map<string, readonly Finding[]>>();
/** Items remembered, a few issues; each weighs what its text does. */
const MOST_KNOWN = 300;

function clippingFindings(clipping: ProofClipping, reading: Reading): readonly Finding[] {
  const { input, rules } = reading;
  const items = known.get(rules) ?? new Map<string, readonly Finding[]>();
  known.set(rules, items);
  const key = JSON.stringify([input.issueKey, clipping]);
  const found = items.get(key) ?? readClipping(clipping, reading);
  // Put behind, so that what was not asked for the longest is the first to go.
  items.delete(key);
  items.set(key, found);
  if (items.size > MOST_KNOWN) items.delete(items.keys().next().value ?? '');
  return found;
}

function readClipping(clipping: ProofClipping, { input, rules }: Reading): Finding[] {
  const shared = {
    issueKey: input.issueKey,
    rules,
    hasGroupedFigures: hasGroupedFigures([clipping.title, ...clipping.paragraphs]),
    daySign: mixedDaySign(clipping.paragraphs),
  };
  const pairs = Map.groupBy(
    [...quoteHits(clipping.paragraphs), ...bracketHits(clipping.paragraphs)],
    ({ paragraph }) => paragraph,
  );
  return textsOf(clipping).flatMap((text) => {
    const about: About = { ...shared, field: text.field, before: text.before };
    const own = text.field === 'body' ? (pairs.get(text.paragraph) ?? []) : [];
    const hits = [...CHECKS[text.field].flatMap((check) => check(text.text, about)), ...titlePairs(text), ...own];
    return withoutOverlaps(hits)
      .slice(0, MOST_IN_A_TEXT)
      .flatMap((hit) => findingOf(hit, { clipping, text, rules }));
  });
}

function titlePairs({ field, text }: Text): Hit[] {
  return field === 'title' || field === 'citation' ? [...quoteHits([text]), ...bracketHits([text])] : [];
}

function textsOf({ title, placePrefix, paragraphs, citation }: ProofClipping): Text[] {
  const one = (field: Text['field'], text: string): Text => ({ field, paragraph: 0, text, before: '' });
  return [
    ...(placePrefix === null ? [] : [one('prefix', placePrefix)]),
    one('title', title),
    ...paragraphs.map((text, paragraph): Text => {
      return { field: 'body', paragraph, text, before: paragraphs[paragraph - 1] ?? '' };
    }),
    ...(citation === null ? [] : [one('citation', citation.text)]),
  ];
}

/** By place; of two that overlap the one that comes first in the order of the checks: it knows more. */
function withoutOverlaps(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  const placed = hits.map((hit, rank) => ({ hit, rank }));
  placed.sort((a, b) => a.hit.start - b.hit.start || a.rank - b.rank);
  let last: { hit: Hit; rank: number } | null = null;
  for (const each of placed) {
    const overlaps = last !== null && each.hit.start < last.hit.end && !isWhole(last.hit) && !isWhole(each.hit);
    if (overlaps && last !== null && last.rank <= each.rank) continue;
    if (overlaps) kept.pop();
    kept.push(each.hit);
    last = each;
  }
  return kept;
}

/** What is said of a title as a whole takes nothing from what is said of its words. */
function isWhole({ rule }: Hit): boolean {
  return rule.startsWith('title-');
}

interface Placed {
  readonly clipping: ProofClipping;
  readonly text: Text;
  readonly rules: Rules;
}

function findingOf(hit: Hit, { clipping, text, rules }: Placed): Finding[] {
  const severity = rules.severities[hit.rule] ?? 'warning';
  if (severity === 'off') return [];
  const { start, end } = hit;
  const found = text.text.slice(start, end);
  const where = { clippingId: clipping.id, field: text.field, paragraph: text.paragraph, start, end };
  const message = messageOf(hit.says ?? hit.rule, found, hit.values ?? []);
  return [{ rule: hit.rule, severity, where, found, message, fix: hit.fix ?? null }];
}

function wholeFindings(input: ProofInput, rules: Rules): Finding[] {
  const names = seedSections().map(({ title }) => title);
  return issueHits(input, rules, names).flatMap(({ rule, says, clippingId, values }): Finding[] => {
    const severity = rules.severities[rule] ?? 'warning';
    if (severity === 'off') return [];
    const where = { clippingId, field: 'issue' as const, paragraph: 0, start: 0, end: 0 };
    // Of the issue nothing is quoted, so the values are counted from `{1}` as everywhere.
    return [{ rule, severity, where, found: '', message: messageOf(says ?? rule, '', values), fix: null }];
  });
}
