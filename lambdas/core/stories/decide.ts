import { z } from 'zod';
import type { Features } from './features.ts';
import { type Comparing, type Glance, hoursBetween, type Likeness } from './likeness.ts';
import { elsewhere } from './places.ts';
import type { Weighed } from './weighed.ts';
import data from './weights.json' with { type: 'json' };

/** A pair of articles with the strength of the belief that they tell one story: above 0, yes. */
export interface Verdict {
  readonly score: number;
  readonly alike: Likeness;
}

const weightsSchema = z.object({
  text: z.number(),
  title: z.number(),
  head: z.number(),
  whole: z.number(),
  cross: z.number(),
  names: z.number(),
  figures: z.number(),
  dates: z.number(),
  documents: z.number(),
  /** Never speaks for a story: {@link believe} counts on it. */
  elsewhere: z.number().max(0),
  otherDay: z.number(),
  otherPeriod: z.number(),
  samePaper: z.number(),
  gap: z.number(),
  threshold: z.number(),
});
type Weights = z.infer<typeof weightsSchema>;
const tables = z
  .object({ note: z.string(), briefBelow: z.number(), brief: weightsSchema, full: weightsSchema })
  .parse(data);

/** More of the same text than this proves no more. */
const TEXT_ENOUGH = 0.5;
/** Rewritten reports further apart do not tell the same news; a reprint may come days later, over a weekend or Tết. */
const WINDOW_HOURS = { report: 48, copy: 24 * 10 };
/** So much of the text is the other's: a copy, whatever was done to the title. */
const COPY = 0.8;
/** Titles alike but for their figures (`Giá vàng hôm nay 30/6`, `… 1/7`) are a series, unless the text is a copy. */
const SERIES_COPY = 0.95;
/** All that is read is never so much more alike than the beginnings are: pairs without hope are not read through. */
const WHOLE_BEYOND_HEAD = 0.3;
/** What no likeness makes up for. */
const NEVER = -8;

/** Do two articles tell the same story? */
export function decide(a: Weighed, b: Weighed, comparing: Comparing): Verdict {
  return verdictOn({ a, b, by: weightsFor(a, b), seen: comparing.glanceAt(a, b) }, () => comparing.textOf(a, b));
}

/**
 * What {@link decide} says where it believes, else null. Most pairs are none, and that is known without the places, which
 * cost more than all else: they only ever speak against a pair.
 */
export function believe(a: Weighed, b: Weighed, comparing: Comparing): number | null {
  const seen = comparing.glanceAt(a, b);
  const by = weightsFor(a, b);
  if (hopeOf(seen, by, 0) < 0) return null;
  const text = comparing.textOf(a, b);
  if (sumOf(seen, by, { text, whole: seen.whole, elsewhere: 0 }) <= 0) return null;
  const { score } = verdictOn({ a, b, by, seen }, () => text);
  return score > 0 ? score : null;
}

interface Seen {
  readonly a: Weighed;
  readonly b: Weighed;
  readonly by: Weights;
  readonly seen: Glance;
}

/** `textOf` is asked only where there is hope. */
function verdictOn({ a, b, by, seen }: Seen, textOf: () => number): Verdict {
  const other = elsewhere(a.places(), b.places());
  const hope = hopeOf(seen, by, other);
  if (hope < 0) return { alike: { ...seen, elsewhere: other, text: 0 }, score: hope };
  const alike = { ...seen, elsewhere: other, text: textOf() };
  return { alike, score: isRuledOut(a, b, alike) ? NEVER : sumOf(alike, by, alike) };
}

/** The same for articles of any time and paper: how much speaks for one story in what they tell. */
export function decideOnText(a: Weighed, b: Weighed, comparing: Comparing): Verdict {
  const read = { text: comparing.textOf(a, b), elsewhere: elsewhere(a.places(), b.places()) };
  const alike = { ...comparing.glanceAt(a, b), ...read, gap: 0, samePaper: 0 };
  return { alike, score: sumOf(alike, weightsFor(a, b), alike) };
}

/** May two articles so far apart in time tell the same news, where so much of the text is the same? */
export function isNear(a: Features, b: Features, text: number): boolean {
  return hoursBetween(a, b) <= (text >= COPY ? WINDOW_HOURS.copy : WINDOW_HOURS.report);
}

/** Do the titles name different provinces, and neither report the other's? The same ceremony is held in many. */
export function isElsewhere(a: Weighed, b: Weighed, alike: Likeness): boolean {
  return alike.elsewhere === 1 && a.places().isTitled && b.places().isTitled;
}

/** Are the titles two numbers of one series? */
export function isSeries(a: Features, b: Features): boolean {
  const [one, other] = [a.pattern, b.pattern];
  if (one.figures === other.figures) return false;
  return one.whole === other.whole || (one.opening === other.opening && one.opening.includes('#'));
}

/** Does one paper report of two days (`Ngày 28-3, đoàn kiểm tra …`, `Ngày 29-3, đoàn kiểm tra …`)? It tells nothing twice. */
function isNextReport(alike: Likeness): boolean {
  return alike.samePaper === 1 && alike.otherDay === 1 && alike.text < COPY;
}

function isRuledOut(a: Weighed, b: Weighed, alike: Likeness): boolean {
  if (!isNear(a, b, alike.text) || isNextReport(alike)) return true;
  return alike.text < SERIES_COPY && (isSeries(a, b) || isElsewhere(a, b, alike));
}

function weightsFor(a: Features, b: Features): Weights {
  return Math.min(a.length, b.length) < tables.briefBelow ? tables.brief : tables.full;
}

/** What a glance does not tell. */
type Read = Pick<Likeness, 'text' | 'whole' | 'elsewhere'>;

/** The most that reading both texts through could make of it. */
function hopeOf(seen: Glance, by: Weights, elsewhere: number): number {
  return sumOf(seen, by, { elsewhere, text: TEXT_ENOUGH, whole: Math.min(1, seen.head + WHOLE_BEYOND_HEAD) });
}

function sumOf(alike: Glance, by: Weights, { text, whole, elsewhere }: Read): number {
  return (
    by.text * Math.min(text, TEXT_ENOUGH) +
    by.title * alike.title +
    by.head * alike.head +
    by.whole * whole +
    by.cross * alike.cross +
    by.names * alike.names +
    by.figures * alike.figures +
    by.dates * alike.dates +
    by.documents * alike.documents +
    by.elsewhere * elsewhere +
    by.otherDay * alike.otherDay +
    by.otherPeriod * alike.otherPeriod +
    by.samePaper * alike.samePaper +
    by.gap * alike.gap -
    by.threshold
  );
}
