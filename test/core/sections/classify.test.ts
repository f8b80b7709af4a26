import { describe, expect, it } from 'vitest';
import { type ClassifyInput, classify } from '../../../lambdas/core/sections/classify.ts';
import { firstSight } from '../../../lambdas/core/sections/first-sight.ts';
import { lexiconSchema, seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';

const lexicon = seedLexicon();
const report = (title: string, lead: string | null = null, more: Partial<ClassifyInput> = {}) =>
  classify(
    { title, lead, text: '', rubric: null, sourceKind: null, sourcePlace: null, day: '2024-09-05', ...more },
    lexicon,
  );

describe('classify', () => {
  it.each([
    ['Thủ tướng yêu cầu cắt giảm thêm 200 thủ tục hành chính', 'chu-truong'],
    ['Chính phủ ban hành nghị định về dịch vụ công trực tuyến', 'chu-truong'],
    ['Hà Tĩnh: Mở thêm 12 điểm tiếp nhận hồ sơ dịch vụ công', 'dia-phuong'],
    ['UBND tỉnh Lai Châu kiểm tra cải cách hành chính tại 6 xã', 'dia-phuong'],
    ['Bộ Nội vụ hướng dẫn tinh giản biên chế, luân chuyển công chức', 'quan-ly'],
    ['Gia Lai luân chuyển, bổ nhiệm 9 phó giám đốc sở', 'quan-ly'],
    ['Vì sao người dân vẫn ngại nộp hồ sơ trực tuyến?', 'phan-tich'],
    ['TS Lê Văn Thuận: “Đừng để thủ tục hành chính làm nản lòng người dân!”', 'phan-tich'],
  ])('puts "%s" under %s', (title, section) => {
    expect(report(title)).toMatchObject({ reform: true, section });
  });

  it.each([
    ['Hải quân biên chế tàu sân bay mới'],
    ['Sân bay mở thêm một cửa khẩu làm thủ tục xuất cảnh'],
    ['Ngân hàng ra mắt ứng dụng chuyển đổi số cho khách hàng'],
    ['Giải bóng đá cán bộ, công chức vào vòng chung kết'],
    ['Khởi tố bị can chiếm đoạt tiền tại chợ'],
    ['Mỹ cắt giảm 3.000 công chức'],
    ['Bí quyết ôn thi môn Văn'],
  ])('leaves "%s" out', (title) => {
    expect(report(title)).toMatchObject({ reform: false, section: null });
  });

  it('gives its reasons in words an editor knows', () => {
    const { reasons, place } = report('Bắc Giang: UBND tỉnh đưa bộ phận một cửa về thôn');
    expect(place).toBe('bac-giang');
    expect(reasons).toContain('“bộ phận một cửa”');
    expect(reasons).toContain('Bắc Giang');
    expect(reasons).toContain('UBND tỉnh');
  });

  it('tells no reason twice, none of a single small syllable, and of what was learned only what turned the verdict', () => {
    const { reasons } = report('Bắc Giang: UBND xã tinh gọn bộ máy, tinh giản biên chế, luân chuyển cán bộ xã');
    expect(reasons).toContain('“tinh giản biên chế”');
    expect(new Set(reasons).size).toBe(reasons.length);
    expect(reasons.filter((reason) => reason === 'xã' || reason.startsWith('như các bài'))).toEqual([]);
  });

  it('says what spoke against', () => {
    expect(
      report('Giải bóng đá công chức', 'Cải cách hành chính').reasons.some((reason) => reason.startsWith('trừ')),
    ).toBe(true);
    expect(report('Nhật Bản thí điểm chính phủ số').reasons).toContain('tin nước ngoài: Nhật Bản');
  });

  it('reads composed, decomposed and either tone placement alike', () => {
    const title = 'Đơn giản hóa thủ tục hành chính, số hoá hồ sơ';
    expect(report(title.normalize('NFD')).score).toBe(report(title).score);
    expect(report(title.replace('hóa', 'hoá')).score).toBe(report(title).score);
  });

  it('counts the paper’s own column', () => {
    const plain = report('Nhiều chuyển biến ở cơ sở');
    expect(report('Nhiều chuyển biến ở cơ sở', null, { rubric: 'Cải cách hành chính' }).score).toBeGreaterThan(
      plain.score,
    );
  });

  it('does not let a long text make reform news of something else', () => {
    const text = 'Doanh nghiệp mong bớt thủ tục hành chính. '.repeat(80);
    expect(report('Giá thép đi ngang', 'Thị trường thép trầm lắng.', { text }).reform).toBe(false);
  });
});

describe('the reasons', () => {
  it('tell only the longest of phrases that overlap', () => {
    const { reasons } = report('Cắt giảm 40% thủ tục về đất đai', 'Người dân bớt phải đi lại.');
    const overlapping = reasons.filter((reason) => /cắt/u.test(reason));
    expect(overlapping).toHaveLength(1);
    expect(overlapping[0]).toContain('cắt giảm');
  });
});

describe('firstSight', () => {
  it('lets through whatever may be reform news, and stops what surely is not', () => {
    expect(firstSight({ title: 'Một ngày ở bộ phận một cửa', summary: null }, lexicon).pass).toBe(true);
    expect(
      firstSight({ title: 'Chuyện ở phường', summary: 'Cán bộ đến tận nhà nhận hồ sơ dịch vụ công.' }, lexicon).pass,
    ).toBe(true);
    expect(firstSight({ title: 'Đội tuyển thắng đậm', summary: 'Cầu thủ trẻ tỏa sáng.' }, lexicon).pass).toBe(false);
  });
});

describe('the lexicon', () => {
  it('is refused when a weight is no number', () => {
    expect(lexiconSchema.safeParse({ ...lexicon, reform: { 'một cửa': 'nhiều' } }).success).toBe(false);
  });

  it('is refused, with the reason, when its scale would leave no reform news', () => {
    const { parts } = lexicon;
    const refused = lexiconSchema.safeParse({ ...lexicon, parts: { ...parts, scale: 0 } });
    expect(refused.error?.issues).toMatchObject([
      { path: ['parts', 'scale'], message: expect.stringContaining('more than 0') },
    ]);
    expect(lexiconSchema.safeParse({ ...lexicon, parts: { ...parts, scale: 0.01 } }).success).toBe(true);
  });

  it('writes no phrase twice, with positive weights for reform and negative ones against', () => {
    const phrases = [...Object.keys(lexicon.reform), ...Object.keys(lexicon.against)].map((phrase) =>
      phrase.toLowerCase(),
    );
    expect(phrases.toSorted()).toEqual([...new Set(phrases)].toSorted());
    for (const [phrase, weight] of Object.entries(lexicon.reform)) {
      expect(weight, phrase).toBeGreaterThan(0);
    }
    for (const [phrase, weight] of Object.entries(lexicon.against)) {
      expect(weight, phrase).toBeLessThanOrEqual(0);
    }
  });

  it('knows the four sections in the printed order', () => {
    expect(seedSections().map(({ id }) => id)).toEqual(['chu-truong', 'dia-phuong', 'quan-ly', 'phan-tich']);
  });
});
