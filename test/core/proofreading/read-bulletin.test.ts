import { describe, expect, it } from 'vitest';
import { proofread } from '../../../lambdas/core/proofreading/proofread.ts';
import { readBulletin, readPlainText } from '../../../lambdas/core/proofreading/read-bulletin.ts';
import { RULES } from './samples.ts';

const PRINTED = `
Năm 2024
THỨ NĂM
Phát hành: 05/9/2024
Bản tin Điểm báo
CẢI CÁCH HÀNH CHÍNH
(Phát hành hàng ngày từ thứ Hai đến thứ Sáu)

Trong ngày, một số vấn đề được báo chí quan tâm phản ánh:

| | |
|--|----|
| CHỦ TRƯƠNG CẢI CÁCH | 1 |
| 1. Quầy lưu động về bản xa..... | 1 |
| CẢI CÁCH ĐỊA PHƯƠNG..... | 2 |
| 2. Lai Châu: Trả kết quả tại nhà..... | 2 |

CHỦ TRƯƠNG CẢI CÁCH

Quầy lưu động về bản xa

Sáng nay quầy đến bản. Bà con được

hướng dẫn từng bước từng bước.

Quầy mở cả ngày. (Sen.example.vn 05/9, Thu Ngân) [Về đầu trang](#)

CẢI CÁCH ĐỊA PHƯƠNG

Lai Châu: Trả kết quả tại nhà

Mỗi tuần tổ đến  hai xã. (Tre.example.vn, Gia Bảo)[Về đầu trang./.](#)

Biên tập viên Minh An
`;

describe('a printed bulletin', () => {
  const read = readBulletin(PRINTED);

  it('gives its day, sections, items and lines of origin', () => {
    expect(read?.issueKey).toBe('2024-09-05');
    expect(read?.sections.map(({ name, clippings }) => [name, clippings.map(({ title }) => title)])).toEqual([
      ['CHỦ TRƯƠNG CẢI CÁCH', ['Quầy lưu động về bản xa']],
      ['CẢI CÁCH ĐỊA PHƯƠNG', ['Lai Châu: Trả kết quả tại nhà']],
    ]);
    const [first, second] = read?.sections.flatMap(({ clippings }) => clippings) ?? [];
    expect(first?.paragraphs).toEqual([
      'Sáng nay quầy đến bản. Bà con được hướng dẫn từng bước từng bước.',
      'Quầy mở cả ngày.',
    ]);
    expect(first?.citation).toMatchObject({ hasSite: true, hasDay: true });
    expect(second?.citation).toEqual({
      text: '(Tre.example.vn, Gia Bảo)Về đầu trang./.',
      hasSite: true,
      hasDay: false,
    });
  });

  it('is read with every space it has', () => {
    const found = read === null ? [] : proofread(read, RULES);
    expect(found.map(({ rule, where }) => [rule, where.clippingId, where.field])).toEqual([
      ['double-space', '2', 'body'],
      ['space-missing', '2', 'citation'],
      ['citation-incomplete', '2', 'issue'],
    ]);
  });

  it('is found to differ from its contents', () => {
    const other = readBulletin(PRINTED.replace('1. Quầy lưu động về bản xa', '1. Quầy lưu động về bản gần'));
    expect(other && proofread(other, RULES).map(({ rule }) => rule)).toContain('title-differs');
  });

  it('is not seen where there is none', () => {
    for (const text of ['', 'Bà con vui.', 'Phát hành: 99/99/2024\nBà con vui.', 'Phát hành: 05/9/2024']) {
      expect(readBulletin(text)).toBeNull();
    }
  });
});

describe('any text', () => {
  it('is one item; hard line ends are taken back', () => {
    const input = readPlainText('# Bản tin\n\nQuầy lưu động (không\nthu phí) về bản.\nHết.', {
      id: 'a.txt',
      day: '2024-09-05',
    });
    expect(input.sections[0]?.clippings[0]?.paragraphs).toEqual([
      'Bản tin',
      'Quầy lưu động (không thu phí) về bản.',
      'Hết.',
    ]);
    expect(proofread(input, RULES)).toEqual([]);
  });
});
