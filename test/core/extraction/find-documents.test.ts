import { describe, expect, it } from 'vitest';
import { findDocuments } from '../../../lambdas/core/extraction/find-documents.ts';

describe('the numbers of documents in a text', () => {
  it.each([
    ['Nghị quyết số 57-NQ/TW của Bộ Chính trị', ['57-NQ/TW']],
    ['Nghị quyết 57–NQ/TƯ và Kết luận số 123 - KL/TW', ['57-NQ/TW', '123-KL/TW']],
    ['Nghị định số 68/2026/NĐ-CP, Nghị định 147/2024/NĐ - CP.', ['68/2026/NĐ-CP', '147/2024/NĐ-CP']],
    ['(Quyết định 1234/QĐ-UBND ngày 05/9/2024)', ['1234/QĐ-UBND']],
    ['Quyết định số 06/QĐ-TTg; Chỉ thị 16/CT-TTg', ['06/QĐ-TTg', '16/CT-TTg']],
    ['Luật số 63/2025/QH15, Nghị quyết 35/2023/UBTVQH15', ['63/2025/QH15', '35/2023/UBTVQH15']],
    ['Thông tư liên tịch 12/2022/TTLT-BTP-BNV', ['12/2022/TTLT-BTP-BNV']],
    ['Nghị quyết 30c/NQ-CP, công văn 1500/BNV-CCHC', ['30c/NQ-CP', '1500/BNV-CCHC']],
    ['Thông tư 29/2024/TT-BGD&ĐT', ['29/2024/TT-BGD&ĐT']],
    ['Quyết định 1234/QĐ-UBND - UBND tỉnh ký', ['1234/QĐ-UBND']],
    ['Nghị định 68/2026/NĐ-CP sửa 61/2018/NĐ-CP; nay 68/2026/NĐ-CP', ['68/2026/NĐ-CP', '61/2018/NĐ-CP']],
  ])('are read from “%s”', (text, numbers) => {
    expect(findDocuments([text])).toEqual(numbers);
  });

  it.each([
    'ngày 05/9/2024, trực 24/7, đạt 3/4 chỉ tiêu',
    'giai đoạn 2021-2025, tầm nhìn đến 2030',
    'biển số 29A-12345, quốc lộ 1A, mạng 5G',
    'Đề án 06 và Nghị quyết 18',
    'tỷ giá 25.400-USD/VND',
    'https://example.vn/12-QUYET/dinh',
  ])('are not seen in “%s”', (text) => {
    expect(findDocuments([text])).toEqual([]);
  });

  it('come in the order of the texts, each once', () => {
    expect(findDocuments(['57-NQ/TW', 'theo 76/NQ-CP', 'và 57-NQ/TW'])).toEqual(['57-NQ/TW', '76/NQ-CP']);
  });

  it.each(['1/QĐ-'.repeat(100_000), '12345 - NQ '.repeat(50_000), 'QĐ-UBND'.repeat(70_000), '1'.repeat(500_000)])(
    'cost no more than the length of a hostile text (%#)',
    (text) => {
      const started = performance.now();
      findDocuments([text]);
      expect(performance.now() - started).toBeLessThan(2_000);
    },
  );
});
