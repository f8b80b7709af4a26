import { describe, expect, it } from 'vitest';
import { renderIssue } from '../../lambdas/rendering/render-issue.ts';
import { visibleText } from '../support/read-outputs.ts';
import { SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';
import { textOfFile } from '../support/text-of-file.ts';

/** Every part of the printed daily in its order, as a reader meets it. */
const PARTS = [
  'Năm 2026',
  'THỨ HAI',
  'Phát hành: 23/11/2026',
  'Bản tin Điểm báo',
  'CẢI CÁCH HÀNH CHÍNH',
  '(Phát hành hàng ngày từ thứ Hai đến thứ Sáu)',
  'Trong ngày, một số vấn đề được báo chí quan tâm phản ánh:',
  // The contents: sections in capitals, items numbered through.
  'CHỦ TRƯƠNG CẢI CÁCH',
  '1. Cắt giảm ít nhất 30% thời gian',
  '2. Kết nối dữ liệu dân cư',
  'CẢI CÁCH ĐỊA PHƯƠNG',
  '3. Hà Nội: Điểm phục vụ',
  '6. Cần Thơ: Tổ công nghệ số',
  'QUẢN LÝ HÀNH CHÍNH',
  '7. Đánh giá công chức',
  'PHÂN TÍCH – BÌNH LUẬN',
  '10. Lời xin lỗi đúng hạn',
  // The bodies: titles without numbers, the end cut with dots, the citation, the way back.
  'CHỦ TRƯƠNG CẢI CÁCH',
  'Cắt giảm ít nhất 30% thời gian',
  'Các bộ, ngành được yêu cầu rà soát',
  'từng đơn vị... (Thoisuhanhchinh.vn 23/11, Minh Đăng)',
  'Về đầu trang',
  'Kết nối dữ liệu dân cư',
  'xuống 6,2%. (Nhipcaucong.vn 22/11, Lan Chi – Quốc Bảo)',
  'Về đầu trang',
  'CẢI CÁCH ĐỊA PHƯƠNG',
  'Bắc Ninh: Công khai tiến độ',
  '(Baokinhbac.vn 23/11)',
  'Về đầu trang',
  'sửa được... (Songnuocmekong.vn 22/11, Thanh Trúc)',
  'QUẢN LÝ HÀNH CHÍNH',
  'TTXVN)',
  'PHÂN TÍCH – BÌNH LUẬN',
  'Lời xin lỗi đúng hạn',
  'không phải viết nó. (Tinphuongnam.vn)',
  'Về đầu trang./.',
  'Biên tập viên Thu Hằng',
];

/** The first part that is not found after the one before it, or null. */
function firstMissing(text: string): string | null {
  let from = 0;
  for (const part of PARTS) {
    // Dots after a number may stand in a cell of their own.
    const at = text.indexOf(part, from);
    if (at < 0) {
      return part;
    }
    from = at + part.length;
  }
  return null;
}

const files = await renderIssue(sampleSnapshot(), SAMPLE_ADDRESS);
const bodyOf = (name: string): string => String(files.find((file) => file.key.endsWith(name))?.body);
const mail = bodyOf('email.html').replaceAll('.</td>', '. </td>');
const page = bodyOf('index.html').replaceAll('.</span><a', '. </span><a').replaceAll('</span>Phát', '</span> Phát');
const outputs = {
  mail: visibleText(mail),
  text: bodyOf('email.txt').replace(/\s+/gu, ' '),
  page: visibleText(page),
};

describe('the printed daily', () => {
  it.each(Object.entries(outputs))('has every part in order: %s', (_name, text) => {
    expect(firstMissing(text)).toBeNull();
  });

  it('is found wanting when a part is missing or out of order', () => {
    expect(firstMissing(outputs.page.replace('Về đầu trang./.', 'Về đầu trang'))).toBe('Về đầu trang./.');
    expect(firstMissing(outputs.text.replace('Phát hành: 23/11/2026', ''))).toBe('Phát hành: 23/11/2026');
  });

  it('bears the end mark once and the editor at the very end', () => {
    for (const text of Object.values(outputs)) {
      expect(text.split('./.')).toHaveLength(2);
      expect(text.indexOf('Biên tập viên')).toBeGreaterThan(text.lastIndexOf('Về đầu trang'));
    }
  });

  it('puts nothing between the end mark and the editor, and each source before its way back', () => {
    expect(outputs.text.slice(outputs.text.indexOf('./.') + 3).trim()).toMatch(/^Biên tập viên/u);
    const ends = outputs.text.split('Về đầu trang').slice(0, -1);
    expect(ends.filter((end) => !/(?:Nguồn|Đọc bài trên \S+): https?:\S+ $/u.test(end))).toEqual([]);
  });

  it('tells the number of the publishing only once there is a second', async () => {
    expect(outputs.page).not.toContain('Lần phát hành');
    const corrected = await renderIssue(sampleSnapshot(sampleContent(), 2), SAMPLE_ADDRESS);
    expect(String(corrected.find((file) => file.key.endsWith('index.html'))?.body)).toContain('Lần phát hành');
  });

  it('sets no number before the titles above the bodies', () => {
    expect(page).toContain('<h3>Lời xin lỗi đúng hạn</h3>');
  });

  it('names the other papers on the web page and in the JSON only', () => {
    expect(page).toContain('Cùng đưa tin: ');
    expect(bodyOf('issue.json')).toContain('Congbaongaymoi.vn');
    expect(outputs.mail + outputs.text).not.toContain('Cùng đưa tin');
    expect(outputs.mail + outputs.text).not.toContain('bỏ giấy tờ đã có trong cơ sở dữ liệu');
  });

  it('prints of a paper of whose articles only titles may be used the title, the citation and the link', async () => {
    const content = structuredClone(sampleContent());
    const clipping = content.sections[0]!.clippings[0]!;
    clipping.printing = 'title';
    // The text for a group on Zalo has titles and one link, whatever the paper.
    const isWhole = ({ key }: { readonly key: string }) => !key.endsWith('zalo.txt');
    const restricted = await renderIssue(sampleSnapshot(content), SAMPLE_ADDRESS);
    for (const file of restricted.filter(isWhole)) {
      const text = await textOfFile(file);
      expect(text, file.key).not.toContain('Các bộ, ngành được yêu cầu rà soát');
      expect(text, file.key).toContain(clipping.url);
    }
    // The control: where all may be printed, every output has the sentence.
    for (const file of files.filter(isWhole))
      expect(await textOfFile(file), file.key).toContain('Các bộ, ngành được yêu cầu rà soát');
  });

  it('tells in its proof what was read and what was not, without our inner detail', async () => {
    const proof = outputs.page.slice(outputs.page.indexOf('Thông tin về số báo'));
    for (const part of [
      '10/12',
      'Báo Biên cương: không kết nối được',
      '1.264',
      '07:28, 23/11/2026',
      sampleSnapshot().fingerprint,
    ]) {
      expect(proof).toContain(part);
    }
    for (const file of files) {
      expect(await textOfFile(file), file.key).not.toMatch(/ECONNREFUSED|bientap@example\.vn/u);
    }
  });
});
