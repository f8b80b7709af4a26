import { describe, expect, it } from 'vitest';
import { classify } from '../../../lambdas/core/sections/classify.ts';
import { noWeights } from '../../../lambdas/core/sections/learned/weights.ts';
import { type Lexicon, lexiconSchema, seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { partsOf } from '../../../lambdas/core/sections/phrases.ts';
import { readReport } from '../../../lambdas/core/sections/report.ts';
import { signsOf } from '../../../lambdas/core/sections/signs.ts';
import { voiceShare } from '../../../lambdas/core/sections/voice.ts';

const lexicon = { ...seedLexicon(), learned: noWeights() };

const ARGUED = `Cắt một thủ tục hành chính thì dễ, nhưng cắt được thói quen xin phép mới khó. Nếu cán bộ vẫn chỉ thấy an toàn
khi có thêm một chữ ký thì người dân còn phải chờ, dù trên giấy mọi việc đã gọn. Bởi vậy không thể coi con số là tất cả.
Lẽ nào chúng ta lại hài lòng chỉ vì bảng thống kê đẹp hơn? Thật ra ai cũng hiểu nền hành chính phục vụ trước hết là chuyện
con người, mà con người thì không đổi chỉ bằng một văn bản. Song cũng phải nói cho công bằng: nơi nào người đứng đầu thật sự
muốn làm thì việc rất nhanh, và dân thấy ngay. Như vậy cái cần không phải là thêm khẩu hiệu, mà là thêm lòng tin.`;

const REPORTED = `Sáng 12/10, Sở Nội vụ tổ chức hội nghị triển khai kế hoạch cải cách thủ tục hành chính quý 4. Phát biểu tại hội nghị,
ông Nguyễn Văn Hòa, Phó Giám đốc Sở, cho biết 3 tháng qua các đơn vị tiếp nhận 12.400 hồ sơ, trong đó 97,6% đúng hạn. Ông Hòa
yêu cầu các phòng báo cáo kết quả trước ngày 25/10, thực hiện Quyết định số 118 ngày 02/02 của Chủ tịch. Theo bà Lê Thị Mai,
Giám đốc Trung tâm, đơn vị đã ban hành 4 kế hoạch, tổ chức 12 lớp tập huấn. Hội nghị thông qua kết luận giao 6 nhiệm vụ cho
Văn phòng, Phòng Kiểm tra và Phòng Tổ chức; báo cáo tiến độ vào ngày 20 hằng tháng.`;

function share(text: string, lex: Lexicon = lexicon): number {
  return voiceShare({ text, parts: partsOf({ title: '', lead: null, text }) }, lex);
}

function sectionOf(title: string, text: string, lex: Lexicon = lexicon) {
  const input = { title, lead: null, text, rubric: null, sourceKind: null, sourcePlace: null, day: null };
  return classify(input, lex).section;
}

describe('the voice of a text', () => {
  it('is an author’s where it argues, and a reporter’s where it names, dates and counts', () => {
    expect(share(ARGUED)).toBeGreaterThan(0.5);
    expect(share(REPORTED)).toBeLessThan(-0.5);
  });

  it('makes a commentary of a title that tells nothing', () => {
    const title = 'Thủ tục hành chính và lòng tin';
    expect(sectionOf(title, ARGUED)).toBe('phan-tich');
    expect(sectionOf(title, REPORTED)).not.toBe('phan-tich');
  });

  it('is a report’s, rather than none, of two lines', () => {
    expect(Math.abs(share('Nhưng vẫn khó.'))).toBeLessThan(share(ARGUED));
    expect(share('Thêm một cửa.')).toBeLessThanOrEqual(0);
  });

  it('is not listened to by a lexicon edited before there was such a thing', () => {
    const { voice, decides, genres, matters, ...older } = lexicon.sections;
    const { voice: _, report, bareTitle, ...signs } = older.signs;
    const parsed = lexiconSchema.parse({ ...lexicon, sections: { ...older, signs } });
    expect(parsed.sections.signs).toMatchObject({ voice: 0, report: 0, bareTitle: 0 });
    expect(parsed.sections).toMatchObject({ genres: ['phan-tich'], matters: { share: 1 }, decides: [] });
    expect([voice.argues.length > 0, decides.length > 0, genres, matters.share, report < 0, bareTitle > 0]).toEqual([
      true,
      true,
      ['phan-tich'],
      0.6,
      true,
      true,
    ]);
  });
});

describe('a decision told without naming anybody', () => {
  const title = 'Không cần bản sao giấy khai sinh';
  const lead = 'Theo quy định mới, khi làm thủ tục hành chính chỉ phải khai mã số, áp dụng từ tháng sau.';
  const deaf: Lexicon = { ...lexicon, sections: { ...lexicon.sections, decides: [] } };

  function thoughts(lex: Lexicon): string[] {
    const input = { title, lead: null, text: lead, rubric: null, sourceKind: null, sourcePlace: null, day: null };
    return signsOf(readReport(input), lex)
      .map(({ id }) => id)
      .filter((id) => id === 'nobodyActs' || id === 'shortTitle');
  }

  it('is news of a policy, no thought', () => {
    expect(sectionOf(title, lead)).toBe('chu-truong');
    expect(thoughts(lexicon)).toEqual([]);
    expect(thoughts(deaf)).toEqual(['nobodyActs', 'shortTitle']);
  });
});
