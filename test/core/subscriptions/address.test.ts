import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainAddress, normaliseAddress } from '../../../lambdas/core/subscriptions/address.ts';

const long = (length: number): string => 'x'.repeat(length);

describe('an address', () => {
  it.each([
    ['  an.nguyen@Example.VN \n', 'an.nguyen@example.vn'],
    ['An.Nguyen@example.vn', 'An.Nguyen@example.vn'],
    ["o'hara+bao@so-noi-vu.gov.vn", "o'hara+bao@so-noi-vu.gov.vn"],
    ['an@báo.vn', 'an@xn--bo-mia.vn'],
    ['an@ba\u0301o.vn', 'an@xn--bo-mia.vn'],
    ['an@ĐIỂMBÁO.vn', 'an@xn--imbo-7na8z384p.vn'],
    ['an@xn--bo-mia.vn', 'an@xn--bo-mia.vn'],
    [`${long(64)}@example.vn`, `${long(64)}@example.vn`],
  ])('%j is %j', (typed, address) => {
    expect(normaliseAddress(typed)).toEqual({ kind: 'address', address });
    expect(isPlainAddress(address)).toBe(true);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['an', 'not-one-address'],
    ['an@b@example.vn', 'not-one-address'],
    ['an@example.vn,bo@example.vn', 'not-one-address'],
    ['An <an@example.vn>', 'local-part'],
    ['"an"@example.vn', 'local-part'],
    ['"a@b"@example.vn', 'not-one-address'],
    ['an(chú thích)@example.vn', 'local-part'],
    ['nhóm:an@example.vn;', 'local-part'],
    ['mailto:an@example.vn', 'local-part'],
    ['.an@example.vn', 'local-part'],
    ['an.@example.vn', 'local-part'],
    ['a..n@example.vn', 'local-part'],
    ['ông@example.vn', 'local-part'],
    ['ａｎ@example.vn', 'local-part'],
    ['a n@example.vn', 'local-part'],
    ['an\r\nBcc:bo@example.vn', 'local-part'],
    ['an\u0000@example.vn', 'local-part'],
    [`${long(65)}@example.vn`, 'local-part'],
    ['@example.vn', 'local-part'],
    ['an@', 'domain'],
    ['an@localhost', 'domain'],
    ['an@127.0.0.1', 'domain'],
    ['an@[127.0.0.1]', 'domain'],
    ['an@example.123', 'domain'],
    ['an@-example.vn', 'domain'],
    ['an@example-.vn', 'domain'],
    ['an@example..vn', 'domain'],
    ['an@example.vn.', 'domain'],
    ['an@exa mple.vn', 'domain'],
    ['an@example.vn\r\nX: y', 'domain'],
    ['an@ex\u200bample.vn', 'domain'],
    ['an@example.vn/path', 'domain'],
    ['an@ex%61mple.vn', 'domain'],
    [`an@${long(64)}.vn`, 'domain'],
    [`an@${`${long(60)}.`.repeat(5)}vn`, 'too-long'],
    [long(255), 'too-long'],
  ])('%j is refused: %s', (typed, why) => {
    expect(normaliseAddress(typed)).toEqual({ kind: 'refused', why });
    expect(isPlainAddress(typed)).toBe(false);
  });

  it('that is taken never holds what could build a header, and stays as it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .tuple(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.domain())
        .map(([local, domain]) => `${local}@${domain}`),
      fc.emailAddress(),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const outcome = normaliseAddress(typed);
        if (outcome.kind === 'refused') return;
        expect(outcome.address).toMatch(/^[\x21-\x7e]+$/);
        expect(outcome.address).not.toMatch(/[\s<>()[\],;:\\"]/);
        expect(outcome.address.split('@')).toHaveLength(2);
        expect(normaliseAddress(outcome.address)).toEqual(outcome);
      }),
      { numRuns: 1_500 },
    );
  });
});
