import type { CheerioAPI } from 'cheerio/slim';
import { shift } from '../calendar/instant.ts';
import { parsePressDate } from '../listing/parse-date.ts';
import { plainText } from '../listing/plain-text.ts';
import type { Dated } from './article.ts';
import { dateIn } from './find-published.ts';
import type { PageFacts } from './page-facts.ts';
import { lookUp } from './page-index.ts';
import signs from './page-signs.json' with { type: 'json' };

const VIETNAM_MS = 7 * 3_600_000;
/** `Cập nhật: …`, `Cập nhật lúc …`, `Cập nhật lần cuối: …`; the date follows at once. */
const UPDATED = /cập nhật(?:\s+(?:lúc|lần cuối|ngày|mới nhất))*\s*:?\s*/iu;
/** No date is longer. */
const LONGEST_DATE = 60;
const LONGEST_LINE = 200;
/** Elements looked at for one sign. */
const MOST_ELEMENTS = 20;

/**
 * When it was last changed after it was published: by JSON-LD, meta elements, a visible `Cập nhật`. Null where that is
 * not told, or told as the moment of publication or before it.
 */
export function findModified($: CheerioAPI, facts: PageFacts, published: Dated): Dated | null {
  const told = facts.modified
    .map(({ text, evidence }) => ({ instant: parsePressDate(text).instant, evidence }))
    .find(({ instant }) => instant !== null);
  const instant = told?.instant ?? null;
  const found =
    told !== undefined && instant !== null
      ? { instant: isLate(facts, published) ? shift(instant, -VIETNAM_MS) : instant, evidence: told.evidence }
      : visible($);
  if (found === null || published.instant === null) return found;
  return Date.parse(found.instant) > Date.parse(published.instant) ? found : null;
}

/** The page's machine times are local times that call themselves universal: that of publication was. */
function isLate(facts: PageFacts, { instant }: Dated): boolean {
  const told = parsePressDate(facts.published[0]?.text ?? '').instant;
  return instant !== null && told !== null && Date.parse(told) - Date.parse(instant) === VIETNAM_MS;
}

function visible($: CheerioAPI): { instant: string; evidence: string } | null {
  for (const sign of signs.published) {
    for (const element of lookUp($, sign).slice(0, MOST_ELEMENTS)) {
      const text = plainText($(element).text());
      const said = text.length > LONGEST_LINE ? null : UPDATED.exec(text);
      if (said === null) continue;
      const instant = dateIn(text.slice(said.index + said[0].length).slice(0, LONGEST_DATE));
      if (instant !== null) return { instant, evidence: 'visible' };
    }
  }
  return null;
}
