import { describe, expect, it } from 'vitest';
import { sentences } from '../../../lambdas/core/vietnamese/sentences.ts';
import { syllables } from '../../../lambdas/core/vietnamese/syllables.ts';
import { alignTones } from '../../../lambdas/core/vietnamese/tone-placement.ts';

describe('alignTones', () => {
  it.each([
    ['hoà', 'hòa'],
    ['khoẻ', 'khỏe'],
    ['thuỷ', 'thủy'],
    ['Hoà bình', 'Hòa bình'],
    ['UỶ BAN', 'ỦY BAN'],
    ['quý', 'quý'],
    ['hoàn', 'hoàn'],
    ['huyền thoại', 'huyền thoại'],
    ['Uỷ', 'Ủy'],
  ])('writes %s as %s', (from, to) => {
    expect(alignTones(from)).toBe(to);
  });
});

describe('syllables', () => {
  it('lowers, aligns and drops punctuation', () => {
    expect(syllables('Uỷ ban nhân dân (UBND) tỉnh: “một cửa”!')).toEqual([
      'ủy',
      'ban',
      'nhân',
      'dân',
      'ubnd',
      'tỉnh',
      'một',
      'cửa',
    ]);
  });

  it('keeps numbers and document numbers whole', () => {
    expect(syllables('Nghị quyết 57-NQ/TW, Nghị định 131/2020/NĐ-CP; 6.322 hồ sơ, 60,45% ngày 05/9/2024.')).toEqual([
      'nghị',
      'quyết',
      '57-nq/tw',
      'nghị',
      'định',
      '131/2020/nđ-cp',
      '6.322',
      'hồ',
      'sơ',
      '60,45',
      'ngày',
      '05/9/2024',
    ]);
  });

  it('finds none in nothing', () => {
    expect(syllables(' … – ')).toEqual([]);
  });
});

describe('sentences', () => {
  it('knows short forms, initials and decimals', () => {
    expect(
      sentences('Tại TP. Lạng Biên, TS. Lê An tiếp 6.322 hồ sơ. Bài của Q. Thái nêu v.v. và đất đai. Kết quả tốt!'),
    ).toEqual([
      'Tại TP. Lạng Biên, TS. Lê An tiếp 6.322 hồ sơ.',
      'Bài của Q. Thái nêu v.v. và đất đai.',
      'Kết quả tốt!',
    ]);
  });

  it('goes on after an ellipsis in lower case and ends before a capital', () => {
    expect(sentences('Hồ sơ chờ… rồi lại chờ. Sau đó... Người dân về.')).toEqual([
      'Hồ sơ chờ… rồi lại chờ.',
      'Sau đó...',
      'Người dân về.',
    ]);
  });

  it('keeps closing quotes with their sentence and ends at line ends', () => {
    expect(sentences('Ông nói: “Sẽ làm ngay.” Bà đồng ý\n1. Việc đầu')).toEqual([
      'Ông nói: “Sẽ làm ngay.”',
      'Bà đồng ý',
      '1. Việc đầu',
    ]);
  });

  it('loses no character but spaces', () => {
    const text = 'Một. Hai? “Ba…” Bốn v.v. Năm, TP.HCM 5.700!';
    expect(sentences(text).join(' ')).toBe(text);
  });
});
