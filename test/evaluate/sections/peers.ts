import { eachGram } from '../../../lambdas/core/sections/learned/grams.ts';
import {
  BIAS,
  type Example,
  fitLinear,
  scoreLinear,
  type Weights,
} from '../../../lambdas/core/sections/learned/linear.ts';
import type { SectionId } from '../../../lambdas/core/sections/section.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';
import { syllables } from '../../../lambdas/core/vietnamese/syllables.ts';
import type { Labelled } from '../labelled.ts';
import type { Judge } from './judges.ts';

const SECTIONS = seedSections().map(({ id }) => id);

/** What anybody would type into a search box. */
const KEYWORDS =
  /cải cách|thủ tục|hành chính|dịch vụ công|một cửa|chuyển đổi số|biên chế|công chức|viên chức|cán bộ|bộ máy|sáp nhập|sắp xếp|phân cấp|bổ nhiệm|VNeID|công vụ|tinh giản|chính quyền/giu;
const SECTION_WORDS: Readonly<Record<SectionId, RegExp>> = {
  'chu-truong': /chính phủ|thủ tướng|quốc hội|nghị định|bộ trưởng|trung ương/giu,
  'dia-phuong': /tỉnh|thành phố|xã|phường|huyện|UBND|địa phương/giu,
  'quan-ly': /cán bộ|công chức|viên chức|biên chế|bổ nhiệm|lãnh đạo/giu,
  'phan-tich': /vì sao|chuyên gia|theo tôi|bình luận|góc nhìn|ý kiến/giu,
};
/** So many keywords make a text reform news: the best count on the open texts. */
const ENOUGH = 3;

/** Counts keywords, as the simplest of readers would. */
export const keywordJudge: Judge = ({ title, text }) => {
  const whole = `${title}\n${text.slice(0, 600)}`;
  const times = (pattern: RegExp): number => whole.match(pattern)?.length ?? 0;
  const timesOf = (section: SectionId): number => times(SECTION_WORDS[section] ?? /(?!)/g);
  const count = times(KEYWORDS);
  const best = SECTIONS.toSorted((a, b) => timesOf(b) - timesOf(a))[0];
  return { score: count / ENOUGH, reform: count >= ENOUGH, section: best ?? 'chu-truong', reasons: [] };
};

const FIT = { l2: 0.3, rounds: 80 };
const LEAST_TEXTS = 2;

/** The plain learner: logistic regression on syllable 1–3-grams weighed by rarity, every text of length one. */
export function regressionJudge(rows: readonly Labelled[]): Judge {
  const known = new Map(rows.map((row) => [row, gramsOf(row)]));
  const inTexts = new Map<string, number>();
  for (const grams of known.values()) for (const gram of grams.keys()) inTexts.set(gram, (inTexts.get(gram) ?? 0) + 1);
  const rarity = new Map(
    [...inTexts]
      .filter(([, times]) => times >= LEAST_TEXTS)
      .map(([gram, times]) => [gram, Math.log(rows.length / times)]),
  );
  const example = (row: Labelled, target: readonly number[]): Example => ({
    features: scaled(known.get(row) ?? gramsOf(row), rarity),
    offsets: target.map(() => 0),
    target,
    weight: 1,
  });
  const reform = fitLinear(
    rows.flatMap((row) => (row.reform === null ? [] : [example(row, row.reform ? [0, 1] : [1, 0])])),
    FIT,
  );
  const sections = fitLinear(
    rows
      .filter((row) => row.reform && row.sections.length > 0)
      .map((row) =>
        example(
          row,
          SECTIONS.map((id) => (row.sections.includes(id) ? 1 / row.sections.length : 0)),
        ),
      ),
    FIT,
  );
  return (row) => judged({ reform, sections }, scaled(gramsOf(row), rarity));
}

function judged(weights: { reform: Weights; sections: Weights }, features: Map<string, number>) {
  const [no = 0, yes = 0] = scoreLinear(weights.reform, { features, offsets: [0, 0] });
  const scores = scoreLinear(weights.sections, { features, offsets: SECTIONS.map(() => 0) });
  const best = SECTIONS[scores.indexOf(Math.max(...scores))];
  return { score: 1 + yes - no, reform: yes > no, section: best ?? 'chu-truong', reasons: [] };
}

function gramsOf({ title, text }: Labelled): Map<string, number> {
  const times = new Map<string, number>();
  eachGram(syllables(`${title}\n${text}`), (gram) => times.set(gram, (times.get(gram) ?? 0) + 1));
  return times;
}

/** Brings a text to length five: long enough for the step of the learner, the same for all. */
function scaled(times: ReadonlyMap<string, number>, rarity: ReadonlyMap<string, number>): Map<string, number> {
  const LENGTH = 5;
  const values = [...times].flatMap(([gram, count]) => {
    const rare = rarity.get(gram);
    return rare === undefined ? [] : [[gram, (1 + Math.log(count)) * rare] as const];
  });
  const length = Math.sqrt(values.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
  return new Map([[BIAS, 1], ...values.map(([gram, value]) => [gram, (LENGTH * value) / length] as const)]);
}
