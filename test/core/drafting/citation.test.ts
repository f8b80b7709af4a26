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
    ['an agency with a person', { ...citation, agency: 'TTXVN' }, '(Sen.example.vn 05/9, Lê Hồng, Theo TTXVN)'],
    ['an agency that signs', { ...citation, authors: ['TTXVN'], agency: 'TTXVN' }, '(Sen.example.vn 05/9, Theo TTXVN)'],
    [
      'an agency with its word',
      { ...citation, authors: [], agency: 'Theo TTXVN' },
      '(Sen.example.vn 05/9, Theo TTXVN)',
    ],
    ['an author once', { ...citation, authors: ['Lê Hồng', 'Lê Hồng '] }, '(Sen.example.vn 05/9, Lê Hồng)'],
    ['a site of a province', { ...citation, site: 'baosen.com.vn' }, '(Baosen.com.vn 05/9, Lê Hồng)'],
    ['an address as a site', { ...citation, site: 'https://www.baosen.com.vn/' }, '(Baosen.com.vn 05/9, Lê Hồng)'],
    ['nothing but the site', { ...citation, day: null, authors: [] }, '(Sen.example.vn)'],
    ['a small first letter', { ...citation, site: 'sen.example.vn' }, '(Sen.example.vn 05/9, Lê Hồng)'],
  ])('prints %s', (_, given, expected) => {
    expect(citationText(given)).toBe(expected);
  });
});
