/** Invented pages in the skeletons of real content systems; every sentence is made up. */

export const TITLE = 'Xã Mây Trắng trả kết quả hồ sơ đất đai ngay trong ngày';
export const LEAD =
  'Sau ba tháng thí điểm, bộ phận một cửa xã Mây Trắng đã rút thời gian trả kết quả xác nhận đất đai từ năm ngày xuống còn một buổi.';
export const PARAGRAPHS = [
  'Sáng 4/9, tại Trung tâm Phục vụ hành chính công xã Mây Trắng, ông Lò Văn Sính nhận kết quả chỉ hơn hai giờ sau khi nộp hồ sơ, điều mà trước đây ông phải chờ gần một tuần.',
  'Theo bà Vi Thị Nếp, Chủ tịch UBND xã, địa phương đã phân công một công chức trực riêng cho nhóm thủ tục đất đai, đồng thời kết nối thẳng với chi nhánh văn phòng đăng ký để xử lý trên môi trường điện tử.',
  'Trong tám tháng đầu năm, xã tiếp nhận 6.322 hồ sơ, trong đó 98,4% được giải quyết trước hạn; số hồ sơ phải bổ sung giảm còn 41 trường hợp so với 315 trường hợp của cùng kỳ năm trước.',
  'Người dân cho biết điều họ hài lòng nhất không phải là tốc độ mà là được hướng dẫn đầy đủ ngay từ lần đầu, không phải đi lại nhiều lần giữa các cơ quan.',
];
export const URL_OF = 'https://bao.example.vn/xa-may-trang-tra-ket-qua-102240905080000123.htm';

const p = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('\n');
const RELATED = Array.from(
  { length: 12 },
  (_, i) =>
    `<li class="item"><h3 class="t"><a href="/tin-${i}.htm">Tin khác số ${i}: huyện Bến Ngọc mở thêm điểm tiếp nhận hồ sơ</a></h3><p>Tóm tắt của tin khác số ${i} với vài lời giới thiệu cho người đọc tò mò.</p></li>`,
).join('');
const FOOTER =
  '<footer class="footer"><p>Cơ quan chủ quản: Hội Báo Ví Dụ. Giấy phép số 00/GP. Tổng Biên tập: Người Nào Đó. Điện thoại 000 000.</p></footer>';

/** VCCorp's system: sapo and content apart, a related box and a nested caption inside the content. */
export function vccorp(change: { head?: string; time?: string; author?: string } = {}): string {
  return `<!DOCTYPE html><html lang="vi"><head><title>${TITLE} | Báo Ví Dụ</title>
<meta property="og:title" content="${TITLE}"><meta property="og:site_name" content="Báo Ví Dụ"><meta property="og:description" content="${LEAD}">
${change.head ?? '<meta property="article:published_time" content="2024-09-05T08:00:00&#x2B;07:00">'}
<script type="application/ld+json">{"@type":"NewsArticle","headline":"X&#227; M&#226;y Trắng","author":{"@type":"Person","name":""}}</script>
<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"item":{"name":"Trang chủ"}},{"item":{"name":"Cải c&#225;ch h&#224;nh ch&#237;nh"}}]}</script></head>
<body><nav class="menu"><ul>${'<li><a href="/x">Chuyên mục</a></li>'.repeat(20)}</ul></nav>
<div class="layout__detail"><h1 class="detail-title">${TITLE}</h1>
<div class="detail-time">${change.time ?? '05/09/2024 08:00 GMT+7'}</div><div class="share-bar"><a href="#">Chia sẻ</a></div>
<h2 class="detail-sapo">(VDO)- ${LEAD}</h2>
<div class="detail-content afcbc-body"><p>${PARAGRAPHS[0]}</p>
<figure class="VCSortableInPreviewMode" type="Photo"><div><img src="data:image/gif;base64,R0" data-original="/anh/mot-cua.jpg" width="640" height="400"></div>
<figcaption class="PhotoCMS_Caption"><p>Công chức hướng dẫn người dân làm thủ tục. Ảnh: Minh An</p></figcaption></figure>
<div class="VCSortableInPreviewMode" type="RelatedNewsBox"><ul><li><h4><a href="/a">Tin liên quan thứ nhất của báo trong ngày hôm nay</a></h4></li></ul></div>
<h3><b>Hẹn giờ trả kết quả</b></h3>
<p>${PARAGRAPHS[1]?.replace('kết nối thẳng', '<a href="/b">kết nối</a> <b>thẳng</b>')}</p>
<ul><li>Nộp hồ sơ tại nhà</li><li>Nhận kết quả <i>tại nhà</i></li></ul>
<table><tr><td>Tháng</td><td>Hồ sơ</td></tr><tr><td>7</td><td>811</td></tr></table>
${p(PARAGRAPHS.slice(2))}<p><a href="/xem-them">Xem thêm: Huyện Bến Ngọc cắt giảm thành phần hồ sơ</a></p></div>
<div class="detail-author">${change.author ?? 'Hà Thu'}</div><div class="box-tags"><a href="/t">một cửa</a></div>
<div class="box-comment"><p>Bạn đọc Nguyễn Văn Nào: bài viết rất hay, mong các xã khác cũng làm được như vậy trong năm nay.</p></div></div>
<div class="relate-list"><ul>${RELATED}</ul></div>${FOOTER}</body></html>`;
}

/** The ePi system: lead, body and author inside one column; the author in the body. */
export function epi(): string {
  return `<html lang="vi"><head><meta property="og:title" content="${TITLE}"><meta name="author" content="Báo Ví Dụ"><meta property="og:site_name" content="Báo Ví Dụ">
<meta property="article:published_time" content="2024-09-05T08:00:00+07:00"><meta property="article:section" content="Xã hội,Hành chính"></head>
<body><div class="l-content"><h1 class="article__title cms-title">${TITLE}</h1><time class="time" datetime="2024-09-05T08:00:00+0700">Thứ Năm, ngày 05/09/2024 - 08:00</time>
<div class="article__sapo cms-desc">TPO - ${LEAD}</div>
<div class="article__body cms-body">${PARAGRAPHS.map((text, i) => `<p>${i === 2 ? text.replace('xã tiếp nhận', '<a class="cms-relate" href="/c">xã tiếp nhận</a>') : text}</p><div class="sda_middle"><div>Quảng cáo</div></div>`).join('')}
<div class="article-relate"><article class="story"><h2 class="story__heading"><a href="/d">Một bài khác không liên quan gì tới bài này</a></h2></article></div>
<div class="article__author"><p class="name">Đăng Minh – Thanh Tuấn</p></div></div></div>${FOOTER}</body></html>`;
}

/** A photo story: the text is in the captions, the pictures come late. */
export function photoStory(): string {
  const figure = (text: string): string =>
    `<div class="layout-image"><figure><img src="data:image/gif;base64,R0" class="lazyload"></figure><figcaption>${text}</figcaption></div>`;
  return `<html lang="vi"><head><meta property="article:published_time" content="2024-09-05T08:00:00+07:00"><meta property="og:title" content="${TITLE}"></head>
<body><h1>${TITLE}</h1><div class="article__body">${PARAGRAPHS.map(figure).join('')}</div></body></html>`;
}

/** An old ministry portal: a form around the page, layout by tables, no metadata, the lead a bold first paragraph. */
export function portal(): string {
  return `<html><head><title>Cổng thông tin - ${TITLE}</title></head><body><form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x">
<table><tr><td class="left-menu"><ul>${'<li><a href="/m">Lĩnh vực hoạt động của Bộ</a></li>'.repeat(15)}</ul></td><td>
<h1>${TITLE}</h1><span class="post-date">Ngày đăng: 05/09/2024 08:00</span>
<div class="noidung"><p><strong>${LEAD}</strong></p>${p(PARAGRAPHS)}
<table class="image center"><tbody><tr><td><img src="https://cong.example.vn/anh.jpg"></td></tr><tr><td>Quang cảnh buổi kiểm tra</td></tr></tbody></table>
<p style="text-align:right"><strong>Đức Thành - Vụ Tổng hợp, Bộ Ví dụ</strong></p></div></td></tr></table></form></body></html>`;
}

/** A section page: many titles with teasers, `og:type` article by mistake. */
export function section(): string {
  return `<html lang="vi"><head><title>Tin xã hội | Báo Ví Dụ</title><meta property="og:type" content="article"></head><body><h1>Xã hội</h1><div class="list"><ul>${RELATED}${RELATED}</ul></div>${FOOTER}</body></html>`;
}
