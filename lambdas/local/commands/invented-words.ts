import { createHash } from 'node:crypto';
import agencies from '../../core/extraction/agencies.json' with { type: 'json' };
import phrases from '../../core/extraction/phrases.json' with { type: 'json' };
import { fold } from '../../core/vietnamese/fold.ts';

/** Syllables of ordinary Vietnamese by their number of letters; none of them is a label of a page. */
const SYLLABLES: readonly (readonly string[])[] = [
  ['ô', 'ừ', 'à', 'ý'],
  ['đi', 'về', 'mở', 'đủ', 'đò', 'lá', 'ổi', 'vỏ', 'cỏ', 'gỗ'],
  ['làm', 'mùa', 'sen', 'đồi', 'mưa', 'cầu', 'lúa', 'rừng', 'vườn', 'suối', 'bến', 'gốm', 'tre', 'dừa', 'cốm'],
  ['sông', 'trăng', 'biển', 'nắng', 'xanh', 'lành', 'đồng', 'hoàng', 'khoai', 'chuối', 'bưởi', 'vàng', 'sóng', 'buồm'],
  ['nghiêng', 'thương', 'chuyền', 'thuyền', 'khuyên', 'hương', 'trường', 'xuống', 'sương', 'phượng', 'rượi'],
];
const LONGEST_LABEL = 30;
const DATE_WORDS =
  'thứ hai ba tư năm sáu bảy chủ nhật ngày lúc giờ phút tháng sa ch am pm gmt utc monday tuesday wednesday thursday friday ' +
  'saturday sunday january february march april may june july august september october november december jan feb mar apr jun ' +
  'jul aug sep sept oct nov dec http https www com net org vn html htm utm t z và and trang home';

/** Words that tell a page's parts apart are kept: labels, duties, agencies, words of dates. */
const KEPT: ReadonlySet<string> = new Set(
  [
    ...phrases.labels,
    ...phrases.exact,
    ...phrases.trailers,
    ...agencies.duties,
    ...agencies.agencies,
    DATE_WORDS,
  ].flatMap((phrase) => fold(phrase).match(/[\p{L}]+/gu) ?? []),
);

/**
 * The text with every word replaced by an invented one: the same word always by the same, capitals, figures and signs as
 * they stood, years by one with the same calendar. Deterministic, so that a title stays the same wherever it is said.
 */
export function inventText(text: string): string {
  if (isLabel(text)) return text;
  return text
    .normalize('NFC')
    .replace(/(?<!\d)20\d\d(?!\d)|[\p{L}\p{M}]+/gu, (word) => (/^\d/.test(word) ? olderYear(word) : inventWord(word)));
}

/** A line by which the house knows what is no article: `Xem thêm: …`, and only its beginning. */
function isLabel(text: string): boolean {
  const folded = fold(text);
  return folded.length <= LONGEST_LABEL && phrases.noise.some((phrase) => folded.startsWith(phrase));
}

/** Letters and digits that stand for something, the same for the same. */
export function inventCode(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function inventWord(word: string): string {
  if (KEPT.has(fold(word))) return word;
  const invented = syllablesFor(word.toLowerCase());
  if (word === word.toUpperCase() && word.length > 1) return invented.toUpperCase();
  return /^\p{Lu}/u.test(word) ? invented.slice(0, 1).toUpperCase() + invented.slice(1) : invented;
}

/** One syllable for a Vietnamese word, several for the long words of other languages. */
function syllablesFor(word: string): string {
  const digest = createHash('sha256').update(word).digest();
  let invented = '';
  for (let i = 0; invented.length < Math.min(word.length, 16); i++) {
    const left = Math.min(word.length - invented.length, SYLLABLES.length);
    const choice = SYLLABLES[left - 1] ?? [];
    invented += choice[(digest[i % digest.length] ?? 0) % choice.length] ?? 'a';
  }
  return invented;
}

/** The latest earlier year whose days fall on the same weekdays. */
function olderYear(year: string): string {
  const isAlike = (other: number): boolean =>
    [0, 11].every(
      (month) =>
        new Date(Date.UTC(other, month, 31)).getUTCDay() === new Date(Date.UTC(Number(year), month, 31)).getUTCDay(),
    );
  for (let other = Number(year) - 1; other > 1990; other--) if (isAlike(other)) return String(other);
  return year;
}
