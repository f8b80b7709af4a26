import { type Article, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { newIssue } from '../../../lambdas/core/issue/issue.ts';
import type { MonthlyCandidate, MonthlyDraft, MonthlyDraftArticle } from '../../../lambdas/core/monthly/draft.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { loadMonthlyDraft, monthlyDraftKey } from '../../../lambdas/workflows/monthly/monthly-files.ts';
import { flatPng } from '../../net/pictures/make.ts';
import { type DeskWorld, deskWorld } from './desk-world.ts';

/** The month of the sample draft. */
export const MONTH = '2026-11';
/** Where the first article's picture lies. */
export const PICTURE = 'https://anh.baomau.example.vn/mot-cua.png';

/** A desk with the draft of a month: two articles in the first section, one in the second, three outside. */
export type MonthlyWorld = Awaited<ReturnType<typeof monthlyWorld>>;

/** See {@link MonthlyWorld}. */
export async function monthlyWorld(change: (draft: MonthlyDraft) => MonthlyDraft = (draft) => draft) {
  const world: DeskWorld = await deskWorld();
  const { newsroom, issues, web } = world.ports;
  await newsroom.put(monthlyDraftKey(MONTH), JSON.stringify(change(sampleMonthly())), JSON_TYPE, { kind: 'any' });
  await issues.create(newIssue(MONTH));
  const outside = storedArticle('ngoai');
  await newsroom.put(articleKey(outside.id, outside.firstSeenAt), JSON.stringify(outside), JSON_TYPE, { kind: 'any' });
  web.answer(PICTURE, {
    kind: 'fetched',
    url: PICTURE,
    contentType: 'image/png',
    body: flatPng(900, 600),
    validators: { etag: null, lastModified: null },
  });
  const monthly = async () => {
    const stored = await loadMonthlyDraft(newsroom, MONTH);
    if (!stored) throw new Error('the draft is gone');
    return stored;
  };
  return { ...world, monthly };
}

const JSON_TYPE = { contentType: 'application/json' };

/** An article of a paper of the house's own registry. */
function storedArticle(id: string): Article {
  return {
    version: 1,
    id,
    sourceId: 'baocantho',
    url: `https://baocantho.com.vn/${id}.html`,
    title: 'Trung tâm phục vụ hành chính công mở thêm quầy cuối tuần',
    lead: 'Quầy trực sáng thứ Bảy giúp người lao động nộp hồ sơ ngoài giờ làm việc.',
    blocks: [paragraph('Sáng thứ Bảy, quầy nhận hồ sơ như ngày thường.')],
    byline: { printed: 'Thu Hà', authors: ['Thu Hà'], agency: null },
    published: { instant: '2026-11-10T08:00:00+07:00', evidence: 'meta' },
    rubric: null,
    firstSeenAt: '2026-11-10T09:00:00+07:00',
  };
}

/** The draft as it was laid out. */
export function sampleMonthly(): MonthlyDraft {
  return {
    version: 1,
    edition: 'monthly',
    issueKey: MONTH,
    createdAt: '2026-11-25T06:00:00+07:00',
    days: { from: '2026-11-01', to: '2026-11-25' },
    articles: [
      draftArticle('bai1', { title: 'Bộ thủ tục dùng chung cho mọi phường được ban hành', picked: true }),
      draftArticle('bai2', { title: 'Hồ sơ đất đai được luân chuyển trên một hệ thống', byline: 'Bài, ảnh: Gia Minh' }),
      draftArticle('bai3', {
        title: 'Cần Thơ thí điểm nhận hồ sơ qua bưu điện',
        section: 'dia-phuong',
        place: 'can-tho',
      }),
    ],
    leftOut: [
      candidate('thua', { why: 'over-target', score: 9 }),
      candidate('ngoai', { why: 'over-target', picked: true, score: 1, title: storedArticle('ngoai').title }),
      candidate('mat', { why: 'gone', score: 4 }),
    ],
    editorName: null,
    log: [
      { at: '2026-11-25T06:00:00+07:00', by: 'Hệ thống', did: 'Lập bản thảo bản tin tháng: 3 bài, 3 bài để ngoài' },
    ],
  };
}

/** An article with a heading, two paragraphs, a list and a picture nobody has taken. */
export function draftArticle(id: string, about: Partial<MonthlyDraftArticle> = {}): MonthlyDraftArticle {
  const text = (block: Article['blocks'][number]) => ({ kind: 'text' as const, block, struck: false });
  return {
    id,
    section: 'trung-uong',
    stored: { articleId: id, firstSeenAt: '2026-11-10T09:00:00+07:00', sourceId: 'mau' },
    url: `https://baomau.example.vn/${id}`,
    publishedOn: '2026-11-10',
    place: null,
    title: 'Bài mẫu',
    sapo: 'Từ tháng 12, người dân chỉ khai thông tin một lần cho cả nhóm thủ tục liên thông.',
    pieces: [
      text(paragraph('Bộ phận một cửa nhận hồ sơ và trả kết quả trong ngày với ba nhóm thủ tục.')),
      { kind: 'picture', url: PICTURE, picture: null, taken: false, caption: 'Người dân làm thủ tục.', credit: null },
      text({ kind: 'heading', runs: [{ text: 'Giảm giấy tờ phải nộp' }] }),
      text(paragraph('Bản sao giấy tờ đã có trong cơ sở dữ liệu không phải nộp lại.')),
      text({ kind: 'list', ordered: false, items: [[{ text: 'Căn cước' }], [{ text: 'Giấy khai sinh' }]] }),
    ],
    byline: 'Lê An',
    via: null,
    site: 'baomau.example.vn',
    affiliation: null,
    printing: 'full',
    cut: false,
    picked: false,
    score: 5,
    dailies: ['2026-11-11'],
    reasons: ['điểm báo ngày 11/11', 'điểm 5,0'],
    ...about,
  };
}

function candidate(id: string, about: Partial<MonthlyCandidate>): MonthlyCandidate {
  return {
    id,
    section: 'trung-uong',
    stored: { articleId: id, firstSeenAt: '2026-11-10T09:00:00+07:00', sourceId: 'mau' },
    url: `https://baomau.example.vn/${id}`,
    title: `Bài để ngoài ${id}`,
    site: 'baomau.example.vn',
    place: null,
    picked: false,
    score: 2,
    dailies: ['2026-11-12'],
    why: 'over-target',
    ...about,
  };
}
