import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../lambdas/core/proofreading/finding.ts';
import { messageOf } from '../../../lambdas/core/proofreading/messages.ts';
import { proofread } from '../../../lambdas/core/proofreading/proofread.ts';
import { CLEAN, clipping, inText, issue, RULES } from './samples.ts';

/** Pieces of which wrong texts are made, with every sign the rules look at. */
const PIECES = [
  'thực hiện quả',
  'của của',
  'hồ sơ',
  'VneID',
  'Bộ nội vụ',
  '6.3322 hồ sơ',
  '5000 hồ sơ',
  '63.000 hồ sơ',
  '1,234,567 đồng',
  '92.4%',
  'ngày 31/6',
  'ngày 5/9/2024',
  '31-8-2024',
  'thứ Hai, ngày 05/9/2024',
  'trong đó',
  'chiếm 0,02%',
  '(',
  ')',
  '“',
  '”',
  '"',
  ',',
  '.',
  '  ',
  'Canθο',
  'Ðoàn',
  '\u200b',
  'bản'.normalize('NFD'),
  'cơ sở dữ lieu',
  'hàilòng',
  '&amp;',
  'tỉnh Bắc Giang',
  'xã',
];
const text = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(' ', ' ', ' ', '', ', ', '. ')), { maxLength: 14 })
  .map((pieces) => pieces.flat().join(''));
const issueKey = fc.constantFrom('2024-09-05', '2026-09-04');

const at = ({ where }: Finding, texts: readonly string[]) =>
  (where.field === 'title' ? 'Quầy lưu động về bản xa' : (texts[where.paragraph] ?? '')).slice(where.start, where.end);

describe('every finding', () => {
  it('quotes exactly what stands at its place', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.string({ unit: 'binary' })), { maxLength: 4 }), issueKey, (texts, day) => {
        for (const finding of inText(texts, { issueKey: day })) {
          if (finding.where.field !== 'issue') expect(at(finding, texts)).toBe(finding.found);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is gone once its fix is made, and no other of its rule comes to its place', () => {
    fc.assert(
      fc.property(text, issueKey, (before, day) => {
        for (const { rule, where, fix } of inText(before, { issueKey: day })) {
          if (fix === null) continue;
          const after = before.slice(0, where.start) + fix + before.slice(where.end);
          const again = inText(after, { issueKey: day }).filter(
            (each) => each.rule === rule && each.where.start < where.start + fix.length && each.where.end > where.start,
          );
          expect(again.map(({ found }) => found)).toEqual([]);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('overlaps no other of the same text', () => {
    fc.assert(
      fc.property(text, (written) => {
        const findings = inText(written);
        for (const [index, finding] of findings.entries()) {
          expect(findings[index + 1]?.where.start ?? Infinity).toBeGreaterThanOrEqual(finding.where.end);
        }
      }),
    );
  });

  const SENTENCE = /^[^{}]+\.$/;
  it('has a severity and words of its own', () => {
    const known = new Set(Object.keys(RULES.severities));
    fc.assert(
      fc.property(text, (written) => {
        for (const { rule, message } of inText(written)) {
          expect(known.has(rule)).toBe(true);
          expect(message).toMatch(SENTENCE);
        }
      }),
    );
    // The control: a rule without words of its own would be told by its name.
    expect(messageOf('no-such-rule', 'x', [])).not.toMatch(SENTENCE);
  });
});

describe('hostile texts', () => {
  const LONG = 50_000;
  it.each([
    '1',
    '1.1',
    '1,111,',
    '((((',
    '))))',
    '““',
    '"',
    '1 chiếm 1% ',
    'trong đó 5 chiếm 1%, ',
    'của ',
    'của của ',
    'a.a-',
    'a@',
    'http://',
    '  ',
    'thủ tục hành ',
    '31/6/',
    'ngày 1-1 ',
    'tỉnh Bắc Giang 2019. ',
    '\u200b',
    'Canθ',
    'a\u0301',
    '&amp;',
    'iết',
  ])('are read to their end: %j again and again', (piece) => {
    const hostile = piece.repeat(Math.ceil(LONG / piece.length));
    const input = issue([clipping({ paragraphs: [hostile] })], { issueKey: '2026-09-04' });
    expect(proofread(input, RULES).every(({ found }) => found.length <= hostile.length)).toBe(true);
  });
});

describe('planted mistakes', () => {
  it('are found beside clean text, and only they', () => {
    const planted = inText([...CLEAN, 'Xã tiếp người dân của của bản.', ...CLEAN]);
    expect(planted.map(({ rule, where }) => [rule, where.paragraph])).toEqual([['word-twice', CLEAN.length]]);
  });
});
