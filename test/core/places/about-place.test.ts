import { describe, expect, it } from 'vitest';
import { aboutPlace, type Report } from '../../../lambdas/core/places/about-place.ts';

const report = (about: Partial<Report>): Report => ({
  title: 'Rút ngắn thời gian trả kết quả',
  lead: null,
  text: '',
  sourcePlace: null,
  day: null,
  ...about,
});

describe('aboutPlace', () => {
  it('believes the title first', () => {
    const found = aboutPlace(report({ title: 'Lào Cai rút ngắn thời gian', lead: 'Cán bộ Sơn La sang học hỏi.' }));
    expect(found).toMatchObject({ place: 'lao-cai', inTitle: true });
  });

  it('finds the province in lead and text where the title is silent', () => {
    const found = aboutPlace(report({ lead: 'UBND tỉnh Phú Yên vừa họp.', text: 'Phú Yên có 12 điểm tiếp nhận.' }));
    expect(found).toMatchObject({ place: 'phu-yen', inTitle: false });
  });

  it('says null when several provinces are told of equally', () => {
    expect(aboutPlace(report({ title: 'Hà Nam và Gia Lai cùng thí điểm' }))).toBeNull();
  });

  it('says null for a meeting place only', () => {
    expect(aboutPlace(report({ lead: 'Tại Hà Nội, Bộ trưởng làm việc với các vụ.' }))).toBeNull();
  });

  it('takes the paper’s own province where the text speaks of its units', () => {
    const text = 'UBND tỉnh yêu cầu các sở rà soát. Trên địa bàn tỉnh có 40 điểm.';
    expect(aboutPlace(report({ text, sourcePlace: 'ben-tre' }))?.place).toBe('ben-tre');
    expect(aboutPlace(report({ text: 'Giá nông sản tăng.', sourcePlace: 'ben-tre' }))).toBeNull();
  });

  it('follows a merger by the day of the report', () => {
    const title = 'Bình Dương mở quầy lưu động';
    expect(aboutPlace(report({ title, day: '2025-06-01' }))?.place).toBe('binh-duong');
    expect(aboutPlace(report({ title, day: '2025-08-01' }))?.place).toBe('tp-ho-chi-minh');
  });
});
