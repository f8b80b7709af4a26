import { formatCount } from '../../vietnamese/numbers.ts';
import { FIGURE } from '../figures.ts';
import type { Hit } from '../finding.ts';
import { type About, anyOf, type Check, perRules } from './check.ts';

const countedNext = perRules(({ counted }) => new RegExp(`^\\s${anyOf(counted).source}`, 'iu'));
const measuredNext = perRules(
  ({ measured }) => new RegExp(`^\\s?(?:%|(?:${measured.join('|')})(?![\\p{L}\\p{N}]))`, 'iu'),
);

/** Behind these words digits are a name and no quantity. */
const NAME_BEFORE =
  /(?:phiên bản|version|mã|mã số|số|iso|điện thoại|hotline|tổng đài|đường dây nóng|luật|nghị định|nghị quyết|quyết định|công văn|tcvn|ip|windows|ios|android|web|cách mạng công nghiệp|công nghiệp|lúc|hồi|giờ|ngày|tháng|năm)[\s:]$/iu;
const YEAR = /^(?:19|20)\d\d$/;

/** `6.3322`, `1,234,567`, `69.3%`, `5000` beside `63.000`. */
export const figureCheck: Check = (text, about) =>
  [...text.matchAll(FIGURE)].flatMap((match) => judged(text, match, about));

function judged(text: string, match: RegExpExecArray, about: About): Hit[] {
  const [found] = match;
  const start = match.index;
  const end = start + found.length;
  const before = text.slice(Math.max(0, start - 28), start);
  const behind = text.slice(end, end + 24);
  // Days, document numbers, addresses: `05.9.2024`, `1900.6789`, `31.8`.
  if (/^[/:@-]|^\.\p{L}/u.test(behind) || NAME_BEFORE.test(before)) return [];
  const says = shapeOf(found, { behind, about });
  return says === null ? [] : [{ ...says, start, end }];
}

type Said = Omit<Hit, 'start' | 'end'>;
type Surrounding = { readonly behind: string; readonly about: About };

function shapeOf(found: string, { behind, about }: Surrounding): Said | null {
  const isCounted = countedNext(about.rules).test(behind);
  const isMeasured = measuredNext(about.rules).test(behind);
  if (/^\d+$/.test(found)) return plain(found, { isCounted, about });
  if (/^\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?$/.test(found)) return { rule: 'figure-foreign', fix: vietnamese(found) };
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/.test(found)) return { rule: 'figure-foreign', fix: vietnamese(found) };
  if (isCounted && /^[1-9]\d{0,2},\d{3}$/.test(found)) return { rule: 'figure-foreign', fix: vietnamese(found) };
  if (isMeasured && /^\d+\.\d{1,2}$/.test(found)) return { rule: 'figure-decimal', fix: found.replace('.', ',') };
  return isCounted || isMeasured ? grouping(found) : null;
}

/** Groups that are not of three digits, though what is counted or measured says it is a quantity. */
function grouping(found: string): Said | null {
  const [whole = '', ...decimals] = found.split(',');
  const [first = '', ...groups] = whole.split('.');
  const isDay = groups.length === 2 && groups[1]?.length === 4;
  const isRight = groups.every((group) => group.length === 3) && (groups.length === 0 || first.length <= 3);
  return isDay || (isRight && decimals.length <= 1) ? null : { rule: 'figure-groups' };
}

function plain(found: string, { isCounted, about }: { isCounted: boolean; about: About }): Said | null {
  if (!isCounted || found.length < 4 || found.startsWith('0') || YEAR.test(found)) return null;
  const fix = formatCount(Number(found));
  if (found.length > 4) return { rule: 'figure-plain', says: 'figure-plain-long', fix };
  return about.hasGroupedFigures ? { rule: 'figure-plain', fix } : null;
}

function vietnamese(found: string): string {
  return found.replaceAll(/[.,]/g, (sign) => (sign === ',' ? '.' : ','));
}

/** True where figures of the text have their thousands parted by dots. */
export function hasGroupedFigures(texts: readonly string[]): boolean {
  return texts.some((text) => /(?<![\d.,/])\d{1,3}\.\d{3}(?![\d,/])/.test(text));
}
