import { addDays } from '../../../../lambdas/core/calendar/instant.ts';
import type { Act, Decision, DecisionFile } from '../../../../lambdas/core/sections/learning/decision.ts';
import type { Report } from '../../../../lambdas/core/sections/learning/report.ts';
import type { DatedDecision } from '../../../../lambdas/core/sections/learning/train.ts';
import type { SectionId } from '../../../../lambdas/core/sections/section.ts';

/** What invented reports are about: words of their own besides those that make them reform news. */
export const TOPICS = {
  'so-hoa': ['số hóa sổ bộ', 'kho lưu trữ', 'quét bản vẽ', 'nhập liệu ban đêm'],
  'ky-thi': ['kỳ sát hạch', 'phòng thi', 'bài tự luận', 'giám thị'],
  'tru-so': ['trụ sở dôi dư', 'chìa khóa', 'bàn giao sân', 'sửa mái'],
  'duong-day': ['đường dây nóng', 'cuộc gọi', 'tổng đài', 'phản hồi trong ngày'],
  'xe-buyt': ['xe buýt lưu động', 'bến đò', 'chợ phiên', 'mang máy in'],
} as const;

/** See {@link TOPICS}. */
export type Topic = keyof typeof TOPICS;

const OPENERS = ['Cải cách thủ tục hành chính', 'Giải quyết thủ tục hành chính', 'Công chức bộ phận một cửa'];
const FILLERS = [
  'ghi nhận',
  'sáng sớm',
  'cuối tuần',
  'nhiều người',
  'hàng dài',
  'giấy hẹn',
  'bàn nước',
  'mùa mưa',
  'tổ dân phố',
];

/** Numbers below `limit`, the same for the same seed. */
export function numbersFrom(seed: number): (limit: number) => number {
  let state = (seed * 2_654_435_761 + 12_345) % 4_294_967_296;
  return (limit) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

/** An invented report on reform about a topic. */
export function reportAbout(topic: Topic, next: (limit: number) => number): Report {
  const pick = <T>(list: readonly [T, ...T[]] | readonly T[]): T => {
    const one = list[next(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const own = TOPICS[topic];
  return {
    title: `${pick(OPENERS)}: ${pick(own)} và ${pick(FILLERS)}`,
    lead: `Chuyện ${pick(own)}, ${pick(FILLERS)} rồi ${pick(FILLERS)}.`,
    text: Array.from({ length: 6 }, () => `${pick(FILLERS)} ${pick(own)} ${pick(FILLERS)}.`).join(' '),
    rubric: null,
    sourceKind: 'central',
    sourcePlace: null,
    day: '2026-11-20',
  };
}

/** An editor: what he does with a report about a topic. */
export type Editor = (topic: Topic, next: (limit: number) => number) => { act: Act; section: SectionId | null };

/** Invented decisions of an editor, ten an issue. */
export function decisionsBy(editor: Editor, count: number, seed = 1): DatedDecision[] {
  const next = numbersFrom(seed);
  const topics = Object.keys(TOPICS).filter((topic): topic is Topic => topic in TOPICS);
  return Array.from({ length: count }, (_, number) => {
    const topic = topics[next(topics.length)] ?? 'so-hoa';
    const report = reportAbout(topic, next);
    const done = editor(topic, next);
    const id = `bai${String(number).padStart(5, '0')}`;
    const decision: Decision = {
      storyId: id,
      articleId: id,
      firstSeenAt: null,
      report,
      readFrom: 'article',
      sortedAs: 'chu-truong',
      rules: { reform: true, score: 2, section: 'chu-truong' },
      why: done.act === 'dropped' ? 'dropped' : null,
      alreadyRun: false,
      ...done,
    };
    return { issueKey: addDays('2026-01-01', Math.floor(number / 10)), decision };
  });
}

/** The same decisions on headlines alone, which are learned from in a quarter of the time. */
export function headlinesOf(decisions: readonly DatedDecision[]): DatedDecision[] {
  return decisions.map(({ issueKey, decision }) => ({
    issueKey,
    decision: { ...decision, report: { ...decision.report, lead: null, text: '' } },
  }));
}

/** Puts everything about examinations and about empty buildings under one section, the rest under another. */
export const decided: Editor = (topic) =>
  topic === 'ky-thi' || topic === 'tru-so'
    ? { act: 'moved', section: 'quan-ly' }
    : { act: 'printed', section: 'chu-truong' };

/** Rolls dice. */
export const careless: Editor = (_topic, next) => {
  const section = (['chu-truong', 'dia-phuong', 'quan-ly', 'phan-tich'] as const)[next(4)] ?? 'quan-ly';
  return { act: section === 'chu-truong' ? 'printed' : 'moved', section };
};

/** Drops what is about buses, prints the rest. */
export const dislikesBuses: Editor = (topic) =>
  topic === 'xe-buyt' ? { act: 'dropped', section: null } : { act: 'printed', section: 'chu-truong' };

/** The files such decisions are kept in. */
export function filesOf(decisions: readonly DatedDecision[]): DecisionFile[] {
  const days = [...new Set(decisions.map(({ issueKey }) => issueKey))];
  return days.map((issueKey) => ({
    version: 1,
    edition: 'daily',
    issueKey,
    fingerprint: issueKey.replaceAll('-', '').padEnd(64, '0'),
    sealedAt: `${issueKey}T07:30:00+07:00`,
    window: { from: `${issueKey}T00:00:00+07:00`, to: `${issueKey}T06:00:00+07:00` },
    lexicon: '0'.repeat(12),
    decisions: decisions.filter((each) => each.issueKey === issueKey).map(({ decision }) => decision),
  }));
}
