import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentShards, documentsAskedFor, lookUpOf } from '../../../lambdas/core/search/document-look-up.ts';
import { askedDocument, documentNumberOf } from '../../../lambdas/core/search/document-number.ts';

const CLIPPINGS = [
  {
    url: '/daily/2026/11/23/1/index.html#tin-2',
    title: 'Chuyển đổi số ở xã',
    day: '2026-11-23',
    documents: ['57-NQ/TW'],
  },
  {
    url: '/daily/2026/11/20/1/index.html#tin-1',
    title: 'Phân cấp',
    day: '2026-11-20',
    documents: ['57-NQ/TW', '68/2026/NĐ-CP'],
  },
  {
    url: '/daily/2026/10/02/1/index.html#tin-4',
    title: 'Hai nghị định',
    day: '2026-10-02',
    documents: ['68/2025/NĐ-CP', '57/NQ-CP'],
  },
  {
    url: '/daily/2026/10/01/1/index.html#tin-5',
    title: 'Luật mới',
    day: '2026-10-01',
    documents: ['63/2025/QH15', '1500/BGDĐT-CCHC'],
  },
];
const SHARDS = documentShards(CLIPPINGS);

function found(query: string): string[] {
  const look = lookUpOf(query);
  if (look === null) return [];
  return documentsAskedFor(SHARDS.get(look.shard) ?? {}, look.asked).documents.map(({ number }) => number);
}

function isWhole(query: string): boolean {
  const look = lookUpOf(query);
  return look !== null && documentsAskedFor(SHARDS.get(look.shard) ?? {}, look.asked).isWholeQuery;
}

describe('a document’s number', () => {
  it.each([
    '57-NQ/TW',
    '57-nq/tw',
    '57 - NQ / TW',
    '57–NQ/TW',
    '57 NQ TW',
    '57/NQ-TW',
    'nghị quyết số 57-NQ/TW',
    'Nghi quyet 57-NQ/TW',
    'nghị quyết 57-NQ/TW của Bộ Chính trị',
    '“57-NQ/TW”',
  ])('is found exactly however it is typed: %s', (query) => expect(found(query)).toEqual(['57-NQ/TW']));

  it.each(['68/NĐ-CP', '68/NÐ-CP', '68/nd-cp', '68 nđ cp'])('is found without its year, in every year: %s', (query) =>
    expect(found(query)).toEqual(['68/2025/NĐ-CP', '68/2026/NĐ-CP']),
  );

  it('is found with its year in that year only', () => {
    expect(found('68/2026/NĐ-CP')).toEqual(['68/2026/NĐ-CP']);
    expect(found('nghị định 68/2025/nđ-cp')).toEqual(['68/2025/NĐ-CP']);
    expect(found('63/2025/QH15')).toEqual(['63/2025/QH15']);
    expect(found('1500/BGDĐT-CCHC')).toEqual(['1500/BGDĐT-CCHC']);
  });

  it('is found by its kind in words, whoever issued it', () => {
    expect(found('nghị quyết 57')).toEqual(['57-NQ/TW', '57/NQ-CP']);
    expect(found('nghị quyết số 57 của Bộ Chính trị')).toEqual(['57-NQ/TW', '57/NQ-CP']);
  });

  it.each(['18 tin', 'họp 57 đại biểu', '57', 'cải cách', '', '57-NQ/XX', 'ngày 02/10', '58-NQ/TW'])(
    'is not seen where there is none: %j',
    (query) => expect(found(query)).toEqual([]),
  );

  it('is all of the query only where nothing else is asked', () => {
    expect(['57-NQ/TW', 'nghị quyết số 57-nq/tw', 'nghị quyết 57', '57 nq tw'].filter(isWhole)).toHaveLength(4);
    expect(['57-NQ/TW ở xã', 'chuyển đổi số 57-NQ/TW', 'nghị quyết 57 ở xã'].filter(isWhole)).toEqual([]);
  });

  it('comes with its clippings, newest first, and how many there are beyond the fifty kept', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      url: `/${index}`,
      title: 'x',
      day: '2026-01-01',
      documents: ['57-NQ/TW'],
    }));
    const [document] = documentShards(many).get(25)?.['57-nq-tw'] ?? [];
    expect(document).toMatchObject({ number: '57-NQ/TW', total: 60 });
    expect(document?.hits).toHaveLength(50);
    expect(SHARDS.get(25)?.['57-nq-tw']?.[0]?.hits.map(([, , day]) => day)).toEqual(['2026-11-23', '2026-11-20']);
  });

  it('has a file to be looked up in, whatever the number', () => {
    expect(SHARDS.size).toBe(32);
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (query) => {
        const look = lookUpOf(query);
        if (look !== null) expect(SHARDS.has(look.shard)).toBe(true);
      }),
    );
  });

  it('is looked for in the first letters only: a query may be made by anybody', () => {
    expect(askedDocument(`${'x '.repeat(140)}57-NQ/TW`)).not.toBeNull();
    expect(askedDocument(`${'x '.repeat(150)}57-NQ/TW`)).toBeNull();
    expect(documentNumberOf('không phải số')).toBeNull();
  });
});
