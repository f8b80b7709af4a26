import { describe, expect, it } from 'vitest';
import { classify } from '../../../lambdas/core/sections/classify.ts';
import {
  combinationFinder,
  combinationsSchema,
  seedCombinations,
} from '../../../lambdas/core/sections/combinations.ts';
import { firstSight } from '../../../lambdas/core/sections/first-sight.ts';
import { lexiconSchema, seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { syllables } from '../../../lambdas/core/vietnamese/syllables.ts';

const combination = {
  says: 'sắp xếp tổ chức',
  weight: 0.5,
  within: 3,
  sections: {},
  any: ['sáp nhập', 'giải thể'],
  with: ['trường', 'trường học'],
};
const find = combinationFinder([combination]);
const shown = (text: string) => find(syllables(text)).map((each) => each.shown);
const lexicon = seedLexicon();
const judged = (title: string, text = '') =>
  classify({ title, lead: null, text, rubric: null, sourceKind: null, sourcePlace: null, day: null }, lexicon);

describe('combinations', () => {
  it('find two words near each other, in either order, and show them as they stand', () => {
    expect(shown('Tỉnh sáp nhập ba trường')).toEqual(['sáp nhập … trường']);
    expect(shown('Hai trường sẽ sáp nhập')).toEqual(['trường … sáp nhập']);
  });

  it('leave words that are too far apart, or alone', () => {
    expect(shown('Sáp nhập xong, tỉnh lo thêm chuyện trường')).toEqual([]);
    expect(shown('Sáp nhập xong')).toEqual([]);
    expect(shown('')).toEqual([]);
  });

  it('are data that a wrong line spoils as a whole', () => {
    expect(combinationsSchema.safeParse(seedCombinations()).success).toBe(true);
    expect(combinationsSchema.safeParse([{ ...combination, any: [] }]).success).toBe(false);
    expect(combinationsSchema.safeParse([{ ...combination, sections: { 'Sai tên': 1 } }]).success).toBe(false);
    const misspelt = { ...seedLexicon(), combinations: [{ ...combination, sections: { 'chu-truog': 1 } }] };
    expect(lexiconSchema.safeParse(misspelt).error?.issues[0]?.message).toContain('chu-truog');
  });

  it('make reform news of headlines whose words say nothing alone', () => {
    expect(judged('Huyện Bảo Sơn sáp nhập ba trường tiểu học, giải thể hai phòng ban').reform).toBe(true);
    expect(judged('Ba trường tiểu học khai giảng, hai phòng ban dự lễ').reform).toBe(false);
  });

  it('do not look inside a mask', () => {
    const score = judged('Đánh giá cán bộ, chiến sĩ dự hội thao').score;
    expect(judged('Đánh giá cán bộ dự hội thao').score).toBeGreaterThan(score);
  });
});

describe('hard headlines', () => {
  it.each([
    ['Tiêm kích mới vào biên chế không quân'],
    ['Tòa án rút ngắn thủ tục tố tụng vụ ly hôn'],
    ['Chủ tịch tập đoàn bổ nhiệm tổng giám đốc mới'],
    ['Câu lạc bộ hoàn tất thủ tục chuyển nhượng tiền đạo'],
    ['Ngân hàng tích hợp VNeID khi mở thẻ tín dụng'],
    ['CSGT phạt nguội qua camera, tài xế làm thủ tục nộp phạt'],
    ['Ba Lan bổ nhiệm bộ trưởng mới'],
    ['Khởi tố cán bộ thuế nhận hối lộ'],
    ['Hà Lan tinh gọn bộ máy hành chính: bài học mười năm'],
  ])('leaves "%s" out', (title) => {
    expect(judged(title).reform).toBe(false);
  });

  it.each([
    ['Bộ Nội vụ hướng dẫn đánh giá công chức theo quý', 'quan-ly'],
    ['Lai Châu bổ nhiệm, luân chuyển 12 lãnh đạo phường, xã', 'quan-ly'],
    ['Pháp luật về cán bộ, công chức được sửa trong năm nay', 'quan-ly'],
    ['Chính phủ cắt giảm điều kiện kinh doanh ngành hóa chất', 'chu-truong'],
    ['Chủ tịch UBND tỉnh Hà Giang đối thoại với người dân về sổ đỏ', 'dia-phuong'],
  ])('puts "%s" under %s', (title, section) => {
    expect(judged(title)).toMatchObject({ reform: true, section });
  });
});

describe('input from outside', () => {
  it('is read to a limit: a huge text costs what a long one costs', () => {
    const text = 'sắp xếp bộ máy hành chính thủ tục '.repeat(6000);
    const long = judged('Chuyện thường ngày', text.slice(0, 100_000));
    expect(judged('Chuyện thường ngày', text).score).toBe(long.score);
    expect(judged('Chuyện thường ngày', text.slice(0, 1000)).score).not.toBe(0);
  });

  it('may be empty, or one letter, or nothing but signs', () => {
    for (const title of ['', 'x', '???!!!', '\u0000\ufeff', '“” ‘’ "" ((('])
      expect(judged(title, title).reform, title).toBe(false);
  });
});

describe('the first look', () => {
  it('keeps what has much to say for itself, whatever speaks against it in the summary', () => {
    const summary = 'Doanh thu, lợi nhuận và cổ phiếu của hãng hàng không tăng.';
    expect(firstSight({ title: 'Bộ phận một cửa mở ở sân bay', summary }, lexicon).pass).toBe(true);
    expect(firstSight({ title: 'Quán ăn mở ở sân bay', summary }, lexicon).pass).toBe(false);
  });
});
