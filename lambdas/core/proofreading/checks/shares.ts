import { formatCount } from '../../vietnamese/numbers.ts';
import { type Figure, figuresOf } from '../figures.ts';
import type { Hit } from '../finding.ts';
import { type SentenceSpan, sentenceSpans } from '../sentence-spans.ts';
import type { Check } from './check.ts';
import { agree, rangeOfCount, rangeOfShare } from './share-range.ts';

/** Words that say that what follows is a part of what stood before. */
const PART_OF = /(?<!\p{L})(?:trong đó|trong số (?:đó|này|trên)|trong tổng số|trên tổng số)(?!\p{L})/iu;
/** Directly before a share: what stands before these is its part. */
const IS_SHARE =
  /(?:^|[\s(])(?:chiếm|tỷ lệ|tỉ lệ|tương đương|tương ứng)(?:\s(?:với|đạt|là|tới|đến|tỷ lệ|tỉ lệ))*\s$|\((?:đạt\s|bằng\s)?$/iu;
/** `12 xã đạt 100%` says something of each of them; `12 xã, đạt 80%` is a share of them. */
const REACHES = /(?:^\s|,\s)(?:và\s)?(?:đạt|bằng)(?:\stỷ lệ|\stỉ lệ)?\s$/iu;
/** A word that is no noun of what is counted. */
const VERB = /^(?:chiếm|đạt|tỷ|tỉ|bằng|tương|là|đã|được)$/iu;
/** The percentage is of something else: a growth, a plan, a comparison. */
const OTHERWISE =
  /(?<!\p{L})(?:tăng|giảm|vượt|so với|hơn so|cao hơn|thấp hơn|kế hoạch|dự toán|chỉ tiêu|bình quân|hài lòng|đúng hạn|trước hạn|nhiệm kỳ|tiến độ|giá trị|lãi suất)(?!\p{L})/iu;
/** Behind a percentage: what it is a share of, when that is not the whole that was named. */
const OF_OTHER = /^\s?(?:kế hoạch|dự toán|chỉ tiêu|so với|gdp|grdp|dân số|diện tích|tổng vốn|tổng kinh phí|cùng kỳ)/iu;
const REST = /(?<!\p{L})còn lại(?:\s?[,:]|\slà|\schiếm|\skhoảng){0,3}\s$/iu;
const OF_TOTAL = /^\s(?:của\s|trong\s|trên\s)?tổng/iu;
const FRACTION = /(?<![\d.,/\p{L}-])(\d{1,3}(?:\.\d{3})+|\d+)\s?\/\s?(\d{1,3}(?:\.\d{3})+|\d+)(?![\d/]|\.\d|-\d)/gu;
/** A share stands near its part. */
const NEAR = 70;
const MOST_WHOLES = 12;
/** What is longer is a table or an attack, and nothing that is said of one whole. */
const LONGEST_SENTENCE = 1_500;

/** Shares that do not follow from the counts beside them: `69` of `5.700` as `0,02%`. */
export const shareCheck: Check = (text, { before }) => {
  if (!text.includes('%')) return [];
  const spans = sentenceSpans(text);
  const last = sentenceSpans(before.slice(-600)).at(-1) ?? null;
  return spans.flatMap((span, index) => {
    if (!span.text.includes('%') || span.text.length > LONGEST_SENTENCE) return [];
    const hits = [
      ...partHits(span, spans[index - 1] ?? last),
      ...fractionHits(span),
      ...restHits(span),
      ...overHits(span),
    ];
    return hits.map((hit) => ({ ...hit, start: hit.start + span.start, end: hit.end + span.start }));
  });
};

interface Part {
  readonly part: Figure;
  readonly share: Figure;
}

/** A share belongs to the count before it, with nothing but a verb of sharing between the two. */
function partsOf(text: string, figures: readonly Figure[]): Part[] {
  return figures.flatMap((share, index): Part[] => {
    const part = figures[index - 1];
    if (!share.isShare || share.value === null || part === undefined) return [];
    if (!part.isCount || part.value === null || part.text.includes(',')) return [];
    const between = text.slice(part.end, share.from);
    const isNear = between.length <= NEAR && !/[;:/]/.test(between) && isShareOf(between);
    const isOther = OTHERWISE.test(between) || OF_OTHER.test(text.slice(share.end, share.end + 24));
    return isNear && !isOther ? [{ part, share }] : [];
  });
}

function isShareOf(between: string): boolean {
  return IS_SHARE.test(between) || REACHES.test(between);
}

function partHits(span: SentenceSpan, previous: SentenceSpan | null): Hit[] {
  const figures = figuresOf(span.text);
  const earlier = figuresOf(previous?.text ?? '').filter(isWhole);
  return partsOf(span.text, figures).flatMap(({ part, share }) => {
    const head = span.text.slice(0, part.start);
    const mark = PART_OF.exec(head);
    if (mark === null) return [];
    const inside = figures.filter((each) => each.isCount && each.start < mark.index);
    const named = (inside.length > 0 ? inside : earlier).at(-1);
    const naming = inside.length > 0 ? span.text : (previous?.text ?? '');
    if (
      named === undefined ||
      !isWhole(named) ||
      !isSameThing({ text: span.text, part }, { text: naming, whole: named })
    )
      return [];
    const wholes = [...earlier, ...figures.filter(isWhole)].slice(-MOST_WHOLES);
    const partRange = rangeOfCount(part);
    const shareRange = rangeOfShare(share);
    // Any whole that makes the share right is taken: it may be meant.
    const isRight = wholes.map(rangeOfCount).some((whole) => {
      return whole.high > partRange.low && agree(partRange, whole, shareRange);
    });
    if (isRight || rangeOfCount(named).high < partRange.low) return [];
    return [shareOff({ part, whole: named, share, text: span.text, naming })];
  });
}

function isWhole(figure: Figure): boolean {
  return figure.isCount && figure.value !== null && figure.value > 1;
}

/** `5.700 phản ánh, kiến nghị` and `69 kiến nghị`; a part without a noun of its own counts the same things. */
function isSameThing(here: { text: string; part: Figure }, there: { text: string; whole: Figure }): boolean {
  const [noun] = wordsBehind(here.text, here.part, 1);
  if (noun === undefined || VERB.test(noun)) return true;
  return wordsBehind(there.text, there.whole, 8).includes(noun);
}

function wordsBehind(text: string, figure: Figure, count: number): string[] {
  const words = text.slice(figure.end, figure.end + 60).match(/^[^\p{L}\d]*$|\p{L}+|[,;.(]/gu) ?? [];
  const named = words.filter((word) => /\p{L}/u.test(word)).map((word) => word.toLowerCase());
  const own = count === 1 && /^[\s]*[,;.(]/.test(text.slice(figure.end)) ? [] : named;
  return own.filter((word) => !['nghìn', 'ngàn', 'triệu', 'tỷ', 'tỉ', 'lượt'].includes(word)).slice(0, count);
}

type Off = Part & { readonly whole: Figure; readonly text: string; readonly naming: string };

function shareOff({ part, whole, share, text, naming }: Off): Hit {
  const really = ((part.value ?? 0) * part.multiplier * 100) / ((whole.value ?? 1) * whole.multiplier);
  return {
    rule: 'share-off',
    start: share.from,
    end: share.end,
    values: [
      text.slice(part.from, part.end),
      naming.slice(whole.from, whole.end),
      formatCount(Number(really.toFixed(share.decimals === 0 ? 1 : share.decimals))),
    ],
  };
}

/** `1.234/1.300 hồ sơ, đạt 80%`: both counts stand there. */
function fractionHits({ text }: SentenceSpan): Hit[] {
  const shares = figuresOf(text).filter(({ isShare, value }) => isShare && value !== null);
  return [...text.matchAll(FRACTION)].flatMap((match) => {
    const [found, first = '', second = ''] = match;
    const end = match.index + found.length;
    const share = shares.find(({ start }) => start >= end);
    if (share === undefined || isDay(text.slice(Math.max(0, match.index - 12), match.index), first, second)) return [];
    const between = text.slice(end, share.from);
    const isOwn = between.length <= NEAR && !/[;\d]/.test(between) && isShareOf(between) && !OTHERWISE.test(between);
    const behind = text.slice(share.end, share.end + 24);
    // `5/8 xã đạt 100%`, `đạt trên 90%`: that is said of each of them.
    const isOfEach = share.value === 100 || share.about === 'above';
    if (!isOwn || isOfEach || OF_TOTAL.test(behind) || OF_OTHER.test(behind)) return [];
    const [part, whole] = [exactly(first), exactly(second)];
    if (whole.low === 0 || agree(part, whole, rangeOfShare(share))) return [];
    const really = (part.low * 100) / whole.low;
    const values = [first, second, formatCount(Number(really.toFixed(Math.max(1, share.decimals))))];
    return [{ rule: 'share-off', start: share.from, end: share.end, values }];
  });
}

function exactly(text: string): { low: number; high: number } {
  const value = Number(text.replaceAll('.', ''));
  return { low: value, high: value };
}

function isDay(before: string, day: string, month: string): boolean {
  if (Number(day) <= 12 && /^(?:19|20)\d\d$/.test(month)) return true;
  return Number(day) <= 31 && Number(month) <= 12 && /(?:ngày|sáng|chiều|tối|từ|đến|-|–|\()\s*$/iu.test(before);
}

/** `… còn lại 20%`: then the shares of the sentence are the parts of one whole. */
function restHits({ text }: SentenceSpan): Hit[] {
  const shares = figuresOf(text).filter(({ isShare, value }) => isShare && value !== null);
  const rest = shares.findIndex(({ from }) => REST.test(text.slice(Math.max(0, from - 40), from)));
  if (rest < 1) return [];
  const parts = shares.slice(0, rest + 1);
  const sum = parts.reduce((total, { value }) => total + (value ?? 0), 0);
  const last = parts.at(-1);
  const isClean = !OTHERWISE.test(text) && parts.every(({ value }) => (value ?? 0) < 100);
  if (last === undefined || !isClean || sum <= 100 + parts.length * 0.5) return [];
  return [{ rule: 'share-sum', start: last.from, end: last.end, values: [formatCount(sum)] }];
}

/** A part that makes more than the whole. */
function overHits({ text }: SentenceSpan): Hit[] {
  return figuresOf(text).flatMap((share) => {
    const before = text.slice(Math.max(0, share.from - 24), share.from);
    const isPart = /(?<!\p{L})chiếm(?: tới| đến| tỷ lệ| tỉ lệ)?\s$/iu.test(before);
    const isOver = share.isShare && share.value !== null && share.value > 100;
    return isOver && isPart ? [{ rule: 'share-over', start: share.from, end: share.end }] : [];
  });
}
