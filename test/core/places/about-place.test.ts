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

  it('gives the place of a summary that only says where', () => {
    expect(aboutPlace(report({ lead: 'Các trạm y tế tại Cà Mau còn thiếu người.' }))?.place).toBe('ca-mau');
  });

  it('knows a province by its districts and wards', () => {
    const lead = 'Bộ phận một cửa quận Ninh Kiều làm việc cả sáng thứ Bảy.';
    expect(aboutPlace(report({ lead, text: 'Phường Cái Khế cũng vậy. Quận Ô Môn sẽ theo sau.' }))?.place).toBe(
      'can-tho',
    );
  });

  it('asks more of national news, and most where the title says so', () => {
    const lead = 'Hà Nội là nơi thí điểm đầu tiên.';
    expect(aboutPlace(report({ lead }))?.place).toBe('ha-noi');
    expect(aboutPlace(report({ title: 'Bộ LĐ-TB&XH bỏ ba loại giấy', lead }))).toBeNull();
    expect(aboutPlace(report({ lead: `Thủ tướng yêu cầu cả nước rà soát. ${lead}` }))).toBeNull();
    expect(aboutPlace(report({ title: 'Hà Nội dẫn đầu cả nước về một cửa' }))?.place).toBe('ha-noi');
  });

  it('believes a body that acts before one that looks on', () => {
    const lead = 'Đoàn công tác từ Hải Phòng nghe UBND tỉnh Lai Châu, HĐND tỉnh Lai Châu kể cách làm.';
    expect(aboutPlace(report({ lead }))?.place).toBe('lai-chau');
  });

  it('does not take another province’s committee for the paper’s own', () => {
    const text = 'UBND tỉnh Gia Lai vừa trả lời. Giá nông sản tăng.';
    expect(aboutPlace(report({ text, sourcePlace: 'ben-tre' }))).toBeNull();
  });
});
