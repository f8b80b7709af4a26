/** A printed daily as its text comes out of a PDF file: a table of contents, a paragraph cut by a page, a misread section. */
export const DAILY = `
Năm 2023

THỨ BA

Phát hành: 07/02/2023

Bản tin

Điểm báo

CẢI CÁCH HÀNH CHÍNH

(Phát hành hàng ngày từ thứ Hai đến thứ Sáu)

Trong ngày, một số vấn đề được báo chí quan tâm phản ánh:

| | |
|--|----|
| CHỦ TRƯỞNG CẢI CÁCH | 1 |
| 1. Bộ Nội vụ lấy ý kiến về vị trí việc làm trong năm 2023..... | 1 |
| CẢI CÁCH ĐỊA PHƯƠNG..... | 2 |
| 2. eLam Sơn đã nhận 1.200 phản ánh..... | 2 |
| 3. Bắc Giang: Xã Đồi Thông trả kết quả trong ngày..... | 3 |
| PHÂN TÍCH – BÌNH LUẬN | 4 |
| 4. Bớt một tờ khai, thêm một nụ cười..... | 4 |

CHỦ TRƯỞNG CẢI CÁCH

Bộ Nội vụ lấy ý kiến về vị trí việc làm trong năm 2023

Dự thảo gồm ba chương, được gửi tới các bộ, ngành để góp ý. Thời

hạn góp ý là hai tuần kể từ ngày đăng.

Cơ quan soạn thảo cho biết sẽ tiếp thu đầy đủ... (Baomau.example 07/02, Lê Mai – Trần Bình) [Về đầu trang](#)

CẢI CÁCH ĐỊA PHƯƠNG

eLam Sơn đã nhận 1.200 phản ánh

Phần lớn phản ánh được trả lời trong ba ngày làm việc (Tinhmau.example 30/12)[Về đầu trang](#)

Bắc Giang: Xã Đồi Thông trả kết quả trong ngày

Người dân nộp hồ sơ buổi sáng, nhận kết quả buổi chiều.

- Chứng thực bản sao: 30 phút.

- Khai sinh: 45 phút.

Cách làm này được nhân rộng. (Nhatky.example 06/02, Theo TTXVN) [Về đầu trang](#)

PHÂN TÍCH – BÌNH LUẬN

Bớt một tờ khai, thêm một nụ cười

Chuyện ở quầy một cửa (nơi ai cũng từng chờ) nay đã khác. (Binhluan.example 07/02, An Nhiên) [Về đầu trang./.](#)

Biên tập viên Thu Hằng
`;

/** A printed monthly with cover, contents and marks of type. */
export const MONTHLY = `
# BẢN TIN ĐIỆN TỬ

## CẢI CÁCH HÀNH CHÍNH TỈNH MẪU

### CƠ QUAN THƯỜNG TRỰC:

SỞ NỘI VỤ TỈNH MẪU

### BAN BIÊN TẬP:

BAN BIÊN TẬP BẢN TIN

[bantin.mau.vn](http://bantin.mau.vn)

[bantin@mau.vn](mailto:bantin@mau.vn)

**SỐ 7**${'  '}
THÁNG 02 - 2023

## **NỘI DUNG BẢN TIN:**

### **TIN CẢI CÁCH HÀNH CHÍNH TRUNG ƯƠNG**

- Quy định mới về hồ sơ điện tử

### **TIN CẢI CÁCH HÀNH CHÍNH TỈNH MẪU**

- Mười xã thí điểm phòng họp không giấy

## TIN CẢI CÁCH HÀNH CHÍNH TRUNG ƯƠNG

# Quy định mới về hồ sơ điện tử

**Từ tháng sau, hồ sơ điện tử có giá trị như hồ sơ giấy.**

Quy định được áp dụng thống nhất trong cả nước.

### Ba điểm đáng chú ý

Người dân không phải nộp lại giấy tờ đã có trong cơ sở dữ liệu.

*Bài, ảnh: THANH TRÚC*

Theo: bomau.example

*Nguồn: tapchimau.example*

## TIN CẢI CÁCH HÀNH CHÍNH TỈNH MẪU

## Mười xã thí điểm phòng họp không giấy

(BM) - Tài liệu họp được gửi trước hai ngày qua mạng.

*Nguồn: [baomau.example](http://baomau.example)*
`;

/** A signed contribution that stands alone. */
export const CONTRIBUTION = `
# **SỞ NỘI VỤ TỈNH MẪU ĐỔI MỚI CÁCH LÀM**

**ĐỖ VĂN MẪU (\\*)**

## **1. Kết quả bước đầu**

Sở đã số hóa toàn bộ hồ sơ công chức.

**(\\*) Giám đốc Sở Nội vụ tỉnh Mẫu**
`;

/** Lines broken at the width of a page, each followed by an empty one, as some PDF readers give them. */
export function spread(paragraphs: readonly string[]): string {
  return paragraphs.map((paragraph) => brokenAt(paragraph, 84).join(' \n\n')).join(' \n');
}

function brokenAt(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
