import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { monthlyViewOf } from '../../../lambdas/rendering/monthly/monthly-view.ts';
import { renderMonthly } from '../../../lambdas/rendering/monthly/render-monthly.ts';
import type { RenderedFile } from '../../../lambdas/rendering/rendered-file.ts';
import { monthlyZaloArticle } from '../../../lambdas/rendering/zalo/zalo-article.ts';
import { docxPart } from '../../support/read-docx.ts';
import {
  type ReadMonthly,
  readMonthlyDocx,
  readMonthlyJson,
  readMonthlyMail,
  readMonthlyPage,
  readMonthlyPdf,
  readMonthlyText,
  readZalo,
} from '../../support/read-monthly.ts';
import { openPdf } from '../../support/read-pdf.ts';
import { type SampleMonthly, sampleMonthly } from '../../support/sample-monthly.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';

const FOLDER = 'monthly/2026/11/1/';

let sample: SampleMonthly;
let files: RenderedFile[];

beforeAll(async () => {
  sample = await sampleMonthly();
  files = await render();
});

const render = () => renderMonthly(sample.snapshot, { ...SAMPLE_ADDRESS, pictures: sample.pictures });

function bytesOf(name: string): Uint8Array {
  const file = files.find(({ key }) => key === `${FOLDER}${name}`);
  if (file === undefined) throw new Error(`no ${name}`);
  return typeof file.body === 'string' ? Buffer.from(file.body) : file.body;
}

const textOf = (name: string): string => Buffer.from(bytesOf(name)).toString('utf8');

const titlesOf = (): string[] =>
  sample.snapshot.content.sections.flatMap(({ articles }) => articles.map(({ title }) => title));

describe('every output of a monthly', () => {
  it('lists the same titles in the same order, in the contents and above the articles', async () => {
    const pdf = readMonthlyPdf(await openPdf(bytesOf('issue.pdf')));
    const outputs: Record<string, ReadMonthly> = {
      page: readMonthlyPage(textOf('index.html')),
      mail: readMonthlyMail(textOf('email.html')),
      text: readMonthlyText(textOf('email.txt')),
      json: readMonthlyJson(textOf('issue.json')),
      pdf: { contents: pdf.contents, titles: pdf.titles },
      docx: readMonthlyDocx(bytesOf('issue.docx')),
    };
    const titles = titlesOf();
    for (const [name, output] of Object.entries(outputs)) expect(output, name).toEqual({ contents: titles, titles });
    expect(readZalo(textOf('zalo.txt'))).toEqual(titles);
    const view = monthlyViewOf(sample.snapshot, SAMPLE_ADDRESS);
    const article = monthlyZaloArticle(view, '');
    expect(readZalo(article.paragraphs.join('\n'))).toEqual(titles);
    expect(article.title).toBe(`${view.name} – ${view.issueName}`);
  });

  it('is told apart by the readers of this test when one of them has another order', () => {
    const [first = '', second = ''] = titlesOf();
    const planted = textOf('index.html').replaceAll(first, 'TẠM').replaceAll(second, first).replaceAll('TẠM', second);
    expect(readMonthlyPage(planted)).not.toEqual(readMonthlyPage(textOf('index.html')));
  });

  it('changes no byte when it is rendered again', async () => {
    const digests = (rendered: readonly RenderedFile[]) =>
      rendered.map(({ key, body }) => [key, createHash('sha256').update(body).digest('hex')]);
    expect(digests(await render())).toEqual(digests(files));
  });

  it('is not rendered without a picture that was approved with it', async () => {
    await expect(renderMonthly(sample.snapshot, { ...SAMPLE_ADDRESS, pictures: new Map() })).rejects.toThrow(
      'is not in hand',
    );
  });

  it('has a cover: name, agency, board, web site, e-mail, number, month, in the order of the printed bulletin', async () => {
    const cover =
      /BẢN TIN ĐIỆN TỬ\s+CẢI CÁCH HÀNH CHÍNH\s+THÀNH PHỐ CẦN THƠ.*CƠ QUAN THƯỜNG TRỰC:.*BAN BIÊN TẬP:.*cchc\.example\.vn.*caicachhanhchinh@example\.vn.*SỐ 36.*THÁNG 11 - 2026.*NỘI DUNG BẢN TIN:/su;
    const { pages } = await openPdf(bytesOf('issue.pdf'));
    const texts = {
      pdf: pages.join('\n'),
      page: textOf('index.html')
        .replace(/^.*<body>/su, '')
        .replace(/<[^>]+>/gu, ' '),
      text: textOf('email.txt'),
    };
    for (const [name, text] of Object.entries(texts)) expect(text, name).toMatch(cover);
  });
});

describe('a corrected monthly', () => {
  it('says so above the contents of every output', async () => {
    const at = '2026-12-02T09:00:00+07:00';
    const correction = {
      revision: 2,
      at,
      by: 'Thu Hằng',
      why: 'sai số liệu',
      items: [{ number: 2, what: ['text' as const] }],
    };
    const content = { ...sample.snapshot.content, corrections: [correction] };
    const corrected = await renderMonthly(
      { ...sample.snapshot, revision: 2, content },
      { ...SAMPLE_ADDRESS, pictures: sample.pictures },
    );
    const body = (name: string) => corrected.find(({ key }) => key.endsWith(name))?.body ?? '';
    const pdf = body('issue.pdf');
    const docx = body('issue.docx');
    if (typeof pdf === 'string' || typeof docx === 'string') throw new Error('a PDF and a document are bytes');
    const outputs = {
      page: String(body('index.html')),
      mail: String(body('email.html')),
      text: String(body('email.txt')).replace(/\s+/gu, ' '),
      json: String(body('issue.json')),
      pdf: (await openPdf(pdf)).pages.join(' ').replace(/\s+/gu, ' '),
      docx: docxPart(docx, 'word/document.xml'),
    };
    for (const [name, text] of Object.entries(outputs)) {
      expect(text, name).toContain('sai số liệu');
      expect(text.indexOf('sai số liệu'), name).toBeLessThan(text.lastIndexOf('Dịch vụ công trực tuyến'));
    }
  });
});

describe('the web page of a monthly', () => {
  it('has at most 60 KB compressed, no script, and pictures of the archive alone, each with its size and words', () => {
    const html = textOf('index.html');
    expect(gzipSync(html).length).toBeLessThan(60_000);
    expect(html).not.toContain('<script');
    const pictures = html.match(/<img [^>]+>/gu) ?? [];
    expect(pictures).toHaveLength(5);
    for (const picture of pictures) {
      expect(picture).toMatch(/src="(?:\.\.\/){4}pictures\/[0-9a-f]{64}\/web\.jpg"/u);
      expect(picture).toMatch(/ width="\d+" height="\d+" alt="Ảnh trong bài: [^"]+" loading="lazy"/u);
    }
    expect(html).toMatch(
      /<meta property="og:image" content="https:\/\/diembao\.example\.vn\/pictures\/[0-9a-f]{64}\/web\.jpg">/u,
    );
  });

  it('prints caption and credit, table, byline, from where, and the footnote of a contribution', () => {
    const html = textOf('index.html');
    for (const part of [
      'trong ngày đầu mở cửa buổi tối. Ảnh: Minh Đăng</figcaption>',
      '<strong>công khai thời hạn</strong>',
      '<td>97,1%</td>',
      '<h4>Không nộp lại thứ đã có </h4>',
      '<b>Bài, ảnh: MINH ĐĂNG</b>',
      '>Theo: noivu.example.vn</a><a class="citation" href="https://baosongnuoc.example.vn/bai-2.html" rel="noopener">Nguồn: ',
      'LÊ HOÀI AN <a href="#bai-5-chuc-vu" aria-label="Chức vụ tác giả">(*)</a>',
      '(*) Phó Giám đốc Sở Nội vụ thành phố Cần Thơ</p>',
    ]) {
      expect(html).toContain(part);
    }
  });
});
