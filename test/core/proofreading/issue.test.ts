import { describe, expect, it } from 'vitest';
import type { ProofClipping, ProofInput } from '../../../lambdas/core/proofreading/proof-input.ts';
import { proofread } from '../../../lambdas/core/proofreading/proofread.ts';
import { rulesSchema } from '../../../lambdas/core/proofreading/rules.ts';
import { CLEAN, clipping, issue, RULES } from './samples.ts';

const found = (clippings: readonly ProofClipping[], more: Partial<ProofInput> = {}) =>
  proofread(issue(clippings, more), RULES).map(({ rule, message }) => [rule, message]);
const titled = (title: string) => found([clipping({ title })]).map(([rule]) => rule);

describe('what is said of a title', () => {
  it('finds it empty, too long, shouted or stopped', () => {
    expect(titled(' ')).toEqual(['title-empty']);
    expect(titled('Quầy lưu động về bản '.repeat(9).trim())).toContain('title-long');
    expect(titled('QUẦY LƯU ĐỘNG VỀ BẢN XA')).toEqual(['title-capitals']);
    expect(titled('Quầy lưu động về bản xa.')).toEqual(['title-stop']);
    expect(titled('Chị nói: “Nhanh hơn trước')).toEqual(['quotes']);
  });

  it('leaves ordinary ones alone', () => {
    for (const title of ['Quầy về bản xa...', 'TP.HCM', 'Bao giờ hết cảnh xếp hàng?', 'Xử lý hồ sơ, giấy tờ v.v.']) {
      expect(titled(title)).toEqual([]);
    }
  });
});

describe('what is said of an issue', () => {
  it('is nothing where nothing is wrong', () => {
    expect(found([clipping({ paragraphs: CLEAN })])).toEqual([]);
  });

  it('tells equal titles at the second item', () => {
    const twins = [clipping(), clipping({ id: 'b', title: 'Quầy lưu động về  bản xa'.replace('  ', ' ') })];
    expect(proofread(issue(twins), RULES).map(({ rule, where }) => [rule, where.clippingId])).toEqual([
      ['same-title', 'b'],
    ]);
  });

  it('tells a line of origin without paper or day; an author may be missing', () => {
    const cited = (hasSite: boolean, hasDay: boolean) =>
      found([clipping({ citation: { text: '(Sen.example.vn)', hasSite, hasDay } })]);
    expect(cited(true, true)).toEqual([]);
    expect(cited(false, false)).toEqual([
      ['citation-incomplete', 'Dòng nguồn chưa ghi tên báo.'],
      ['citation-incomplete', 'Dòng nguồn chưa ghi ngày đăng.'],
    ]);
  });

  it('tells a title that differs from the contents', () => {
    expect(found([clipping({ contentsTitle: 'Quầy lưu động về bản gần' })])).toEqual([
      ['title-differs', 'Tiêu đề ở mục lục khác tiêu đề ở bài: “Quầy lưu động về bản gần”.'],
    ]);
  });

  it('tells empty and misspelt sections', () => {
    const sections = [
      { id: 'a', name: 'CHỦ TRƯỜNG CẢI CÁCH', clippings: [clipping()] },
      { id: 'b', name: 'QUẢN LÝ HÀNH CHÍNH', clippings: [] },
    ];
    expect(found([], { sections }).map(([rule]) => rule)).toEqual(['section-name', 'section-empty']);
  });

  it('tells a heavy mail and a dead link', () => {
    expect(found([clipping()], { mailBytes: 60_000 })).toEqual([]);
    expect(found([clipping()], { mailBytes: 89_500 }).map(([rule]) => rule)).toEqual(['mail-size']);
    const dead = proofread(issue([clipping()], { deadLinks: [{ clippingId: 'a', why: 'không có trang' }] }), RULES);
    expect(dead.map(({ rule, where, message }) => [rule, where.clippingId, message])).toEqual([
      ['dead-link', 'a', 'Đường dẫn đến bài gốc không mở được (không có trang).'],
    ]);
  });
});

describe('the rules', () => {
  it('can be silenced one by one', () => {
    const quiet = rulesSchema.parse({ ...RULES, severities: { ...RULES.severities, 'word-twice': 'off' } });
    const input = issue([clipping({ paragraphs: ['Cán bộ của của xã.'] })]);
    expect(proofread(input, RULES)).toHaveLength(1);
    expect(proofread(input, quiet)).toEqual([]);
  });

  it('never propose what they would mark themselves', () => {
    const rights = RULES.confused.map(({ right }) => `Bà con ${right} ngay.`);
    const names = RULES.names.map(({ name }) => `Theo ${name}, đã xong.`);
    expect(proofread(issue([clipping({ paragraphs: [...rights, ...names, ...RULES.terms] })]), RULES)).toEqual([]);
  });
});
