import { describe, expect, it } from 'vitest';
import { CLEAN, inText, rulesIn } from './samples.ts';

/** What stands in the text, the rule that says so, the very letters, and what it proposes. */
const WRONG: readonly (readonly [text: string, rule: string, found: string, fix: string | null])[] = [
  ['Toàn tỉnh nhận 7.4415 hồ sơ trong tháng.', 'figure-groups', '7.4415', null],
  ['Cả xã có 7.400 hộ và 6200 nhà ở.', 'figure-plain', '6200', '6.200'],
  ['Quầy đã tiếp 12500 lượt người.', 'figure-plain', '12500', '12.500'],
  ['Quầy đã chi 1,234,567 đồng.', 'figure-foreign', '1,234,567', '1.234.567'],
  ['Cả vùng có 1,240 hộ dân.', 'figure-foreign', '1,240', '1.240'],
  ['Tỷ lệ trả đúng hạn là 92.4% trong quý.', 'figure-decimal', '92.4', '92,4'],
  ['Xã nhận 4.200 đơn, trong đó 84 đơn trễ hạn, chiếm 0,2%.', 'share-off', '0,2%', null],
  ['Xã nhận 4.200 đơn, trong đó đã xử lý 2.500 đạt trên 60%.', 'share-off', 'trên 60%', null],
  ['Đã số hóa 1.200/1.500 hồ sơ, đạt 90,5%.', 'share-off', '90,5%', null],
  ['Nữ chiếm 120% số người dự.', 'share-over', '120%', null],
  ['Có 60% hồ sơ nộp trên mạng, 30% qua bưu điện, còn lại 25%.', 'share-sum', '25%', null],
  ['Hội nghị họp ngày 31/6 tại xã.', 'date-impossible', '31/6', null],
  ['Hạn cuối là 30/02/2025.', 'date-impossible', '30/02/2025', null],
  ['Từ tháng 13/2024 sẽ áp dụng.', 'date-impossible', 'tháng 13/2024', null],
  ['Hội nghị họp thứ Hai, ngày 05/9/2024.', 'date-weekday', 'thứ Hai', null],
  ['Áp dụng từ ngày 1/7/2024.', 'date-form', '1/7/2024', '01/7/2024'],
  ['Áp dụng từ ngày 05/09/2024.', 'date-form', '05/09/2024', '05/9/2024'],
  ['Họp ngày 05/9/2024 và ngày 12/9/2024, nghỉ ngày 15-9-2024.', 'date-mixed', '15-9-2024', '15/9/2024'],
  ['Người dân mở ứng dụng VNEID để khai.', 'name-spelling', 'VNEID', 'VNeID'],
  ['Theo Bộ Nội Vụ, đã có hướng dẫn.', 'name-spelling', 'Bộ Nội Vụ', 'Bộ Nội vụ'],
  ['Các quầy hoạt động quả suốt mùa mưa.', 'wrong-word', 'hoạt động quả', 'hoạt động hiệu quả'],
  ['Hai xã sát nhập từ mùa xuân.', 'wrong-word', 'sát nhập', 'sáp nhập'],
  ['Cả huyện dùng chung cơ sở dữ lieu mới.', 'near-term', 'lieu', 'liệu'],
  ['Quầy nhận hồ sơ của bà con thưc sự nhanh.', 'syllable', 'thưc', null],
  ['Bà con hàilòng khi đến quầy.', 'syllable', 'hàilòng', 'hài lòng'],
  ['Cán bộ của của xã đến từng nhà.', 'word-twice', 'của của', 'của'],
  ['Xã hỗ trợ bà con hỗ trợ bà con mùa lũ.', 'word-twice', 'hỗ trợ bà con hỗ trợ bà con', 'hỗ trợ bà con'],
  ['Quầy mở  cả ngày thứ Bảy.', 'double-space', '  ', ' '],
  ['Quầy lưu động(không thu phí) về bản.', 'space-missing', '(', ' ('],
  ['Quầy lưu động (không thu phí)về bản.', 'space-missing', ')', ') '],
  ['Bà con vui,cán bộ cũng vui.', 'space-missing', ',', ', '],
  ['Quầy đã mở.Bà con đến đông.', 'space-missing', '.', '. '],
  ['Bà con vui , cán bộ cũng vui.', 'space-extra', ' ,', ','],
  ['Chị nói: “Nhanh hơn trước nhiều.', 'quotes', '“', null],
  ['Nhanh hơn trước nhiều”, chị nói.', 'quotes', '”', null],
  ['Chị nói: "Nhanh hơn trước nhiều. Bà con "rất vui" và về sớm.', 'quotes', '"', null],
  ['Nhanh hơn trước nhiều", chị nói. Bà con "rất vui".', 'quotes', '"', null],
  ['Quầy lưu động (không thu phí đã về bản.', 'brackets', '(', null],
  ['Thành phố Canθο mở quầy.', 'foreign-letter', 'Canθο', null],
  ['Xã Bản Mâу mở quầy.', 'foreign-letter', 'Mâу', 'Mây'],
  ['Ðoàn xã giúp bà con.', 'foreign-letter', 'Ðoàn', 'Đoàn'],
  ['Công ty A&amp;B mở quầy.', 'foreign-letter', '&amp;', '&'],
  ['Quầy lưu\u200b động về bản.', 'hidden-sign', '\u200b', ''],
  ['Quầy lưu động về '.normalize('NFC') + 'bản'.normalize('NFD'), 'decomposed', 'bản'.normalize('NFD'), 'bản'],
];

describe('what a proof-reader marks', () => {
  it.each(WRONG)('%s → %s', (text, rule, found, fix) => {
    const findings = inText(text).filter((each) => each.rule === rule);
    expect(findings.map((each) => ({ found: each.found, fix: each.fix }))).toEqual([{ found, fix }]);
    const [{ where } = { where: null }] = findings;
    expect(where && text.slice(where.start, where.end)).toBe(found);
  });

  it('marks nothing in a text without mistakes', () => {
    expect(inText(CLEAN)).toEqual([]);
  });

  /** Nearly the same, and right: each line stands against one of the rules. */
  const RIGHT = [
    'Hệ thống chạy phiên bản 1.0 và 4.0; mã thủ tục là 1.004873; gọi tổng đài 1900.6789.',
    'Năm 2024, xã có 2000 năm tuổi; Quyết định 5000/QĐ-UBND nêu rõ; cả huyện có 1.240 hộ.',
    'Xã nhận gần 63.000 đơn, trong đó 43.183 đơn nộp trên mạng, chiếm 69,3%.',
    'Có 5 xã đạt 100%, 12/15 xã đạt trên 80% và 3 xã tăng 20% so với năm trước.',
    'Đến tháng 7/2024 tỷ lệ hồ sơ trên mạng đạt 95%. Có 20 - 30 người chờ.',
    'Kết quả 5/8 lĩnh vực đạt điểm trên 90%; thời gian 20-30 phút.',
    'Nhà nhà, người người vui; xanh xanh, dần dần, ngày ngày, năm năm sau; ông ông, bà bà.',
    'Theo thủ tục hành chính chính thức, quyết định định kỳ; hiện tại tại xã; chủ nghĩa xã hội xã hội.',
    'Em Lê Thanh Thanh và bé Hà Hà Anh đến quầy. Xem tại www.example.vn, thư về quay@example.vn.',
    'Bà con gửi thư đến vneid.gov.vn. ỨNG DỤNG VNEID CHO MỌI NHÀ. Xe ôtô chở bà con đi.',
    'Ba điểm: a) nhanh; b) gọn; 1) rẻ. Đất ở 40 m2 (hai mặt).',
    'Công dân số; cơ sở của dữ liệu; thủ tục của hành chính; dịch vụ công trực tuyến.',
  ];
  it.each(RIGHT)('lets stand: %s', (text) => {
    expect(inText(text).filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  it('lets speech go on through several paragraphs', () => {
    expect(rulesIn(['Chị nói: “Nhanh hơn.', '“Gọn hơn nữa”.', 'Hết.'])).toEqual([]);
    expect(rulesIn(['Chị nói: "Nhanh hơn.', 'Gọn hơn nữa".', 'Hết.'])).toEqual([]);
    expect(rulesIn(['Chị nói: “Anh bảo ‘được’ và “rất tốt” rồi”.'])).toEqual([]);
    expect(rulesIn(['Chị nói: “Nhanh hơn.', 'Gọn hơn nữa.'])).toEqual(['quotes']);
  });

  it('takes the whole from the sentence before', () => {
    const off = inText('Xã nhận 4.200 đơn. Trong đó, 84 đơn trễ hạn, chiếm 12%.');
    expect(off.map(({ rule, message }) => [rule, message])).toEqual([
      ['share-off', '84 trên 4.200 là 2%, không phải “12%”.'],
    ]);
    expect(rulesIn('Xã nhận 4.200 đơn. Trong đó, 84 đơn trễ hạn, chiếm 2%.')).toEqual([]);
  });
});
