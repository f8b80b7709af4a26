import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../lambdas/core/listing/entry.ts';
import { listingWorth } from '../../../lambdas/core/sources/listing-worth.ts';

const about = { source: { hosts: ['bao.example.vn'] }, oldest: '2026-11-16T00:00:00+07:00' };
const entry = (title: string, publishedAt: string | null = null, host = 'bao.example.vn'): Entry => ({
  url: `https://${host}/${encodeURIComponent(title)}`,
  title,
  summary: null,
  publishedAt,
  problems: [],
});
const kindOf = (...entries: Entry[]): string => listingWorth(entries, about).kind;
const NEW = '2026-11-20T08:00:00+07:00';
const OLD = '2024-01-05T08:00:00+07:00';

describe('what a listing is worth', () => {
  it('is nothing special when it has news, or nothing at all', () => {
    expect(kindOf(entry('Công bố chỉ số cải cách hành chính', NEW))).toBe('usable');
    expect(kindOf()).toBe('usable');
  });

  it('is stale when its newest entry is no news any more; one without a date may be of today', () => {
    const entries = [entry('Mở bộ phận một cửa', OLD), entry('Thay biển số nhà', '2025-03-01T08:00:00+07:00')];
    expect(listingWorth(entries, about)).toEqual({ kind: 'stale', newest: '2025-03-01T08:00:00+07:00' });
    expect(kindOf(...entries, entry('Không ngày'))).toBe('usable');
    expect(kindOf(...entries, entry('Tin mới', NEW))).toBe('usable');
  });

  it('is a stranger when nothing in it is the paper, not when some is', () => {
    const other = entry('Chơi lớn', NEW, 'casino.example.com');
    expect(listingWorth([other], about)).toEqual({ kind: 'stranger', detail: 'casino.example.com' });
    expect(kindOf(other, entry('Họp dân', NEW, 'm.bao.example.vn'))).toBe('usable');
    // An old entry of its own and a new one of another: the paper is stale.
    expect(kindOf(other, entry('Họp dân', OLD))).toBe('stale');
  });

  it.each([
    ['English', ['Football results', 'Ten quick recipes', 'Shares fall on fears'], 'foreign-language'],
    ['French', ['Résultats du week-end', 'Dix recettes légères', 'La Bourse recule à nouveau'], 'foreign-language'],
    ['Chinese', ['足球比赛结果公布', '十个快速食谱', '股市因加息担忧下跌'], 'foreign-language'],
    ['mojibake', ['Cáº£i cÃ¡ch', 'Thá»§ tá»¥c', 'Má»™t cá»a'], 'foreign-language'],
    ['Vietnamese', ['Giá xăng tăng', 'Hà Nam mưa to', 'Tàu metro thông'], 'usable'],
    ['Vietnamese in capitals', ['ĐỔI MỚI QUẢN LÝ', 'HỌP BÁO', 'MỞ LỚP HỌC'], 'usable'],
    ['Vietnamese, decomposed', ['Hành chính công: đổi mới'.normalize('NFD'), 'Ha noi', 'Hue'], 'usable'],
    ['two titles', ['Football results', 'Ten quick recipes'], 'usable'],
    ['no titles', ['', '', ''], 'usable'],
  ])('is told by the marks of its titles: %s', (_language, titles, kind) => {
    expect(kindOf(...titles.map((title) => entry(title, NEW)))).toBe(kind);
  });

  it('is Vietnamese with one Vietnamese title in ten, not with one in twenty', () => {
    const english = (count: number): Entry[] => Array.from({ length: count }, (_, each) => entry(`News ${each}`, NEW));
    expect(kindOf(entry('Đổi mới', NEW), ...english(9))).toBe('usable');
    expect(kindOf(entry('Đổi mới', NEW), ...english(19))).toBe('foreign-language');
  });
});
