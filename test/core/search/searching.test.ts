import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranked } from '../../../lambdas/core/search/rank.ts';
import {
  emptySearchYears,
  searchStateOf,
  searchYearAfter,
  searchYearMaking,
  searchYearPurged,
  searchYearWithout,
  withdrawnStateOf,
  withSearchYear,
  yearsBehind,
} from '../../../lambdas/core/search/search-years.ts';
import { hasMarks, readable, searchable } from '../../../lambdas/core/search/searchable.ts';
import { fold } from '../../../lambdas/core/vietnamese/fold.ts';

describe('a searchable text', () => {
  it('has for đ a letter that is d once marks are taken off, as Pagefind does it', () => {
    const withoutMarks = searchable('Đường sắt đô thị').normalize('NFD').replace(/\p{M}/gu, '');
    expect(withoutMarks.replaceAll('\u02bc', '')).toBe('Duong sat do thi');
    expect('Đường sắt đô thị'.normalize('NFD').replace(/\p{M}/gu, '')).toBe('Đuong sat đo thi');
  });

  it('is the same for both places of a tone, both ways of composing and Ð typed for Đ', () => {
    expect(searchable('hoà')).toBe(searchable('hòa'));
    expect(searchable('điện tử'.normalize('NFD'))).toBe(searchable('điện tử'));
    expect(searchable('Ðà Nẵng')).toBe(searchable('Đà Nẵng'));
  });

  it('has whole words only, so that none is found by its beginning', () => {
    const words = (text: string) => searchable(text).split(' ');
    expect(words('thực hiện').some((word) => word.startsWith(words('thư')[0] ?? ''))).toBe(false);
    expect(searchable('57-NQ/TW')).toBe('57\u02bc-NQ\u02bc/TW\u02bc');
  });

  it('can be read again', () => {
    fc.assert(
      fc.property(fc.constantFrom('Đường sắt', 'thủ tục', 'đ', 'd̵', 'không'), (text) => {
        expect(fold(readable(searchable(text)))).toBe(fold(text.replace('d̵', 'đ')));
      }),
    );
  });

  it('is known to be typed with marks', () => {
    expect(['thủ tục', 'đ', 'Ða'].filter(hasMarks)).toHaveLength(3);
    expect(['thu tuc', '57-NQ/TW', '', 'HOP'].filter(hasMarks)).toEqual([]);
  });
});

describe('the order of hits', () => {
  const hits = ['far', 'other-phrase', 'exact', 'exact-phrase', 'far-better'].map((id) => ({
    id,
    score: id === 'far-better' ? 9 : 1,
  }));

  it('puts the phrase as typed first, then the words as typed, the phrase with other marks, the rest', () => {
    const order = ranked(hits, {
      exact: new Set(['exact', 'exact-phrase']),
      exactPhrase: new Set(['exact-phrase']),
      phrase: new Set(['exact-phrase', 'other-phrase']),
    });
    expect(order.map(({ id }) => id)).toEqual(['exact-phrase', 'exact', 'other-phrase', 'far-better', 'far']);
  });

  it('loses and doubles none', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.array(fc.string()), (ids, some) => {
        const readings = { exact: new Set(some), exactPhrase: new Set(some.slice(1)), phrase: new Set(some.slice(2)) };
        const order = ranked(
          ids.map((id) => ({ id, score: id.length })),
          readings,
        );
        expect(order.map(({ id }) => id).sort()).toEqual([...ids].sort());
      }),
    );
  });
});

describe('the years that can be searched', () => {
  const issue = (issueKey: string, titles = ['Một tin']) => ({
    edition: 'daily' as const,
    issueKey,
    revision: 1,
    fingerprint: 'f'.repeat(64),
    path: 'x',
    clippings: 1,
    titles,
    publishedAt: '2026-11-23T07:30:00+07:00',
  });
  const manifest = (...issues: ReturnType<typeof issue>[]) => ({ version: 1 as const, issues });
  const made = (year: string, build: string | null, of: string, withdrawn = '') => {
    return { year, build, clippings: 1, of, withdrawn };
  };
  const NOW = '2026-11-23T08:00:00+07:00';
  const [A, B, C] = ['a'.repeat(16), 'b'.repeat(16), 'c'.repeat(16)];

  it('are behind when an issue, a revision or a title is another, newest year first', () => {
    const two = manifest(issue('2026-11-23'), issue('2025-01-02'));
    expect(yearsBehind(two, emptySearchYears(), NOW)).toEqual(['2026', '2025']);
    const pointer = ['2026', '2025'].reduce(
      (all, year) =>
        withSearchYear(all, {
          ...made(year, A, searchStateOf(two.issues.filter((each) => each.issueKey.startsWith(year)))),
          retired: [],
          making: [],
          purge: [],
        }),
      emptySearchYears(),
    );
    expect(yearsBehind(two, pointer, NOW)).toEqual([]);
    expect(yearsBehind(manifest(issue('2026-11-23', ['Tin đã gỡ']), issue('2025-01-02')), pointer, NOW)).toEqual([
      '2026',
    ]);
    expect(yearsBehind(manifest(issue('2026-11-23')), pointer, NOW)).toEqual(['2025']);
  });

  it('keep the build before, give up the one before that, and forget nothing when nothing changed', () => {
    const first = searchYearAfter(null, made('2026', A, '1'), NOW);
    const second = searchYearAfter(first, made('2026', B, '2'), NOW);
    const third = searchYearAfter(second, made('2026', C, '3'), NOW);
    expect([first, second, third].map(({ retired, purge }) => [retired, purge])).toEqual([
      [[], []],
      [[A], []],
      [[B], [A]],
    ]);
    expect(searchYearAfter(third, made('2026', C, '4'), NOW)).toMatchObject({ retired: [B], purge: [A] });
    expect(searchYearPurged(third, [A]).purge).toEqual([]);
  });

  it('give up at once every build that holds the words of what was withdrawn since', () => {
    const first = searchYearAfter(null, made('2026', A, '1'), NOW);
    const second = searchYearAfter(first, made('2026', B, '2'), NOW);
    const state = withdrawnStateOf(['2026-11-23#4']);
    const third = searchYearAfter(second, made('2026', C, '3', state), NOW);
    expect(third).toMatchObject({ retired: [], purge: [A, B] });
    expect(withdrawnStateOf([])).toBe('');
    expect(withdrawnStateOf(['2026-11-23#4', '2026-11-20'])).toBe(withdrawnStateOf(['2026-11-20', '2026-11-23#4']));
  });

  it('name a build from before its first file until the run that writes it is certainly dead', () => {
    const later = '2026-11-23T08:31:00+07:00';
    const making = searchYearMaking(null, { year: '2026', build: A, now: NOW });
    const pointer = withSearchYear(emptySearchYears(), making);
    expect(making).toMatchObject({ build: null, making: [{ build: A, at: NOW }], purge: [] });
    expect(searchYearAfter(making, made('2026', B, '1'), NOW)).toMatchObject({ making: [{ build: A }], purge: [] });
    expect(searchYearAfter(making, made('2026', B, '1'), later)).toMatchObject({ making: [], purge: [A] });
    expect(searchYearAfter(making, made('2026', A, '1'), later)).toMatchObject({ making: [], purge: [] });
    expect(searchYearWithout(making, A, NOW)).toMatchObject({ making: [], purge: [A] });
    const current = { ...pointer.years[0], ...making, of: searchStateOf([]) };
    expect(yearsBehind(manifest(), withSearchYear(pointer, current), NOW)).toEqual([]);
    expect(yearsBehind(manifest(), withSearchYear(pointer, current), later)).toEqual(['2026']);
  });
});
