import type { Finding } from '../../../lambdas/core/proofreading/finding.ts';
import type { ProofClipping, ProofInput } from '../../../lambdas/core/proofreading/proof-input.ts';
import { proofread } from '../../../lambdas/core/proofreading/proofread.ts';
import { seedRules } from '../../../lambdas/core/proofreading/rules.ts';

export const RULES = seedRules();

export const clipping = (more: Partial<ProofClipping> = {}): ProofClipping => ({
  id: 'a',
  title: 'Quầy lưu động về bản xa',
  placePrefix: null,
  paragraphs: [],
  citation: { text: '(Sen.example.vn 04/9, Thu Ngân)', hasSite: true, hasDay: true },
  ...more,
});

export const issue = (clippings: readonly ProofClipping[], more: Partial<ProofInput> = {}): ProofInput => ({
  issueKey: '2024-09-05',
  sections: [{ id: 'chu-truong', name: 'CHỦ TRƯƠNG CẢI CÁCH', clippings }],
  mailBytes: null,
  deadLinks: [],
  ...more,
});

/** What is found in one paragraph, or in several. */
export const inText = (text: string | readonly string[], more: Partial<ProofInput> = {}): Finding[] =>
  proofread(issue([clipping({ paragraphs: typeof text === 'string' ? [text] : text })], more), RULES);

export const rulesIn = (text: string | readonly string[], more: Partial<ProofInput> = {}): string[] =>
  inText(text, more).map(({ rule }) => rule);

/** Invented, and without a mistake: no rule may find anything in it. */
export const CLEAN = [
  'Sáng 05/9, quầy lưu động của xã Bản Mây tiếp 1.240 lượt người dân, trong đó 310 lượt làm thủ tục khai sinh, chiếm 25%.',
  'Bà con luôn luôn được hướng dẫn từng bước từng bước; hồ sơ nào thiếu giấy thì tổ công nghệ số cộng đồng giúp bổ sung ngay (không thu phí).',
  'Theo Sở Nội vụ, 17/17 cơ quan đã nối mạng, đạt 100%; thời gian chờ giảm còn 2,5 ngày, tỷ lệ hài lòng là 92,4%.',
  '“Trước kia đi cả buổi, nay chỉ mươi phút là xong”, chị Lò Thị Mây (bản Nà Cọ) nói. Đến tháng 02/2025, huyện sẽ thêm hai quầy.',
];
