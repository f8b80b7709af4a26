import type { StoryInput } from '../../../lambdas/core/stories/group-stories.ts';

/** An article of 4 September 2024, invented. */
export const article = (id: string, title: string, text: string, more: Partial<StoryInput> = {}): StoryInput => ({
  id,
  title,
  lead: null,
  text,
  sourceId: `bao-${id}`,
  publishedAt: '2024-09-04T09:00:00+07:00',
  rank: 50,
  ...more,
});

const SUBJECTS = [
  ['Nam Định', 'ki-ốt tự phục vụ', 'Đỗ Quang Vinh', '38', '4,6'],
  ['Sơn La', 'tổ công nghệ số cộng đồng', 'Lò Thị Thoa', '212', '1,9'],
  ['Kiên Giang', 'bến cảng không giấy tờ', 'Danh Út', '77', '12,4'],
  ['Phú Thọ', 'sổ hộ tịch điện tử', 'Trần Bá Khải', '145', '8,3'],
] as const;

/** `count` reports of one of four invented events, each in its own words around the same names and figures. */
export function reports(event: number, count: number): StoryInput[] {
  const [place, thing, person, figure, money] = SUBJECTS[event % SUBJECTS.length] ?? SUBJECTS[0];
  const words = [
    `Ngày 4/9, ${place} đưa ${thing} vào hoạt động tại ${figure} xã. Ông ${person} cho hay việc này tốn ${money} tỷ đồng và rút ngắn nửa thời gian chờ của bà con.`,
    `${place} vừa mở ${thing} ở ${figure} xã, kinh phí ${money} tỷ đồng. Theo ông ${person}, người dân sẽ bớt một nửa thời gian chờ đợi khi đến làm hồ sơ.`,
    `Từ ngày 4/9 người dân ${figure} xã của ${place} được dùng ${thing}. ${money} tỷ đồng đã được chi; ông ${person} nói thời gian chờ giảm còn một nửa.`,
  ];
  return Array.from({ length: count }, (_, index) =>
    article(`${event}-${index}`, `${place}: ${thing} đến ${figure} xã, đợt của ông ${person}`, words[index % 3] ?? '', {
      publishedAt: `2024-09-04T${String(8 + index).padStart(2, '0')}:00:00+07:00`,
      sourceId: `bao-${index}`,
    }),
  );
}
