import type { CheerioAPI } from 'cheerio/slim';
import { dayOf, type Instant } from '../calendar/instant.ts';
import { parsePressDate } from '../listing/parse-date.ts';
import { plainText } from '../listing/plain-text.ts';
import type { Dated } from './article.ts';
import type { PageFacts } from './page-facts.ts';
import { lookUp } from './page-index.ts';
import signs from './page-signs.json' with { type: 'json' };
import { select } from './select.ts';

/** Where a date may be looked for. */
export interface PublishedHints {
  readonly selector: string | undefined;
  readonly facts: PageFacts;
  readonly listed: Instant | null;
}

/** Times and dates looked at on one page. */
const MOST_TIMES = 50;
const VIETNAM_MS = 7 * 3_600_000;
/** A date with a time or a weekday inside a longer line: `Minh An · Thứ Năm, 05/9/2024 - 08:00 (GMT+7)`. */
const DATE_IN_TEXT =
  /(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\s*,?\s*)?(?:\d{1,2}[:h]\d{2}\s*[,|-]?\s*)?(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\s*[,|-]?\s*\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*[ap]m)?)?(?:\s*\(?(?:GMT|UTC)\s*[+-]\d{1,2}\)?)?/iu;

/**
 * When it was published, with where that was found: JSON-LD, meta elements, `time` elements, the visible date near the
 * title, the listing. On Vietnamese pages what machines are told is held against what people see; where they disagree
 * about the day, the listing decides, else the date is unknown.
 */
export function findPublished($: CheerioAPI, { selector, facts, listed }: PublishedHints): Dated {
  const told = [...facts.published, ...timeElements($)]
    .map(({ text, evidence }) => ({ instant: parsePressDate(text).instant, evidence }))
    .find((dated) => dated.instant !== null);
  if (told?.instant !== undefined && told.instant !== null && !facts.vietnamese) return told;
  const visible = visibleDate($, selector);
  if (told === undefined || told.instant === null) {
    if (visible !== null) return { instant: visible, evidence: 'visible' };
    return listed === null ? { instant: null, evidence: 'none' } : { instant: listed, evidence: 'listing' };
  }
  if (visible === null) return told;
  return settled({ instant: told.instant, evidence: told.evidence }, visible, listed);
}

function settled(told: { instant: Instant; evidence: string }, visible: Instant, listed: Instant | null): Dated {
  // A local time that calls itself universal is seven hours late.
  if (Date.parse(told.instant) - Date.parse(visible) === VIETNAM_MS) return { instant: visible, evidence: 'visible' };
  if (dayOf(told.instant) === dayOf(visible)) return told;
  if (listed !== null && dayOf(listed) === dayOf(told.instant)) return told;
  if (listed !== null && dayOf(listed) === dayOf(visible)) return { instant: visible, evidence: 'visible' };
  return { instant: null, evidence: 'none' };
}

/** `time` elements and microdata, where exactly one moment is given. */
function timeElements($: CheerioAPI): { text: string; evidence: 'time' }[] {
  const texts = [...lookUp($, 'time[datetime]'), ...lookUp($, '[itemprop=datePublished]')]
    .slice(0, MOST_TIMES)
    .map(({ attribs }) => attribs.datetime ?? attribs.content ?? '')
    .filter((text) => text !== '');
  const [first] = texts;
  const isOne = new Set(texts.map((text) => parsePressDate(text).instant?.slice(0, 10))).size === 1;
  return first !== undefined && isOne ? [{ text: first, evidence: 'time' }] : [];
}

/** The date people see: in the element the paper names, or in the one place near the title that is named like a date. */
function visibleDate($: CheerioAPI, selector: string | undefined): Instant | null {
  const lookUps =
    selector === undefined
      ? signs.published.map((sign) => () => lookUp($, sign))
      : [() => select($, selector).toArray()];
  for (const look of lookUps) {
    const days = look()
      .slice(0, 20)
      .map((element) => dateIn(plainText($(element).text())))
      .filter((instant) => instant !== null);
    const [first] = days;
    if (first !== undefined && new Set(days.map(dayOf)).size === 1) return first;
  }
  return null;
}

/** The date a line says, alone or among other words; null where it is none or can be read in two ways. */
export function dateIn(text: string): Instant | null {
  if (text.length > 200) return null;
  const whole = parsePressDate(text);
  if (whole.instant !== null) return whole.problem === null ? whole.instant : null;
  const found = DATE_IN_TEXT.exec(text);
  if (found === null) return null;
  const part = parsePressDate(found[0]);
  return part.problem === null ? part.instant : null;
}
