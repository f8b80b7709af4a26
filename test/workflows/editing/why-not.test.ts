import { describe, expect, it } from 'vitest';
import type { Fate } from '../../../lambdas/core/listing/entry.ts';
import { visit } from '../../contracts/samples.ts';
import { ask, HOST, ID, joined, PAGE, reform, worldWith } from './why-not-world.ts';

describe('a pasted address', () => {
  it.each([
    ['as it is', PAGE],
    ['of the mobile site', 'http://m.sen.example.vn/mot-cua-123.html'],
    ['of the AMP page', `${HOST}/amp/mot-cua-123.html`],
    ['of an AMP cache', 'https://www.google.com/amp/s/sen.example.vn/mot-cua-123.html'],
    ['with the marks of a social network', `${PAGE}?utm_source=zalo&fbclid=abc#binh-luan`],
    ['without its scheme', 'sen.example.vn/mot-cua-123.html'],
    ['in the middle of a message', `Chị xem bài này: ${PAGE} nhé`],
  ])('%s is the article', async (_, pasted) => {
    expect((await ask(await worldWith({ kind: 'pending', tries: 1 }), pasted)).answer.kind).toBe('pending');
  });

  it.each(['', 'cải cách hành chính', 'javascript:alert(1)', 'ftp://sen.example.vn/a', 'http://'])(
    '"%s" is none',
    async (pasted) => {
      expect((await ask(await worldWith(null), pasted)).answer).toEqual({ kind: 'no-address' });
    },
  );
});

describe('an article that is in the draft', () => {
  const withPlace = (others: readonly object[], articleId: string) =>
    worldWith(null, null, (draft) =>
      joined(draft, {
        clippings: draft.clippings.map((each) =>
          each.id === 'tin2' ? { ...each, articleId, others: [...others] } : each,
        ),
      }),
    );

  it('is printed under its number', async () => {
    const { answer, view } = await ask(await withPlace([], ID), PAGE);
    expect(answer).toMatchObject({ kind: 'clipping', number: 2, isLead: true });
    expect(view).toMatchObject({ key: 'clipping', clipping: 'tin2', admits: '' });
  });

  it('was taken into another paper’s clipping', async () => {
    const other = { articleId: ID, site: 'Sen.example.vn', title: reform.title, url: PAGE };
    const { answer, view } = await ask(await withPlace([other], 'bai2'), PAGE);
    expect(answer).toMatchObject({ kind: 'clipping', number: 2, isLead: false });
    expect(view.title).toContain('gộp vào tin số 2');
  });

  it.each([
    ['newcomer', 'tray', 'tray', 'Tin mới về'],
    ['undated', 'leftOut', 'undated', 'Kiểm tra ngày'],
    ['section-full', 'leftOut', 'left-out', 'chuyên mục đã đủ số tin'],
    ['paper-share', 'leftOut', 'left-out', 'báo này đã có nhiều tin'],
    ['place-share', 'leftOut', 'left-out', 'địa phương này đã có tin'],
    ['already-run', 'leftOut', 'left-out', 'đã đăng ở số trước'],
    ['below-threshold', 'leftOut', 'left-out', 'ít liên quan'],
    ['dropped', 'leftOut', 'left-out', 'biên tập viên đã bỏ'],
  ] as const)('waits: %s', async (why, list, key, title) => {
    const world = await worldWith(null, null, (draft) =>
      joined(draft, { [list]: draft[list].map((each) => ({ ...each, members: [ID], articleId: ID, why })) }),
    );
    const { view } = await ask(world, PAGE);
    expect(view.key).toBe(key);
    expect(view.title).toContain(title);
    expect(view.candidate).not.toBe('');
  });

  it('waits beside another paper’s report', async () => {
    const world = await worldWith(null, null, (draft) =>
      joined(draft, { leftOut: draft.leftOut.map((each) => ({ ...each, members: [...each.members, ID] })) }),
    );
    expect((await ask(world, PAGE)).view.key).toBe('waiting-other');
  });
});

describe('an article that was never listed', () => {
  it('is of no source', async () => {
    const { answer, view } = await ask(await worldWith(null), 'https://bao-la.example.vn/a.html');
    expect(answer).toEqual({ kind: 'unknown-source', host: 'bao-la.example.vn' });
    expect(view.offersSources).toBe(true);
  });

  const at = { visitedAt: '2026-11-23T05:15:00+07:00' };
  it.each([
    ['never-visited', null],
    ['never-seen', visit('sen', { ...at, outcome: { kind: 'read', entries: 20, fresh: 3, stored: 1 } })],
    ['never-seen-failing', visit('sen', { ...at, outcome: { kind: 'failed', failure: 'timeout', detail: '' } })],
    ['never-seen-refused', visit('sen', { ...at, outcome: { kind: 'failed', failure: 'refused', detail: '403' } })],
    ['never-seen-silent', visit('sen', { ...at, outcome: { kind: 'silent' } })],
  ])('%s, as its source is', async (key, row) => {
    const world = await worldWith(null);
    if (row) await world.ports.visits.put(row);
    const { view } = await ask(world, PAGE);
    expect(view.key).toBe(key);
    expect(view.facts.some((fact) => fact.includes('05:15'))).toBe(row !== null);
  });
});

describe('an article that was dropped on the way', () => {
  const dropped = (reason: Extract<Fate, { kind: 'dropped' }>['reason'], detail: string) =>
    worldWith({ kind: 'dropped', reason, detail });

  it('at first sight: its score, the score asked for and its words', async () => {
    const { view, answer } = await ask(await dropped('not-reform-at-first-sight', '0.12'), PAGE);
    expect(answer).toMatchObject({ sight: { score: 0.12 } });
    expect(view.text).toContain('0,12 điểm');
    expect(view.text).toContain('một cửa”');
    expect(view.facts.join(' ')).toContain('Thấy bài lần đầu lúc 05:10, 23/11');
  });

  it.each([
    ['not-reform', 'chỉ nêu “thủ tục” của phiên tòa', 'chỉ nêu “thủ tục” của phiên tòa'],
    ['not-article', 'paywall', 'bài thu phí'],
    ['too-old', '2026-11-01T08:00:00+07:00', '08:00, 01/11'],
    ['fetch-failed', 'timeout: 20 s', 'quá thời gian chờ'],
    ['fetch-failed', 'given up after 3 tries', 'không trả lời'],
    ['unreadable', 'RangeError', 'lỗi của hệ thống'],
    ['foreign-host', 'quangcao.example.vn', 'quangcao.example.vn'],
  ] as const)('%s (%s)', async (reason, detail, told) => {
    const { view } = await ask(await dropped(reason, detail), PAGE);
    expect(view.key).toBe(`dropped-${reason}`);
    expect(view.text).toContain(told);
  });

  it('may be taken in all the same where it lies in the store', async () => {
    const world = await worldWith({ kind: 'dropped', reason: 'not-reform', detail: 'x' }, reform);
    expect((await ask(world, PAGE)).view.admits).toBe(ID);
    expect((await ask(await dropped('not-reform', 'x'), PAGE)).view.admits).toBe('');
  });
});
