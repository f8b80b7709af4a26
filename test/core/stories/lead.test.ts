import { describe, expect, it } from 'vitest';
import { creditOf } from '../../../lambdas/core/stories/credit.ts';
import { groupStories, type StoryInput } from '../../../lambdas/core/stories/group-stories.ts';
import { reports } from './articles.ts';

const [A, B, C] = reports(0, 3).map((each) => ({ ...each, rank: 50 }));
if (A === undefined || B === undefined || C === undefined) throw new Error('three reports');

/** The lead of the three reports, changed as told, with its reasons. */
function leadOf(...changes: readonly Partial<StoryInput>[]) {
  const articles = [A, B, C].flatMap((each, index) => (each === undefined ? [] : [{ ...each, ...changes[index] }]));
  const [story, ...others] = groupStories(articles);
  expect(others).toEqual([]);
  return [story?.lead, story?.leadReasons];
}

describe('the lead of a story', () => {
  it('is the first report where nothing else tells them apart', () => {
    expect(leadOf()).toEqual(['0-0', ['đăng sớm nhất']]);
  });

  it('is of the paper with more weight before the earlier one', () => {
    expect(leadOf({}, {}, { rank: 80 })).toEqual(['0-2', ['nguồn được ưu tiên hơn']]);
  });

  it('is a full report before a weightier short one', () => {
    const long = `${B?.text} ${'Bộ phận một cửa của các xã còn được sửa sang, có thêm ghế ngồi và nước uống. '.repeat(6)}`;
    expect(leadOf({ rank: 90 }, { text: long }, {})).toEqual(['0-1', ['đầy đủ nhất trong 3 bài']]);
  });

  it('is the original before a reprint, most of all one that others credit', () => {
    const reprint = { creditedTo: 'Báo Lúa Vàng', rank: 99 };
    expect(leadOf(reprint, {}, reprint)).toEqual(['0-1', ['bản gốc, không dẫn lại báo khác']]);
    expect(leadOf({ rank: 99 }, reprint, { paperNames: ['Báo Lúa Vàng', 'Luavang.example.vn'] })).toEqual([
      '0-2',
      ['được 1 báo khác dẫn lại'],
    ]);
  });

  it('is no reprint for naming its own paper', () => {
    const own = { creditedTo: 'Báo Lúa Vàng', paperNames: ['Báo Lúa Vàng'] };
    expect(leadOf(own)).toEqual(['0-0', ['đăng sớm nhất']]);
  });

  it('has no reasons where the story has one report', () => {
    expect(groupStories(reports(1, 1))[0]?.leadReasons).toEqual([]);
  });
});

describe('a credit', () => {
  const text = ['Bà con làm hồ sơ trong một buổi.', 'Xã có thêm hai quầy.'];
  it.each([
    [{ byline: null, agency: null, paragraphs: [...text, 'Theo Báo Lúa Vàng'] }, 'Báo Lúa Vàng'],
    [{ byline: null, agency: null, paragraphs: [...text, '(Nguồn: luavang.example.vn)'] }, 'luavang.example.vn'],
    [{ byline: 'Theo TTXVN', agency: 'TTXVN', paragraphs: text }, 'TTXVN'],
    [{ byline: 'Minh Hạ/TTXVN', agency: 'TTXVN', paragraphs: text }, 'TTXVN'],
    [{ byline: 'Minh Hạ', agency: null, paragraphs: text }, null],
    [{ byline: null, agency: null, paragraphs: [...text, 'Theo Nghị định 68 thì vậy.'] }, null],
    [{ byline: null, agency: null, paragraphs: [...text, 'Theo ông Hạ, việc này đã xong.'] }, null],
    [{ byline: null, agency: null, paragraphs: ['Theo Báo Lúa Vàng', ...text, ...text] }, null],
  ])('of %j is %s', (from, credit) => {
    expect(creditOf(from)).toBe(credit);
  });
});
