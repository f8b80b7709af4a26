import { describe, expect, it } from 'vitest';
import { withoutPaperMarks } from '../../../lambdas/core/drafting/clean-title.ts';
import { composeClipping } from '../../../lambdas/core/drafting/compose-clipping.ts';
import { clippingSchema } from '../../../lambdas/core/drafting/draft.ts';
import { type Block, blockTexts, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { article, ISSUE_KEY, judged, SOURCES, source } from './samples.ts';

const context = { sources: SOURCES, section: 'chu-truong' as const, issueKey: ISSUE_KEY };
const local = { ...context, section: 'dia-phuong' as const };
const long = (count: number): Block[] =>
  Array.from({ length: count }, (_, index) =>
    paragraph(
      `Đoạn ${index} mở đầu bằng một câu vừa phải về hồ sơ. Câu thứ hai của đoạn ${index} kể thêm cách làm ở cơ sở.`,
    ),
  );
const lengthOf = (blocks: readonly Block[]): number => blockTexts(blocks).join('').length;

describe('composeClipping', () => {
  it('makes a clipping that its schema accepts, lead first', () => {
    const clipping = composeClipping(judged('a'), context);
    expect(clippingSchema.parse(clipping)).toEqual(clipping);
    expect(blockTexts(clipping.body)[0]).toBe('Quầy lưu động giúp bà con vùng xa bớt một lần đi lại.');
    expect(clipping).toMatchObject({ cut: false, edited: false, firstSeenAt: '2024-09-04T15:10:00+07:00' });
    expect(clipping.citation).toEqual({
      site: 'Sen.example.vn',
      day: '2024-09-04',
      authors: ['Thu Ngân'],
      agency: null,
    });
  });

  it('does not print the lead twice where the body begins with it', () => {
    const lead = 'Quầy lưu động giúp bà con vùng xa bớt một lần đi lại.';
    const story = judged('a', {}, [article('a', { lead, blocks: [paragraph(lead), paragraph('Thêm một đoạn.')] })]);
    expect(blockTexts(composeClipping(story, context).body)).toEqual([lead, 'Thêm một đoạn.']);
  });

  it('puts the province before a local title, unless the title names it', () => {
    const story = judged('a', { place: 'lai-chau', section: 'dia-phuong' });
    expect(composeClipping(story, local).placePrefix).toBe('Lai Châu');
    const named = judged('a', { place: 'lai-chau' }, [article('a', { title: 'Lai Châu mở quầy lưu động' })]);
    expect(composeClipping(named, local).placePrefix).toBeNull();
    expect(composeClipping(story, context).placePrefix).toBeNull();
  });

  it('speaks of the provinces of the issue’s date', () => {
    const story = judged('a', { place: 'long-an', section: 'dia-phuong' });
    expect(composeClipping(story, local)).toMatchObject({ place: 'long-an', placePrefix: 'Long An' });
    expect(composeClipping(story, { ...local, issueKey: '2026-11-23' })).toMatchObject({
      place: 'tay-ninh',
      placePrefix: 'Tây Ninh',
    });
  });

  it('obeys what may be printed of the paper', () => {
    const story = judged('a', {}, [article('a', { blocks: long(40) })]);
    const printed = (printing: 'full' | 'excerpt' | 'title') =>
      composeClipping(story, { ...context, sources: [source('sen', { printing })] });
    expect(lengthOf(printed('full').body)).toBeGreaterThan(2_500);
    expect(lengthOf(printed('full').body)).toBeLessThan(3_700);
    expect(lengthOf(printed('excerpt').body)).toBeLessThan(1_100);
    expect(printed('excerpt').cut).toBe(true);
    expect(printed('title')).toMatchObject({ body: [], cut: false, printing: 'title' });
  });

  it('prints the title only of a paper that is no longer in the registry', () => {
    const clipping = composeClipping(judged('a'), { ...context, sources: [] });
    expect(clipping).toMatchObject({ body: [], printing: 'title', citation: { site: 'Sen.example.vn' } });
  });

  it('names the other papers, and prints a dated member where the lead article has no date', () => {
    const undated = article('a', { published: { instant: null, evidence: 'none' } });
    const dated = article('b', { sourceId: 'tre', url: 'https://tre.example.vn/b.html' });
    const clipping = composeClipping(judged('a', {}, [undated, dated]), context);
    expect(clipping.articleId).toBe('b');
    expect(clipping.others.map((other) => other.articleId)).toEqual(['a']);
    expect(clipping.reasons).toContain('gộp bài của Sen.example.vn: cùng số liệu 38');
  });

  it('leaves pictures out', () => {
    const picture: Block = { kind: 'picture', url: 'https://sen.example.vn/1.jpg', caption: 'Quầy', credit: null };
    const story = judged('a', {}, [article('a', { blocks: [picture, paragraph('Một đoạn.')] })]);
    expect(composeClipping(story, context).body.map((block) => block.kind)).toEqual(['paragraph', 'paragraph']);
  });
});

describe('withoutPaperMarks', () => {
  it.each([
    ['TPO - Xã mở quầy', 'Xã mở quầy'],
    ['(CT) - Sáng nay', 'Sáng nay'],
    ['ĐNO - Sáng nay', 'Sáng nay'],
    ['(Dân trí) – Sáng nay', 'Sáng nay'],
    ['VOV.VN - Sáng nay', 'Sáng nay'],
    ['[Infographic] Mười bước nộp hồ sơ', '[Infographic] Mười bước nộp hồ sơ'],
    ['Video: Mười bước nộp hồ sơ', 'Mười bước nộp hồ sơ'],
    ['Xã mở quầy | Báo Sen Vàng', 'Xã mở quầy'],
    ['Xã mở quầy - sen.example.vn', 'Xã mở quầy'],
    ['TP.HCM - Vũng Tàu: thêm tuyến', 'TP.HCM - Vũng Tàu: thêm tuyến'],
    ['Bắc Giang: Mở quầy', 'Bắc Giang: Mở quầy'],
    ['TPO -', 'TPO -'],
  ])('makes "%s" into "%s"', (title, expected) => {
    expect(withoutPaperMarks(title)).toBe(expected);
  });
});
