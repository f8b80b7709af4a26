import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../lambdas/core/archive/watch.ts';
import type { Clipping, Draft } from '../../../lambdas/core/drafting/draft.ts';
import { type Article, paragraph } from '../../../lambdas/core/extraction/article.ts';
import type { Source } from '../../../lambdas/core/sources/source.ts';
import { alertView } from '../../../lambdas/web/desk/alert-view.ts';
import { draftKey } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { readAlerts, watchSource } from '../../../lambdas/workflows/gathering/watch-articles.ts';
import { smallPress } from '../../faults/small-press.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memoryWeb, page } from '../../support/memory/memory-web.ts';
import { SAMPLE_CLIPPINGS } from '../../support/sample-clippings.ts';
import { sampleContent } from '../../support/sample-snapshot.ts';

const ISSUE = '2026-11-20';
const URL_ = 'https://bao.example.vn/tin-1.htm';
const TEXT =
  'Sáng nay, Ủy ban nhân dân xã Bình An công bố đã giải quyết 1.250 hồ sơ trong tháng, đạt 98,5% kế hoạch, nhờ bộ phận một cửa làm việc cả ngày thứ Bảy. ';
const seenAt = '2026-11-20T05:00:00+07:00';
const late = '2026-11-23T23:00:00+07:00';

function article(): Article {
  return {
    version: 1,
    id: 'a1',
    sourceId: 'bao',
    url: URL_,
    title: 'Xã Bình An trả hồ sơ đúng hẹn',
    lead: null,
    blocks: [paragraph(TEXT.repeat(3).trim())],
    byline: null,
    published: { instant: seenAt, evidence: 'meta' },
    rubric: null,
    firstSeenAt: seenAt,
  };
}

function pageOf(title: string, text: string): string {
  return `<html><head><title>${title}</title><meta property="og:title" content="${title}"></head><body><article><h1>${title}</h1><p>${text}</p><p>${text}</p><p>${text}</p></article></body></html>`;
}

async function world(sealed = true) {
  const [source] = smallPress('2026-11-23').sources;
  if (!source) throw new Error('the small press has sources');
  const mine: Source = { ...source, id: 'bao', hosts: ['bao.example.vn'], rules: null };
  const newsroom = memoryObjectStore();
  const { window, gathered } = sampleContent();
  const [sample] = SAMPLE_CLIPPINGS;
  const about = {
    id: 'tin1',
    articleId: 'a1',
    sourceId: 'bao',
    url: URL_,
    firstSeenAt: seenAt,
    body: [paragraph(TEXT.trim())],
  };
  const clipping: Clipping = { ...sample, ...about, placePrefix: null, score: 2, reasons: [], edited: false };
  const seal = { by: 'e1', name: 'Thu Hằng', at: seenAt, fingerprint: 'f' };
  const draft: Draft = {
    version: 1,
    edition: 'daily',
    issueKey: ISSUE,
    createdAt: seenAt,
    window,
    gathered,
    clippings: [clipping],
    leftOut: [],
    tray: [],
    editorName: null,
    log: [],
    ...(sealed ? { sealed: seal } : {}),
  };
  const put = (key: string, value: unknown) =>
    newsroom.put(key, JSON.stringify(value), { contentType: 'x' }, { kind: 'any' });
  await put(draftKey(ISSUE), draft);
  await put(articleKey('a1', seenAt), article());
  const ports = { clock: memoryClock('2026-11-23T11:00:00+07:00'), web: memoryWeb(), newsroom };
  return { ports, source: mine, draft: newsroom.text(draftKey(ISSUE)) };
}

async function told(answer: Parameters<ReturnType<typeof memoryWeb>['answer']>[1]) {
  const { ports, source, draft } = await world();
  ports.web.answer(URL_, answer);
  await watchSource(ports, source, late);
  expect(ports.newsroom.text(draftKey(ISSUE))).toBe(draft);
  return readAlerts(ports.newsroom);
}

describe('a cited article', () => {
  const same = article().title;

  it('that is as it was is not spoken of', async () => {
    expect(await told(page(URL_, pageOf(same, TEXT)))).toEqual([]);
  });

  it('that the paper took down is told, a paper that cannot be reached is not', async () => {
    const failed = (failure: 'not-found' | 'unreachable') =>
      ({ kind: 'failed', failure, detail: 'x', retryAfterSeconds: null }) as const;
    expect(await told(failed('not-found'))).toMatchObject([{ issueKey: ISSUE, item: 'tin1', kind: 'gone', url: URL_ }]);
    expect(await told(failed('unreachable'))).toEqual([]);
  });

  it('with another title or other figures is told with what it says now', async () => {
    const alerts = await told(page(URL_, pageOf('Xã Bình An đính chính số hồ sơ', TEXT.replace('1.250', '1.025'))));
    expect(alerts.map(({ kind, now, figures }) => ({ kind, now, figures }))).toEqual([
      { kind: 'figures', now: undefined, figures: ['1.250'] },
      { kind: 'title', now: 'Xã Bình An đính chính số hồ sơ', figures: undefined },
    ]);
    expect(alerts.map((alert) => alertView(alert).what)).toEqual([
      'số liệu không còn trong bài trên báo: 1.250.',
      'tiêu đề trên báo nay là “Xã Bình An đính chính số hồ sơ”.',
    ]);
  });

  it('is looked at once a day, after the morning, for seven days, and only of an approved issue', async () => {
    const { ports, source } = await world();
    ports.web.answer(URL_, page(URL_, pageOf(same, TEXT)));
    expect(await watchSource({ ...ports, clock: memoryClock('2026-11-23T06:00:00+07:00') }, source, late)).toBe(0);
    expect(await watchSource(ports, source, late)).toBe(1);
    expect(await watchSource(ports, source, late)).toBe(0);
    const week = '2026-11-27T11:00:00+07:00';
    expect(await watchSource({ ...ports, clock: memoryClock(week) }, source, '2026-11-27T23:00:00+07:00')).toBe(1);
    const after = '2026-11-28T11:00:00+07:00';
    expect(await watchSource({ ...ports, clock: memoryClock(after) }, source, '2026-11-28T23:00:00+07:00')).toBe(0);
    const open = await world(false);
    expect(await watchSource(open.ports, open.source, late)).toBe(0);
  });

  it('is told once, however often it is looked at', async () => {
    const { ports, source } = await world();
    ports.web.answer(URL_, page(URL_, pageOf('Tiêu đề khác hẳn trên mặt báo', TEXT)));
    await watchSource(ports, source, late);
    const tomorrow = memoryClock('2026-11-24T11:00:00+07:00');
    await watchSource({ ...ports, clock: tomorrow }, source, '2026-11-24T23:00:00+07:00');
    expect(await readAlerts(ports.newsroom)).toHaveLength(1);
  });
});

describe('what counts as a change', () => {
  const gathered = { title: 'Hoà Bình giảm 30 thủ tục', texts: ['Giảm 30 thủ tục, còn 1.250.'] };

  it.each([
    ['the place of a tone mark and quotes', { title: '“Hòa Bình” giảm 30 thủ tục', texts: ['Giảm 30, còn 1.250'] }, []],
    ['a figure that moved elsewhere in the text', { title: 'Hoà Bình giảm 30 thủ tục', texts: ['1.250 và 30'] }, []],
    ['a figure that is gone', { title: 'Hoà Bình giảm 30 thủ tục', texts: ['Còn lại 1.240'] }, ['figures']],
  ])('%s', (_name, now, kinds) => {
    expect(
      changesOf({ texts: ['Giảm 30, còn 1.250; biên tập viên thêm 77'] }, gathered, now).map(({ kind }) => kind),
    ).toEqual(kinds);
  });
});
