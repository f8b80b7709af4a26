import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { TEXT_COLUMNS, wrapped } from '../../lambdas/rendering/wrap.ts';
import { SAMPLE_ADDRESS, sampleSnapshot } from '../support/sample-snapshot.ts';

const NONE = { first: '', rest: '' };

describe('wrapping', () => {
  it('breaks at spaces and indents what follows', () => {
    expect(wrapped(`${'một '.repeat(25)}hai`, { first: '1. ', rest: '   ' })).toMatch(
      /^1\. (?:một ?)+\n {3}(?:một )+hai$/u,
    );
  });

  it('never breaks a word, so never an address', () => {
    const address = `https://bao.example.vn/${'dai-'.repeat(40)}.html`;
    expect(wrapped(`Nguồn: ${address}`, NONE).split('\n')).toContain(address);
  });

  it('loses no word and has no line too long but a single word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'ệ', 'Đ'), minLength: 1, maxLength: 90 })),
        (words) => {
          const lines = wrapped(words.join(' '), NONE).split('\n');
          expect(lines.join(' ').split(' ').filter(Boolean)).toEqual(words);
          expect(lines.filter((line) => line.length > TEXT_COLUMNS && line.includes(' '))).toEqual([]);
        },
      ),
    );
  });
});

describe('the text part', () => {
  it('has no long line but those of an address, and no empty stretch', async () => {
    const { text } = await renderEmail(viewOf(sampleSnapshot(), SAMPLE_ADDRESS));
    const long = text.split('\n').filter((line) => line.length > TEXT_COLUMNS);
    expect(long.filter((line) => !line.includes('https://'))).toEqual([]);
    expect(text).not.toMatch(/\n{3}|[<>]/u);
    expect(text).toContain('- Không kéo dài thời hạn bằng cách trả hồ sơ nhiều lần;\n- Người đứng đầu');
  });
});
