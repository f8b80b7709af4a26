import { describe, expect, it } from 'vitest';
import { citationText } from '../../../lambdas/core/drafting/citation.ts';

const citation = { site: 'Sen.example.vn', day: '2024-09-05', authors: ['Lê Hồng'], agency: null };

describe('citationText', () => {
  it.each([
    ['one author', citation, '(Sen.example.vn 05/9, Lê Hồng)'],
    ['no author', { ...citation, authors: [] }, '(Sen.example.vn 05/9)'],
    ['several authors', { ...citation, authors: ['Lê Hồng', 'Đỗ An'] }, '(Sen.example.vn 05/9, Lê Hồng – Đỗ An)'],
    ['an agency', { ...citation, authors: [], agency: 'TTXVN' }, '(Sen.example.vn 05/9, Theo TTXVN)'],
    ['an unknown date', { ...citation, day: null }, '(Sen.example.vn, Lê Hồng)'],
    ['a month with a zero', { ...citation, day: '2025-02-15' }, '(Sen.example.vn 15/02, Lê Hồng)'],
    ['a small first letter', { ...citation, site: 'sen.example.vn' }, '(Sen.example.vn 05/9, Lê Hồng)'],
  ])('prints %s', (_, given, expected) => {
    expect(citationText(given)).toBe(expected);
  });
});
