import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupStories, type StoryInput } from '../../../lambdas/core/stories/group-stories.ts';
import { article, reports } from './articles.ts';

const SYLLABLES = 'mưa nắng sông núi lúa ngô thuyền bến chợ đò làng bản nương rẫy cầu đường trường lớp bờ bãi'.split(
  ' ',
);

/** A text of its own for every seed. */
const textOf = (seed: number, length: number): string =>
  Array.from(
    { length },
    (_, index) => SYLLABLES[(seed * 7919 + index * index * 31 + index * seed) % SYLLABLES.length],
  ).join(' ');

const sizes = (articles: readonly StoryInput[]): number[] =>
  groupStories(articles)
    .map(({ members }) => members.length)
    .sort((a, b) => b - a);

describe('grouping ends, and holds together, with', () => {
  it('a thousand papers that print one agency text under titles of their own', () => {
    const wire = reports(0, 1)[0]?.text ?? '';
    const prints = Array.from({ length: 1_000 }, (_, index) =>
      article(
        `w${index}`,
        `Bản tin ${SYLLABLES[index % 20]} ${SYLLABLES[(index * 7) % 20]} của báo`,
        `${wire} ${wire}`,
      ),
    );
    expect(sizes([...prints, ...reports(1, 2)])).toEqual([1_000, 2]);
  });

  it('a thousand articles with the same standing text and nothing else in common', () => {
    const standing = 'Mời bạn đọc gửi ý kiến về tòa soạn theo số điện thoại ở cuối trang để được giải đáp.';
    const articles = Array.from({ length: 1_000 }, (_, index) => {
      const own = Array.from({ length: 40 }, (_, word) => `từ${index}x${word}`).join(' ');
      return article(`s${index}`, `Chuyện${index} kể${index} rằng${index}`, `${own}. ${standing}`);
    });
    expect(sizes(articles)[0]).toBe(1);
  });

  it('articles of 200 KB, lines without spaces, numbers without end', () => {
    const long = textOf(3, 40_000);
    const hostile = [
      article('long', 'Một bài rất dài', long),
      article('again', 'Một bài rất dài', long, { sourceId: 'khac' }),
      article('dashes', 'Số 1-a-a-a', `12-${'a-'.repeat(100_000)}`),
      article('dots', 'Số 1.1.1', '1.'.repeat(100_000)),
      article('capitals', 'A '.repeat(50_000), 'NGUYỄN VĂN '.repeat(20_000)),
      article('block', 'x', 'ă'.repeat(200_000)),
      article('dates', '1/1', `${'ngày 4 tháng 9 '.repeat(20_000)}`),
    ];
    expect(sizes(hostile)).toEqual([2, 1, 1, 1, 1, 1]);
  });

  it('any text whatever: each article is in exactly one story, its lead a member, its evidence complete', () => {
    const any = fc.record({
      id: fc.uuid(),
      title: fc.string({ unit: 'grapheme', maxLength: 60 }),
      lead: fc.option(fc.string({ unit: 'grapheme', maxLength: 60 })),
      text: fc.string({ unit: 'grapheme', maxLength: 300 }),
      sourceId: fc.constantFrom('a', 'b', 'c'),
      publishedAt: fc.option(fc.constantFrom('2024-09-04T09:00:00+07:00', '2024-09-03T02:00:00Z')),
      rank: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { maxLength: 8, selector: ({ id }) => id }), (articles) => {
        const stories = groupStories(articles);
        expect(stories.flatMap(({ members }) => members).toSorted()).toEqual(articles.map(({ id }) => id).toSorted());
        for (const { id, lead, members, evidence } of stories) {
          expect(members).toContain(lead);
          expect(members[0]).toBe(id);
          expect(evidence).toHaveLength(members.length - 1);
        }
      }),
      { numRuns: 80 },
    );
  });
});

describe('what merely resembles stays apart:', () => {
  const ceremony = (place: string, count: string, person: string): string =>
    `Sáng 4/9, tỉnh ${place} tổ chức lễ ra mắt tổ hỗ trợ dịch vụ công trực tuyến với ${count} đoàn viên. Bà ${person} dự lễ và trao cờ cho các tổ.`;

  it('the same ceremony in two provinces', () => {
    const two = [
      article('x', 'Hà Giang ra mắt tổ hỗ trợ dịch vụ công trực tuyến', ceremony('Hà Giang', '315', 'Giàng Thị Mỷ')),
      article('y', 'Cà Mau ra mắt tổ hỗ trợ dịch vụ công trực tuyến', ceremony('Cà Mau', '742', 'Lâm Tuyết Nga')),
    ];
    expect(sizes([...two, ...reports(1, 2), ...reports(2, 2)])).toEqual([2, 2, 1, 1]);
  });

  it('the ranking of another month', () => {
    const ranking = (month: number, first: string): StoryInput =>
      article(
        `t${month}`,
        `Công bố xếp hạng giải quyết hồ sơ của các sở tháng ${month}`,
        `Bảng xếp hạng giải quyết hồ sơ của các sở trong tháng ${month} vừa được công bố. ${first} đứng đầu bảng.`,
      );
    expect(sizes([ranking(7, 'Sở Xây dựng'), ranking(8, 'Sở Y tế'), ...reports(3, 2)])).toEqual([2, 1, 1]);
  });

  it('a report two days later of what came of it', () => {
    const [first] = reports(0, 1);
    const later = article(
      'later',
      'Nam Định: sau hai ngày, ki-ốt tự phục vụ nhận 1.260 hồ sơ',
      'Đến sáng 7/9, các ki-ốt tự phục vụ của Nam Định đã nhận 1.260 hồ sơ, trong đó 1.104 hồ sơ được trả ngay.',
      { publishedAt: '2024-09-07T07:00:00+07:00' },
    );
    expect(first === undefined ? [] : sizes([first, later, ...reports(1, 2)])).toEqual([2, 1, 1]);
  });
});
