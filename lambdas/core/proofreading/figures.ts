/** A figure in a text, with the words around it that change what it says. */
export interface Figure {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Null where it is malformed, so that nothing is reckoned with it. */
  readonly value: number | null;
  /** Digits behind the comma. */
  readonly decimals: number;
  readonly isShare: boolean;
  /** False for years, days, numbers of documents and the like. */
  readonly isCount: boolean;
  readonly about: 'exactly' | 'above' | 'below' | 'near' | 'around';
  /** Where the word of `about` begins; `start` where there is none. */
  readonly from: number;
  readonly multiplier: number;
}

/** An unbroken run of digits with the separators inside it. */
export const FIGURE = /(?<![\p{L}\p{N}_.,/:@#-])\d+(?:[.,]\d+)*(?![\p{L}\p{N}_])/gu;
const GROUPED = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const PLAIN = /^\d+(?:,\d+)?$/;
const WITH_POINT = /^\d+\.\d{1,2}$/;

const MULTIPLIERS: Readonly<Record<string, number>> = {
  trăm: 1e2,
  nghìn: 1e3,
  ngàn: 1e3,
  triệu: 1e6,
  tỷ: 1e9,
  tỉ: 1e9,
};
const ABOUT: Readonly<Record<string, Figure['about']>> = {
  trên: 'above',
  hơn: 'above',
  quá: 'above',
  'đến hơn': 'above',
  dưới: 'below',
  'chưa đến': 'below',
  'chưa đầy': 'below',
  gần: 'near',
  'xấp xỉ': 'near',
  khoảng: 'around',
  chừng: 'around',
  ước: 'around',
};
const ABOUT_BEFORE = new RegExp(`(?<!\\p{L})(${Object.keys(ABOUT).join('|')})(?: đạt| tới| đến| là)?\\s$`, 'iu');
/** Behind these a number names something. */
const NAMES_BEFORE =
  /(?<!\p{L})(?:năm|tháng|ngày|quý|số|thứ|điều|khoản|khóa|khoá|lần thứ|đề án|mức độ|cấp độ|giai đoạn|đến năm|nghị định|nghị quyết|quyết định|thông tư|công văn|chỉ thị|phiên bản|quốc lộ|hotline|điện thoại|iso|tổng đài|hạng|giờ|khu vực)\s$/iu;
const LOOK_BACK = 24;

/** The figures of a text in order; linear in its length. */
export function figuresOf(text: string): Figure[] {
  return [...text.matchAll(FIGURE)].map((match) => figureAt(text, match[0], match.index));
}

function figureAt(text: string, found: string, start: number): Figure {
  const end = start + found.length;
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  const behind = text.slice(end, end + 12);
  const about = ABOUT_BEFORE.exec(before);
  const multiplier = MULTIPLIERS[/^\s(\p{L}+)/u.exec(behind)?.[1]?.toLowerCase() ?? ''] ?? 1;
  const isShare = /^\s?%/.test(behind);
  return {
    start,
    end: isShare ? end + behind.indexOf('%') + 1 : end,
    text: found,
    value: numberOf(found),
    decimals: found.split(',')[1]?.length ?? 0,
    isShare,
    isCount: !isShare && !NAMES_BEFORE.test(before) && !/^(?:[/:–-]\d|[/-]\p{L}|\s?[-–/]\s?\d|h\d?)/u.test(behind),
    about: ABOUT[about?.[1]?.toLowerCase() ?? ''] ?? 'exactly',
    from: about ? start - before.length + about.index : start,
    multiplier,
  };
}

/** `5.700` → 5700, `60,45` → 60.45, `69.3` → 69.3; null for what is malformed. */
function numberOf(found: string): number | null {
  if (GROUPED.test(found)) return Number(found.replaceAll('.', '').replace(',', '.'));
  if (PLAIN.test(found)) return Number(found.replace(',', '.'));
  return WITH_POINT.test(found) ? Number(found) : null;
}
