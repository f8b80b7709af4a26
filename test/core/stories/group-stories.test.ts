import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupStories, type StoryInput } from '../../../lambdas/core/stories/group-stories.ts';

const article = (id: string, title: string, text: string, more: Partial<StoryInput> = {}): StoryInput => ({
  id,
  title,
  lead: null,
  text,
  sourceId: `bao-${id}`,
  publishedAt: '2024-09-04T09:00:00+07:00',
  rank: 50,
  ...more,
});

const KIOSK = [
  article(
    'a',
    'Nam Định đưa ki-ốt tự phục vụ về 38 xã',
    'Sáng 4/9, UBND tỉnh Nam Định khai trương 38 ki-ốt tự phục vụ tại bộ phận một cửa các xã. Theo ông Đỗ Quang Vinh, mỗi ki-ốt giúp người dân nộp hồ sơ trong chưa đầy 7 phút, giảm một nửa thời gian chờ. Kinh phí 4,6 tỷ đồng lấy từ ngân sách tỉnh.',
  ),
  article(
    'b',
    'Người dân Nam Định nộp hồ sơ qua ki-ốt tại 38 xã',
    'Từ hôm nay, 38 xã của tỉnh Nam Định có ki-ốt tự phục vụ đặt ở bộ phận một cửa. Ông Đỗ Quang Vinh cho biết tổng kinh phí là 4,6 tỷ đồng, thời gian chờ giảm một nửa.',
    { publishedAt: '2024-09-04T10:30:00+07:00', rank: 80 },
  ),
];
const SALARY = [
  article(
    'c',
    'Bộ Nội vụ lấy ý kiến dự thảo thông tư về vị trí việc làm',
    'Bộ Nội vụ vừa đăng dự thảo thông tư hướng dẫn vị trí việc làm công chức văn thư, lấy ý kiến đến hết ngày 20/10. Dự thảo gồm 4 chương, 19 điều.',
  ),
  article(
    'd',
    'Dự thảo thông tư mới về vị trí việc làm văn thư',
    'Dự thảo thông tư của Bộ Nội vụ gồm 4 chương, 19 điều hướng dẫn vị trí việc làm công chức văn thư; thời hạn góp ý đến hết ngày 20/10.',
    { publishedAt: '2024-09-04T16:00:00+07:00' },
  ),
];
const OTHERS = [
  article(
    'e',
    'Sơn La khen thưởng tổ công nghệ số cộng đồng',
    'Các tổ công nghệ số cộng đồng ở Sơn La đã giúp bà con cài ứng dụng và tra cứu hồ sơ.',
  ),
  article(
    'f',
    'Giá cà phê tăng nhẹ',
    'Giá cà phê trong nước sáng nay tăng nhẹ so với hôm qua ở hầu hết các vựa thu mua.',
  ),
];
const ALL = [...KIOSK, ...SALARY, ...OTHERS];
const membersOf = (articles: readonly StoryInput[]): string[][] =>
  groupStories(articles).map((story) => [...story.members].sort());

describe('groupStories', () => {
  it('joins what tells the same story in other words and leaves the rest alone', () => {
    expect(membersOf(ALL).sort()).toEqual([['a', 'b'], ['c', 'd'], ['e'], ['f']]);
  });

  it('names the story by its earliest member and leads with the weightier paper', () => {
    const story = groupStories(ALL).find(({ members }) => members.includes('a'));
    expect(story).toMatchObject({ id: 'a', lead: 'b', members: ['a', 'b'] });
  });

  it('keeps apart what one paper reports of two days, and joins what two papers report of one', () => {
    const opening = (day: string, where: string): string =>
      `Ngày ${day}, Đoàn kiểm tra cải cách hành chính tỉnh Nam Định do ông Đỗ Quang Vinh làm trưởng đoàn kiểm tra tại ${where}.`;
    const inspection = (id: string, text: string, paper: string): StoryInput =>
      article(id, 'Cần đẩy mạnh số hóa hồ sơ, nâng tỷ lệ trực tuyến', text, { sourceId: paper, publishedAt: null });
    const health = `${opening('28-3', 'Sở Y tế')} Đoàn ghi nhận Sở ban hành đủ kế hoạch, tỷ lệ hồ sơ trực tuyến đạt 97,4%.`;
    const again = `${opening('28-3', 'Sở Y tế')} Tỷ lệ hồ sơ trực tuyến của Sở là 97,4%, kế hoạch cả năm đã ban hành đủ.`;
    const trade = `${opening('29-3', 'Sở Công Thương')} Kho quản lý thị trường chưa số hóa xong, còn nợ 97,4% báo cáo quý của các huyện.`;
    const one = inspection('a', health, 'bao-a');
    expect(membersOf([one, inspection('b', trade, 'bao-a')])).toEqual([['a'], ['b']]);
    expect(membersOf([one, inspection('b', trade.replace('29-3', '28-3'), 'bao-a')])).toEqual([['a', 'b']]);
    expect(membersOf([one, inspection('b', again, 'bao-b')])).toEqual([['a', 'b']]);
  });

  it('names no figure as evidence that every report has', () => {
    const evidence = groupStories(ALL).flatMap((story) => story.evidence);
    expect(evidence.join()).toContain('cùng số liệu');
    const [plain, other] = KIOSK.map((each) => ({
      ...each,
      text: each.text.replaceAll('38', '100').replaceAll('4,6', '6'),
      title: each.title.replaceAll('38', '100'),
    }));
    const said = groupStories([plain!, other!]).flatMap((story) => story.evidence);
    expect(said).toHaveLength(1);
    expect(said.join()).not.toContain('cùng số liệu');
  });

  it('keeps the name when a newcomer joins', () => {
    const late = { ...KIOSK[1]!, id: 'z', sourceId: 'bao-z', publishedAt: '2024-09-04T20:00:00+07:00' };
    expect(groupStories([...ALL, late]).find(({ members }) => members.includes('z'))?.id).toBe('a');
  });

  it('says in Vietnamese why a member was joined', () => {
    const story = groupStories(ALL).find(({ members }) => members.includes('a'));
    expect(story?.evidence).toHaveLength(1);
    expect(story?.evidence[0]).toMatch(/cùng (?:số liệu|nhắc|địa phương|văn bản)/);
  });

  it('does not join reports more than 48 hours apart', () => {
    const later = { ...KIOSK[1]!, publishedAt: '2024-09-07T10:00:00+07:00' };
    expect(membersOf([KIOSK[0]!, later, ...SALARY, ...OTHERS])).toContainEqual(['a']);
  });

  it('does not take two numbers of a series for one story', () => {
    const text =
      'Bảng tổng hợp số hồ sơ tiếp nhận, trả đúng hạn và trễ hạn tại các quầy của trung tâm trong ngày làm việc.';
    const series = ['3/9', '4/9'].map((day, index) =>
      article(`s${index}`, `Kết quả tiếp nhận hồ sơ ngày ${day}`, `${text} Có ${index + 310} hồ sơ.`),
    );
    expect(groupStories([...series, ...OTHERS])).toHaveLength(4);
  });

  it('does not let a chain of half-likenesses tie different stories together', () => {
    const a =
      'Thanh tra thành phố kết luận việc tuyển dụng viên chức tại bảy trường mầm non của quận trong ba năm qua có nhiều thiếu sót về hồ sơ dự tuyển.';
    const b =
      'Sở Nội vụ hướng dẫn chấm điểm cải cách hành chính theo bộ tiêu chí mới gồm tám lĩnh vực và ba mươi tiêu chí thành phần cho các quận huyện.';
    const c =
      'Hội đồng nhân dân quyết định mức phụ cấp cho người hoạt động không chuyên trách ở thôn, tổ dân phố từ quý tới theo nghị quyết vừa thông qua.';
    const chain = [
      article('k', 'Kết luận thanh tra tuyển dụng viên chức', a),
      article('l', 'Tin vắn trong ngày', `${a} ${b}`),
      article('m', 'Bộ tiêu chí chấm điểm mới', `${b} ${c}`),
      article('n', 'Mức phụ cấp mới ở thôn', c),
    ];
    expect(groupStories(chain.slice(0, 2)), 'the first link holds by itself').toHaveLength(1);
    expect(groupStories(chain.slice(1, 3)), 'so does the second').toHaveLength(1);
    const together = groupStories(chain).find(({ members }) => members.includes('k') && members.includes('n'));
    expect(together).toBeUndefined();
  });

  it('gives the same stories in whatever order the articles come, and every article once', () => {
    const expected = groupStories(ALL);
    fc.assert(
      fc.property(fc.shuffledSubarray(ALL, { minLength: ALL.length }), (shuffled) => {
        expect(groupStories(shuffled)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
    expect(expected.flatMap(({ members }) => members).sort()).toEqual(ALL.map(({ id }) => id).sort());
  });

  it('answers nothing with nothing, and an empty text with a story of its own', () => {
    expect(groupStories([])).toEqual([]);
    expect(groupStories([article('x', 'Tin', ''), article('y', 'Ảnh', '')])).toHaveLength(2);
  });
});
