import type { Candidate, Clipping, Draft } from '../../../lambdas/core/drafting/draft.ts';
import { type Article, paragraph } from '../../../lambdas/core/extraction/article.ts';
import type { Issue } from '../../../lambdas/core/issue/issue.ts';
import type { IssueRequest, ShardRequest } from '../../../lambdas/ports/work-queue.ts';
import { draftKey, loadDraft } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryDeliveryLedger } from '../../support/memory/memory-delivery-ledger.ts';
import { memoryMailer } from '../../support/memory/memory-mailer.ts';
import { memoryEntryLog, memoryIssueRegister, memoryVisitBook } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memoryPictureStudio } from '../../support/memory/memory-picture-studio.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';
import { memoryWeb } from '../../support/memory/memory-web.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { SAMPLE_CLIPPINGS } from '../../support/sample-clippings.ts';
import { sampleContent } from '../../support/sample-snapshot.ts';

/** The day of the sample draft. */
export const DAY = '2026-11-23';

/** Ports in memory with a draft of ten clippings, one newcomer in the tray and one story left out. */
export type DeskWorld = Awaited<ReturnType<typeof deskWorld>>;

/** See {@link DeskWorld}. */
export async function deskWorld(change: (draft: Draft) => Draft = (draft) => draft) {
  const clock = memoryClock('2026-11-23T06:30:00+07:00');
  const ports = {
    clock,
    newsroom: memoryObjectStore(),
    archive: memoryObjectStore(),
    issues: memoryIssueRegister(),
    publish: memoryWorkQueue<IssueRequest>(),
    mailer: memoryMailer(),
    deliver: memoryWorkQueue<ShardRequest>(),
    gather: memoryWorkQueue<{ sourceId: string }>(),
    ledger: memoryDeliveryLedger(),
    subscribers: memorySubscriberBook(),
    visits: memoryVisitBook(),
    entries: memoryEntryLog(),
    web: memoryWeb(),
    studio: memoryPictureStudio(),
  };
  await put(ports.newsroom, draftKey(DAY), change(sampleDraft()));
  await ports.issues.create(draftingIssue());
  for (const article of [waitingArticle(), leftOutArticle()]) {
    await put(ports.newsroom, articleKey(article.id, article.firstSeenAt), article);
  }
  const draft = async () => {
    const stored = await loadDraft(ports.newsroom, DAY);
    if (!stored) throw new Error('the draft is gone');
    return stored;
  };
  return { ports, clock, draft };
}

/** The draft behind the sample issue. */
function sampleDraft(): Draft {
  const { window, gathered } = sampleContent();
  return {
    version: 1,
    edition: 'daily',
    issueKey: DAY,
    createdAt: '2026-11-23T06:00:00+07:00',
    window: { ...window, to: '2026-11-23T06:00:00+07:00' },
    gathered,
    clippings: SAMPLE_CLIPPINGS.map((sample, index): Clipping => {
      const { place, ...rest } = sample;
      const reasons = ['tiêu đề có “thủ tục hành chính”', 'nội dung có “một cửa” 3 lần'];
      const about = { place, placePrefix: null, score: 3, reasons, edited: false };
      return { ...rest, ...about, id: `tin${index + 1}`, articleId: `bai${index + 1}`, sourceId: 'mau' };
    }),
    leftOut: [candidateOf(leftOutArticle(), 'section-full')],
    tray: [candidateOf(waitingArticle(), 'newcomer')],
    editorName: null,
    log: [],
  };
}

function candidateOf(article: Article, why: Candidate['why']): Candidate {
  return {
    id: article.id,
    articleId: article.id,
    firstSeenAt: article.firstSeenAt,
    members: [article.id],
    title: article.title,
    site: 'Baomau.vn',
    url: article.url,
    section: 'quan-ly',
    place: null,
    score: 1.4,
    reasons: ['tiêu đề có “dịch vụ công trực tuyến”'],
    why,
  };
}

/** The article behind the newcomer in the tray. */
export function waitingArticle(): Article {
  return {
    version: 1,
    id: 'baimoi',
    sourceId: 'mau',
    url: 'https://baomau.example.vn/dich-vu-cong',
    title: 'Bảy dịch vụ công trực tuyến mới được đưa lên cổng trong tháng 11',
    lead: null,
    blocks: [
      paragraph('Bảy dịch vụ công trực tuyến toàn trình vừa được đưa lên cổng.'),
      paragraph('Người dân nộp hồ sơ một lần.'),
    ],
    byline: { printed: 'Hà Linh', authors: ['Hà Linh'], agency: null },
    published: { instant: '2026-11-23T05:50:00+07:00', evidence: 'meta' },
    rubric: null,
    firstSeenAt: '2026-11-23T06:05:00+07:00',
  };
}

/** The article behind the story left out. */
function leftOutArticle(): Article {
  return {
    ...waitingArticle(),
    id: 'baingoai',
    url: 'https://baomau.example.vn/de-ngoai',
    title: 'Phường thí điểm trả kết quả tại nhà cho người cao tuổi',
    firstSeenAt: '2026-11-22T20:05:00+07:00',
  };
}

function draftingIssue(): Issue {
  return {
    version: 1,
    edition: 'daily',
    issueKey: DAY,
    state: 'drafting',
    turn: 1,
    revision: 1,
    fingerprint: null,
    approval: null,
    cutOff: null,
    publishedAt: null,
    sentAt: null,
  };
}

async function put(store: ReturnType<typeof memoryObjectStore>, key: string, value: unknown): Promise<void> {
  await store.put(key, JSON.stringify(value), { contentType: 'application/json' }, { kind: 'any' });
}
