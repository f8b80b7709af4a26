import { describe, expect, it } from 'vitest';
import type {
  ImportedBulletin,
  ImportedDaily,
  ImportedMonthly,
} from '../../../../lambdas/core/archive/import/bulletin.ts';
import { parseBulletin } from '../../../../lambdas/core/archive/import/parse-bulletin.ts';
import { passagesOf } from '../../../../lambdas/core/archive/import/passages.ts';
import { blockTexts } from '../../../../lambdas/core/extraction/article.ts';
import { seedSections } from '../../../../lambdas/core/sections/sections.ts';
import { CONTRIBUTION, DAILY, MONTHLY, spread } from './invented-bulletins.ts';

const SECTIONS = seedSections().map(({ title }) => title);
const parse = (text: string, file = 'x.txt'): ImportedBulletin | null => parseBulletin(text, file, SECTIONS);

function daily(text: string, file?: string): ImportedDaily {
  const bulletin = parse(text, file);
  if (bulletin?.kind !== 'daily') throw new Error('no daily');
  return bulletin;
}

function monthly(text: string, file?: string): ImportedMonthly {
  const bulletin = parse(text, file);
  if (bulletin === null || bulletin.kind === 'daily') throw new Error('no monthly');
  return bulletin;
}

const itemsOf = (bulletin: ImportedDaily) => bulletin.sections.flatMap(({ items }) => items);
const kindsOf = (bulletin: ImportedBulletin) => bulletin.findings.map(({ kind }) => kind);

describe('a printed daily', () => {
  it('is read with its face, contents, sections, items, citations and editor', () => {
    const bulletin = daily(DAILY);
    expect(bulletin).toMatchObject({ issueKey: '2023-02-07', editorName: 'Thu Hằng', findings: [] });
    expect(bulletin.face).toEqual({
      bulletin: 'Bản tin Điểm báo',
      subject: 'CẢI CÁCH HÀNH CHÍNH',
      frequency: '(Phát hành hàng ngày từ thứ Hai đến thứ Sáu)',
      opening: 'Trong ngày, một số vấn đề được báo chí quan tâm phản ánh:',
    });
    expect(bulletin.contents).toEqual(itemsOf(bulletin).map(({ title }) => title));
    expect(bulletin.contents[0]).toBe('Bộ Nội vụ lấy ý kiến về vị trí việc làm trong năm 2023');
    expect(bulletin.sections.map(({ items }) => items.length)).toEqual([1, 2, 1]);
    expect(itemsOf(bulletin).map(({ citation }) => citation)).toEqual([
      { site: 'Baomau.example', day: '2023-02-07', authors: ['Lê Mai', 'Trần Bình'], agency: null },
      // A day after the issue's own is of the year before.
      { site: 'Tinhmau.example', day: '2022-12-30', authors: [], agency: null },
      { site: 'Nhatky.example', day: '2023-02-06', authors: [], agency: 'TTXVN' },
      { site: 'Binhluan.example', day: '2023-02-07', authors: ['An Nhiên'], agency: null },
    ]);
  });

  it('has its paragraphs whole again where a page cut them, its lists and the cut at its end', () => {
    const [first, , third] = itemsOf(daily(DAILY));
    expect(first?.cut).toBe(true);
    expect(blockTexts(first?.body ?? [])[0]).toBe(
      'Dự thảo gồm ba chương, được gửi tới các bộ, ngành để góp ý. Thời hạn góp ý là hai tuần kể từ ngày đăng.',
    );
    expect(third?.body.map(({ kind }) => kind)).toEqual(['paragraph', 'list', 'paragraph']);
  });

  it('tells line by line what it could not place, and loses no words', () => {
    const damaged = DAILY.replace('07/02, An Nhiên)', '07/02')
      .replace(
        'Bắc Giang: Xã Đồi Thông trả kết quả trong ngày\n',
        'Bắc Giang: Xã Đồi Thông trả kết quả ngay trong ngày\n',
      )
      .replace('Biên tập viên Thu Hằng', '')
      .concat('\nBiên tập viên Thu Hằng\n\nDòng lạc ở cuối tệp\n');
    const bulletin = daily(damaged);
    expect(kindsOf(bulletin)).toEqual(['title-differs', 'no-citation', 'left-over']);
    expect(bulletin.findings.at(-1)).toMatchObject({
      text: 'Dòng lạc ở cuối tệp',
      line: damaged.split('\n').length - 1,
    });
    const words = blockTexts(itemsOf(bulletin).flatMap(({ body }) => body)).join(' ');
    expect(words).toContain('Chuyện ở quầy một cửa (nơi ai cũng từng chờ) nay đã khác.');
    expect(words).toContain('(Binhluan.example 07/02');
  });

  it('without a date has that of its file’s name, or none', () => {
    const undated = DAILY.replace('Phát hành: 07/02/2023', '');
    expect(daily(undated, 'diem-bao-2023-02-08.txt').issueKey).toBe('2023-02-08');
    expect(daily(undated, 'diem-bao.txt').issueKey).toBeNull();
    expect(kindsOf(daily(undated, 'diem-bao.txt'))).toContain('no-date');
    expect(daily(DAILY.replace('07/02/2023', '31/02/2023')).issueKey).toBeNull();
  });

  it('without its contents is read by its sections and citations', () => {
    const bare = DAILY.replaceAll(/^\|.*\n/gmu, '');
    expect(itemsOf(daily(bare))).toHaveLength(4);
    expect(kindsOf(daily(bare))).toEqual(['no-contents']);
  });
});

describe('a printed monthly', () => {
  it('is read with cover, number, contents, articles, leads, bylines and source lines', () => {
    const bulletin = monthly(MONTHLY);
    expect(bulletin).toMatchObject({ kind: 'monthly', issueKey: '2023-02', number: 7, findings: [] });
    expect(bulletin.face).toEqual({
      subject: 'CẢI CÁCH HÀNH CHÍNH TỈNH MẪU',
      agency: 'SỞ NỘI VỤ TỈNH MẪU',
      board: 'BAN BIÊN TẬP BẢN TIN',
      website: 'bantin.mau.vn',
      email: 'bantin@mau.vn',
    });
    const [first, second] = bulletin.sections.flatMap(({ articles }) => articles);
    expect(first).toMatchObject({
      title: 'Quy định mới về hồ sơ điện tử',
      sapo: 'Từ tháng sau, hồ sơ điện tử có giá trị như hồ sơ giấy.',
      byline: 'Bài, ảnh: THANH TRÚC',
      via: 'bomau.example',
      site: 'tapchimau.example',
    });
    expect(first?.body.map(({ kind }) => kind)).toEqual(['paragraph', 'heading', 'paragraph']);
    expect(second).toMatchObject({ title: bulletin.contents[1], sapo: null, byline: null, site: 'baomau.example' });
  });

  it('is read from lines broken at the width of a page, titles over two lines among them', () => {
    const long = 'Nhiều xã đã bố trí người hướng dẫn nộp hồ sơ qua mạng ngay tại bộ phận một cửa, từ sáng sớm. '
      .repeat(6)
      .trim();
    const text = [
      spread(['TIN CẢI CÁCH HÀNH CHÍNH TRUNG ƯƠNG']),
      spread(['Hội nghị bàn việc giảm giấy tờ', long, 'Minh Mẫu']).replace(
        'giảm giấy tờ',
        'giảm giấy tờ \n\ncho người dân',
      ),
      'Nguồn: tapchimau.example',
      spread(['Một xã không còn hồ sơ trễ hạn', long]),
      'Nguồn: baomau.example',
    ].join(' \n\n');
    const bulletin = monthly(text, 'ban-tin-2023-03.txt');
    expect(bulletin.issueKey).toBe('2023-03');
    expect(bulletin.sections[0]?.articles).toMatchObject([
      { title: 'Hội nghị bàn việc giảm giấy tờ cho người dân', byline: 'Minh Mẫu', site: 'tapchimau.example' },
      { title: 'Một xã không còn hồ sơ trễ hạn', byline: null, site: 'baomau.example' },
    ]);
    expect(blockTexts(bulletin.sections[0]?.articles[0]?.body ?? []).join(' ')).toBe(long);
  });

  it('of one signed article is a contribution with its author and his office', () => {
    const bulletin = monthly(CONTRIBUTION);
    expect(bulletin.kind).toBe('contribution');
    expect(bulletin.sections[0]?.articles).toMatchObject([
      { byline: 'ĐỖ VĂN MẪU', affiliation: 'Giám đốc Sở Nội vụ tỉnh Mẫu', site: null },
    ]);
  });
});

describe('hostile text', () => {
  it.each([
    ['nothing', ''],
    ['no bulletin', 'Một bức thư không liên quan.\n\nTrân trọng.'],
    ['only marks', '****\n####\n||||\n- \n1. \n'],
  ])('%s is no bulletin', (_name, text) => {
    expect(parse(text)).toBeNull();
  });

  it.each([
    ['zero bytes and controls', DAILY.replaceAll('Dự thảo', 'Dự\0\u0007 thảo')],
    ['a million brackets', DAILY.replace('hạn góp ý', '('.repeat(1_000_000))],
    ['a hundred thousand open links', DAILY.replace('hạn góp ý', '[a]('.repeat(100_000))],
    ['a line of stars', DAILY.replace('hạn góp ý', '*'.repeat(300_000))],
    [
      'every other line gone',
      DAILY.split('\n')
        .filter((_line, index) => index % 4 !== 0)
        .join('\n'),
    ],
    ['cut in the middle', DAILY.slice(0, DAILY.length / 2)],
  ])('with %s is read to its end', (_name, text) => {
    expect(parse(text)?.kind).toBe('daily');
  });

  it('keeps every word of a damaged bulletin in an item or in a finding', () => {
    const text = DAILY.split('\n')
      .filter((_line, index) => index % 5 !== 3)
      .join('\n');
    const bulletin = daily(text);
    const kept = [
      ...itemsOf(bulletin).flatMap(({ title, body }) => [title, ...blockTexts(body)]),
      ...bulletin.findings.map((finding) => finding.text),
      ...bulletin.contents,
    ].join(' ');
    for (const { text: passage } of passagesOf(text.slice(text.indexOf('| 4. ')))) {
      const words = passage.replaceAll(/\s*\([^()]*\)\s*\[?Về đầu trang.*$|Về đầu trang.*$/gu, '').trim();
      if (/^(?:Biên tập|CHỦ TR|CẢI CÁCH|PHÂN TÍCH)/u.test(words)) continue;
      expect(kept).toContain(words.slice(0, 25));
    }
  });
});
