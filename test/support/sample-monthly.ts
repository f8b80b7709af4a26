import type { Run } from '../../lambdas/core/extraction/article.ts';
import { freeze } from '../../lambdas/core/issue/freeze.ts';
import type { MonthlySnapshot } from '../../lambdas/core/issue/snapshot.ts';
import type { MonthlyArticle, MonthlyBlock, MonthlyContent } from '../../lambdas/core/monthly/monthly-content.ts';
import { type SamplePicture, samplePicture } from './sample-picture.ts';
import { SAMPLE_APPROVAL } from './sample-snapshot.ts';

/** Scenes of the sample: wide, tall, small, square. */
const SCENES = [
  [1600, 1067, 205],
  [1000, 1500, 30],
  [420, 280, 120],
  [1200, 1200, 260],
  [1600, 900, 10],
] as const;

/** A monthly of invented articles, and the print sizes of its pictures by id. */
export interface SampleMonthly {
  readonly snapshot: MonthlySnapshot;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

const bold = (text: string): Run => ({ text, bold: true });
const text = (...runs: (string | Run)[]): MonthlyBlock => ({
  kind: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});
const heading = (title: string): MonthlyBlock => ({ kind: 'heading', runs: [{ text: title }] });

/** Invented sentences, turned round for every article so that no two read alike. */
const SENTENCES = [
  'Bộ phận một cửa của phường nhận hồ sơ từ bảy giờ sáng và trả kết quả trong ngày đối với mười hai loại việc đơn giản.',
  'Người cao tuổi được cán bộ đến tận nhà hướng dẫn, không phải chờ con cháu nghỉ làm để đưa đi.',
  'Theo số liệu của văn phòng, tỷ lệ hồ sơ đúng hạn đạt 98,4%, số hồ sơ phải bổ sung giảm còn 215 trong tổng số 5.700 hồ sơ.',
  'Tổ công nghệ số cộng đồng họp mỗi tuần một buổi, ghi lại câu hỏi thường gặp và gửi lên cổng thông tin để trả lời chung.',
  'Lãnh đạo các đơn vị trực tiếp đối thoại với doanh nghiệp, việc nào giải quyết được thì ghi ngay thời hạn và người chịu trách nhiệm.',
  'Giấy tờ đã có trong cơ sở dữ liệu dùng chung thì không yêu cầu nộp lại; cán bộ tra cứu thay cho người dân.',
  'Kết quả khảo sát cho thấy điều người dân mong nhất là được báo trước khi hồ sơ chậm, kèm lý do rõ ràng và lời xin lỗi.',
] as const;

/** `count` paragraphs of some `length` sentences. */
function prose(count: number, length: number, from: number): MonthlyBlock[] {
  return Array.from({ length: count }, (_, at) =>
    text(
      Array.from({ length }, (_each, index) => SENTENCES[(from + at * 3 + index * 2) % SENTENCES.length] ?? '').join(
        ' ',
      ),
    ),
  );
}

const article = (index: number, given: Partial<MonthlyArticle> & Pick<MonthlyArticle, 'title'>): MonthlyArticle => ({
  id: `bai${index}`,
  sapo: `${SENTENCES[index % SENTENCES.length] ?? ''} ${SENTENCES[(index + 4) % SENTENCES.length] ?? ''}`,
  body: prose(4, 3, index),
  byline: 'Tin, ảnh: MINH ĐĂNG',
  via: null,
  site: 'baosongnuoc.example.vn',
  url: `https://baosongnuoc.example.vn/bai-${index}.html`,
  publishedOn: '2026-11-12',
  affiliation: null,
  printing: 'full',
  ...given,
});

function scene(pictures: readonly SamplePicture[], index: number, words: { caption?: string; credit?: string } = {}) {
  const picture = pictures[index];
  if (picture === undefined) throw new Error(`the sample has no picture ${index}`);
  const { caption = null, credit = null } = words;
  return { kind: 'picture' as const, picture: picture.kept, caption, credit };
}

function central(pictures: readonly SamplePicture[]): MonthlyArticle[] {
  return [
    article(1, {
      title: 'Dịch vụ công trực tuyến: từ đưa lên mạng đến làm được việc trên mạng',
      body: [
        scene(pictures, 0, {
          caption: 'Người dân làm thủ tục tại Trung tâm Phục vụ hành chính công trong ngày đầu mở cửa buổi tối.',
          credit: 'Minh Đăng',
        }),
        heading('Không nộp lại thứ đã có'),
        ...prose(3, 4, 1),
        heading('Chậm thì phải xin lỗi'),
        text(
          'Ba việc được yêu cầu làm ngay: ',
          bold('công khai thời hạn'),
          ', báo trước khi chậm và ',
          bold('xin lỗi'),
          '.',
        ),
        {
          kind: 'table',
          rows: [
            ['Lĩnh vực', 'Hồ sơ', 'Đúng hạn'],
            ['Đất đai', '1.940', '97,1%'],
            ['Hộ tịch', '2.315', '99,6%'],
          ],
        },
        ...prose(3, 4, 2),
      ],
      byline: 'Bài, ảnh: MINH ĐĂNG',
    }),
    article(2, {
      title:
        'Hoàn thiện cơ chế thu hút người tài vào khu vực công, gắn với vị trí việc làm và kết quả đầu ra của từng cơ quan',
      body: [
        {
          kind: 'list',
          ordered: false,
          items: [[{ text: 'Thi tuyển công khai;' }], [bold('Trả lương'), { text: ' theo kết quả công việc.' }]],
        },
        ...prose(5, 4, 3),
        scene(pictures, 1, { caption: 'Thí sinh xem vị trí việc làm trước giờ thi.' }),
        ...prose(2, 3, 4),
      ],
      byline: 'Thu An – Quốc Bảo',
      via: 'noivu.example.vn',
      site: 'tochucnhanuoc.example.vn',
    }),
    article(3, {
      title: 'Mười nghìn văn bản điện tử gửi, nhận mỗi ngày trên trục liên thông',
      sapo: null,
      byline: null,
      printing: 'excerpt',
      body: prose(1, 3, 5),
    }),
  ];
}

function local(pictures: readonly SamplePicture[]): MonthlyArticle[] {
  return [
    article(4, {
      title: 'Công khai danh mục thủ tục liên thông về thành lập doanh nghiệp',
      body: [...prose(2, 4, 6), scene(pictures, 2, { credit: 'Hoài Phương' }), ...prose(3, 4, 1)],
    }),
    article(5, {
      title: 'Chuyển đổi số ở cơ quan nội vụ: nhìn lại một năm',
      body: [heading('1. Khái quát chung'), ...prose(3, 4, 2), heading('2. Việc đã làm'), ...prose(3, 4, 0)],
      byline: 'LÊ HOÀI AN',
      affiliation: 'Phó Giám đốc Sở Nội vụ thành phố Cần Thơ',
      sapo: null,
      site: null,
      url: null,
    }),
    article(6, {
      title: 'Gặp gỡ và đối thoại: cấp đổi giấy phép, đăng kiểm và xử lý vi phạm',
      body: [
        ...prose(2, 3, 3),
        scene(pictures, 3, { caption: 'Hàng trăm người dự buổi đối thoại.' }),
        ...prose(3, 4, 5),
      ],
    }),
    article(7, { title: 'Bồi dưỡng tổ công nghệ số cộng đồng tại mười phường', body: prose(4, 3, 1) }),
    article(8, {
      title: 'Thu ngân sách qua mạng đạt 60,45% dự toán',
      body: [
        ...prose(1, 3, 4),
        scene(pictures, 4, { caption: 'Người nộp thuế tra cứu tại quầy.', credit: 'Kim Ngân' }),
        ...prose(2, 3, 6),
      ],
    }),
    article(9, { title: 'Một cửa lưu động đến với cồn bãi', printing: 'title', body: prose(3, 3, 2) }),
    article(10, { title: 'Hơn 4.500 lượt học sinh học kỹ năng số trong hè', byline: 'Q. THÁI', body: prose(3, 3, 0) }),
  ];
}

/** The content of the sample: ten articles in two sections, every kind of block, a contribution, a title alone. */
export function sampleMonthlyContent(pictures: readonly SamplePicture[]): MonthlyContent {
  return {
    edition: 'monthly',
    issueKey: '2026-11',
    masthead: {
      version: 1,
      bulletin: 'BẢN TIN ĐIỆN TỬ',
      subject: 'CẢI CÁCH HÀNH CHÍNH THÀNH PHỐ CẦN THƠ',
      agency: 'SỞ NỘI VỤ - CƠ QUAN THƯỜNG TRỰC VỀ CẢI CÁCH HÀNH CHÍNH THÀNH PHỐ CẦN THƠ',
      board: 'BAN BIÊN TẬP BẢN TIN ĐIỆN TỬ CẢI CÁCH HÀNH CHÍNH',
      website: 'cchc.example.vn',
      email: 'caicachhanhchinh@example.vn',
    },
    sections: [
      { id: 'trung-uong', title: 'TIN CẢI CÁCH HÀNH CHÍNH TRUNG ƯƠNG', articles: central(pictures) },
      { id: 'dia-phuong', title: 'TIN CẢI CÁCH HÀNH CHÍNH THÀNH PHỐ CẦN THƠ', articles: local(pictures) },
    ],
    editorName: 'Thu Hằng',
  };
}

/** The sample, frozen, as number 36; `change` alters its content before that. */
export async function sampleMonthly(
  change: (content: MonthlyContent) => MonthlyContent = (same) => same,
): Promise<SampleMonthly> {
  const pictures = await Promise.all(SCENES.map(([width, height, hue]) => samplePicture(width, height, hue)));
  const snapshot = { ...freeze(change(sampleMonthlyContent(pictures)), SAMPLE_APPROVAL, 1), number: 36 };
  return { snapshot, pictures: new Map(pictures.map(({ kept, print }) => [kept.id, print])) };
}
