import { type Block, paragraph } from '../../lambdas/core/extraction/article.ts';
import type { FrozenClipping } from '../../lambdas/core/issue/snapshot.ts';
import type { SectionId } from '../../lambdas/core/sections/section.ts';

/** A clipping before it is numbered. Papers, persons and news are invented. */
export type SampleClipping = Omit<FrozenClipping, 'id' | 'number' | 'url' | 'withdrawn'> & {
  readonly section: SectionId;
  readonly url: string;
};

const texts = (...paragraphs: string[]): Block[] => paragraphs.map(paragraph);

const plain: Pick<SampleClipping, 'place' | 'cut' | 'others' | 'printing'> = {
  place: null,
  cut: false,
  others: [],
  printing: 'full',
};

/** Ten clippings of an invented Monday, in the order of the bulletin. */
export const SAMPLE_CLIPPINGS: readonly [SampleClipping, ...SampleClipping[]] = [
  {
    ...plain,
    section: 'chu-truong',
    title: 'Cắt giảm ít nhất 30% thời gian giải quyết thủ tục về đất đai trong quý I năm sau',
    url: 'https://thoisuhanhchinh.example.vn/cat-giam-thoi-gian-thu-tuc-dat-dai-20261123.html',
    body: [
      ...texts(
        'Các bộ, ngành được yêu cầu rà soát toàn bộ thủ tục hành chính trong lĩnh vực đất đai, công bố công khai những bước có thể bỏ và trình phương án cắt giảm trước ngày 15/01/2027. Mục tiêu là rút ngắn ít nhất 30% thời gian giải quyết so với quy định hiện hành.',
        'Theo kế hoạch vừa ban hành, mỗi thủ tục phải trả lời được ba câu hỏi: có thật sự cần thiết hay không, giấy tờ nào cơ quan nhà nước đã có sẵn trong cơ sở dữ liệu, và người dân phải đi lại mấy lần. Thủ tục nào không trả lời được thì đưa vào danh mục đề nghị bãi bỏ.',
      ),
      {
        kind: 'list',
        ordered: false,
        items: [
          [{ text: 'Không yêu cầu bản sao giấy tờ đã được số hóa và còn hiệu lực;' }],
          [{ text: 'Không kéo dài thời hạn bằng cách trả hồ sơ nhiều lần;' }],
          [{ text: 'Người đứng đầu trực tiếp xin lỗi bằng văn bản khi hồ sơ quá hạn.' }],
        ],
      },
      ...texts(
        'Kết quả cắt giảm được theo dõi hằng tuần trên hệ thống đánh giá chất lượng phục vụ và là một tiêu chí xếp loại cuối năm của từng đơn vị',
      ),
    ],
    cut: true,
    citation: { site: 'Thoisuhanhchinh.vn', day: '2026-11-23', authors: ['Minh Đăng'], agency: null },
    others: [
      {
        articleId: 'khac1',
        site: 'Nhipcaucong.vn',
        title: 'Thủ tục đất đai: bỏ giấy tờ đã có trong cơ sở dữ liệu',
        url: 'https://nhipcaucong.example.vn/tin/8841',
      },
      {
        articleId: 'khac2',
        site: 'Congbaongaymoi.vn',
        title: 'Rà soát thủ tục đất đai, trả lời ba câu hỏi trước khi giữ lại',
        url: 'https://congbaongaymoi.example.vn/ra-soat-thu-tuc',
      },
    ],
  },
  {
    ...plain,
    section: 'chu-truong',
    title: 'Kết nối dữ liệu dân cư với dữ liệu hộ tịch: hết cảnh “một thông tin khai ba lần”',
    url: 'https://nhipcaucong.example.vn/tin/8850',
    body: texts(
      'Từ đầu tháng 12, công dân làm thủ tục khai sinh, kết hôn, khai tử trực tuyến không còn phải nhập lại những thông tin đã có trên hệ thống định danh điện tử. Biểu mẫu được điền sẵn, người dân chỉ kiểm tra và xác nhận.',
      'Qua sáu tuần thử nghiệm ở 5.700 hồ sơ, thời gian khai trung bình giảm từ 24 phút xuống còn 9 phút; tỷ lệ hồ sơ phải bổ sung giảm từ 18,4% xuống 6,2%.',
    ),
    citation: { site: 'Nhipcaucong.vn', day: '2026-11-22', authors: ['Lan Chi', 'Quốc Bảo'], agency: null },
  },
  {
    ...plain,
    section: 'dia-phuong',
    place: 'ha-noi',
    title: 'Hà Nội: Điểm phục vụ hành chính công lưu động đến tận chân cầu thang chung cư',
    url: 'https://thudomoi.example.vn/diem-phuc-vu-luu-dong.htm',
    body: texts(
      'Hai chiếc xe được cải tạo thành “quầy một cửa” đã dừng ở 46 khu chung cư trong tháng thử nghiệm đầu tiên, tiếp nhận hơn 3.200 hồ sơ, phần lớn của người cao tuổi và công nhân làm ca.',
      'Mỗi xe có hai công chức, một máy quét, một máy in và đường truyền riêng. Hồ sơ đơn giản được trả ngay trong buổi, hồ sơ cần xác minh được trả qua bưu chính. Người dân xem lịch xe trên trang thông tin của phường hoặc qua bảng tin tòa nhà.',
    ),
    citation: { site: 'Thudomoi.vn', day: '2026-11-21', authors: ['Hải Yến'], agency: null },
  },
  {
    ...plain,
    section: 'dia-phuong',
    place: 'bac-ninh',
    title: 'Bắc Ninh: Công khai tiến độ từng hồ sơ bằng mã vạch trên giấy hẹn',
    url: 'https://baokinhbac.example.vn/cong-khai-tien-do',
    body: [],
    printing: 'title',
    citation: { site: 'Baokinhbac.vn', day: '2026-11-23', authors: [], agency: null },
  },
  {
    ...plain,
    section: 'dia-phuong',
    place: 'quang-tri',
    title: 'Quảng Trị: Hơn 12.000 lượt góp ý qua phiếu khảo sát mức độ hài lòng trực tuyến',
    url: 'https://tinmientrung.example.vn/gop-y-truc-tuyen',
    body: [
      ...texts(
        'Kết quả khảo sát mười tháng cho thấy 91,3% người dân hài lòng hoặc rất hài lòng với thái độ phục vụ; điểm thấp nhất thuộc về khâu hướng dẫn nộp phí trực tuyến.',
      ),
      { kind: 'heading', runs: [{ text: 'Ba việc người dân mong sửa sớm nhất' }] },
      {
        kind: 'table',
        rows: [
          ['Việc', 'Lượt góp ý', 'Thời hạn sửa'],
          ['Nộp phí trực tuyến hay báo lỗi', '2.145', '15/12/2026'],
          ['Giấy hẹn không ghi rõ người xử lý', '1.308', '01/12/2026'],
          ['Phải gọi nhiều lần mới gặp bộ phận hỗ trợ', '977', '31/12/2026'],
        ],
      },
    ],
    citation: { site: 'Tinmientrung.vn', day: '2026-11-23', authors: ['Trường An'], agency: null },
  },
  {
    ...plain,
    section: 'dia-phuong',
    place: 'can-tho',
    title: 'Cần Thơ: Tổ công nghệ số cộng đồng “đi từng ghe, gõ từng bến”',
    url: 'https://songnuocmekong.example.vn/to-cong-nghe-so',
    body: [
      {
        kind: 'paragraph',
        runs: [
          { text: 'Với phương châm ' },
          { text: 'không để ai ở lại phía sau', italic: true },
          { text: ', 214 tổ công nghệ số cộng đồng của thành phố đã giúp ' },
          { text: 'hơn 38.000 hộ dân vùng sông nước', bold: true },
          { text: ' cài đặt ứng dụng định danh và nộp hồ sơ đầu tiên trên mạng.' },
        ],
      },
      ...texts(
        'Thành viên các tổ là đoàn viên, giáo viên về hưu, chủ ghe hàng. Họ đến vào buổi tối, khi bà con đã về bến, mang theo điện thoại dự phòng và bộ phát sóng. Việc khó nhất, theo các tổ, là thuyết phục người lớn tuổi rằng bấm nhầm thì sửa được.',
      ),
    ],
    cut: true,
    citation: { site: 'Songnuocmekong.vn', day: '2026-11-22', authors: ['Thanh Trúc'], agency: null },
    others: [
      {
        articleId: 'khac3',
        site: 'Tinphuongnam.vn',
        title: 'Người dân vùng sông nước Cần Thơ nộp hồ sơ trên ghe',
        url: 'https://tinphuongnam.example.vn/nop-ho-so-tren-ghe',
      },
    ],
  },
  {
    ...plain,
    section: 'quan-ly',
    title: 'Đánh giá công chức theo sản phẩm: chấm việc đã xong, không chấm giờ ngồi',
    url: 'https://thoisuhanhchinh.example.vn/danh-gia-cong-chuc-theo-san-pham.html',
    body: texts(
      'Dự thảo quy định mới về đánh giá công chức đề xuất lấy sản phẩm công việc làm thước đo chính, chiếm 70% số điểm; kết quả được cập nhật hằng tháng thay vì dồn vào cuối năm.',
      'Đơn vị có trên 5% hồ sơ quá hạn mà không có lý do khách quan thì người đứng đầu không được xếp loại hoàn thành xuất sắc nhiệm vụ.',
    ),
    citation: { site: 'Thoisuhanhchinh.vn', day: '2026-11-23', authors: [], agency: 'TTXVN' },
  },
  {
    ...plain,
    section: 'quan-ly',
    title: 'Sắp xếp lại trụ sở dôi dư: ưu tiên trường học, trạm y tế và điểm phục vụ hành chính công',
    url: 'https://congbaongaymoi.example.vn/sap-xep-tru-so',
    body: texts(
      'Trong số 1.046 trụ sở dôi dư sau sắp xếp, 512 nơi đã có phương án sử dụng, chủ yếu chuyển thành phòng học, trạm y tế và điểm tiếp nhận hồ sơ cho các khu dân cư ở xa trung tâm xã.',
      'Những trụ sở chưa có phương án phải được niêm yết công khai diện tích, hiện trạng để người dân và doanh nghiệp góp ý trước khi quyết định.',
    ),
    citation: { site: 'Congbaongaymoi.vn', day: '2026-11-20', authors: ['Phương Thảo'], agency: null },
  },
  {
    ...plain,
    section: 'phan-tich',
    title: 'Chuyển đổi số không phải là chụp ảnh tờ giấy',
    url: 'https://nhipcaucong.example.vn/binh-luan/8862',
    body: texts(
      'Nhiều nơi báo cáo tỷ lệ hồ sơ trực tuyến rất cao, nhưng người dân vẫn phải mang bản giấy đến quầy để cán bộ “nộp hộ”. Con số đẹp ấy không làm ai bớt một lần đi lại.',
      'Số hóa chỉ có nghĩa khi quy trình được thiết kế lại từ đầu: bỏ bước thừa trước, đưa lên mạng sau. Làm ngược lại thì chỉ là đem sự phiền hà từ quầy giao dịch sang màn hình.',
      'Thước đo công bằng nhất có lẽ là câu hỏi đơn giản: sau một năm, người dân phải đến cơ quan nhà nước ít hơn mấy lần?',
    ),
    citation: { site: 'Nhipcaucong.vn', day: '2026-11-23', authors: ['Nguyên Khang'], agency: null },
  },
  {
    ...plain,
    section: 'phan-tich',
    title: 'Lời xin lỗi đúng hạn',
    url: 'https://tinphuongnam.example.vn/goc-nhin/loi-xin-loi-dung-han',
    body: texts(
      'Một lá thư xin lỗi gửi đến trước ngày hẹn, kèm lý do và ngày trả mới, có giá trị hơn mười khẩu hiệu treo ở phòng tiếp dân. Người ta bực vì phải chờ, nhưng bực hơn vì không biết phải chờ đến bao giờ.',
      'Khi lời xin lỗi trở thành một bước bắt buộc của quy trình, cán bộ sẽ tự tìm cách để không phải viết nó.',
    ),
    citation: { site: 'Tinphuongnam.vn', day: null, authors: [], agency: null },
  },
];
