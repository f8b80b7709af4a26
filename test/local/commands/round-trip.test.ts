import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedBulletin } from '../../../lambdas/core/archive/import/bulletin.ts';
import { parseBulletin } from '../../../lambdas/core/archive/import/parse-bulletin.ts';
import { citationText } from '../../../lambdas/core/drafting/citation.ts';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';
import { wordText } from '../../../lambdas/local/commands/bulletin-file.ts';
import { renderIssue } from '../../../lambdas/rendering/render-issue.ts';
import { viewOf } from '../../../lambdas/rendering/view.ts';
import { SAMPLE_ADDRESS, sampleSnapshot } from '../../support/sample-snapshot.ts';

const SECTIONS = seedSections().map(({ title }) => title);
const snapshot = sampleSnapshot();
const view = viewOf(snapshot, SAMPLE_ADDRESS);

/** What is printed of an issue, as a reader of the imported one must find it. */
const printed = {
  issueKey: view.issueKey,
  editorName: view.editorName,
  sections: view.sections.map(({ title, items }) => ({
    title,
    items: items.map((item) => ({
      title: item.title,
      citation: item.citation,
      text: squeezed([...item.blocks.flatMap(textsOf), item.closing.map(({ text }) => text).join('')].join(' ')),
    })),
  })),
};

function textsOf(block: (typeof view.sections)[number]['items'][number]['blocks'][number]): string[] {
  if (block.kind === 'table') return block.rows.map((row) => row.join(' | '));
  const runs = block.kind === 'list' ? block.items : [block.runs];
  return runs.map((each) => each.map(({ text }) => text).join(''));
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function shown(bulletin: ImportedBulletin | null) {
  if (bulletin?.kind !== 'daily') throw new Error('no daily came back');
  const { issueKey, editorName, sections } = bulletin;
  return {
    issueKey,
    editorName,
    sections: sections.map(({ title, items }) => ({
      title,
      items: items.map(({ title: name, citation, body }) => ({
        title: name,
        citation: citation === null ? '' : citationText(citation),
        text: squeezed(blockTexts(body).join(' ')),
      })),
    })),
  };
}

describe('an issue of the house comes back as it was printed', () => {
  let files: Map<string, string | Uint8Array>;

  beforeAll(async () => {
    const rendered = await renderIssue(snapshot, SAMPLE_ADDRESS);
    files = new Map(rendered.map(({ key, body }) => [key.split('/').at(-1) ?? key, body]));
  }, 30_000);

  it('from its text, the papers’ addresses with it', () => {
    const bulletin = parseBulletin(String(files.get('email.txt')), 'email.txt', SECTIONS);
    expect(shown(bulletin)).toEqual(printed);
    const urls = (bulletin?.kind === 'daily' ? bulletin.sections : []).flatMap(({ items }) =>
      items.map(({ url }) => url),
    );
    expect(urls).toEqual(view.sections.flatMap(({ items }) => items.map(({ url }) => url)));
  });

  it('from its Word document', async () => {
    const text = await wordText(Buffer.from(files.get('issue.docx') ?? ''));
    const bulletin = parseBulletin(text, 'issue.docx', SECTIONS);
    expect(shown(bulletin)).toEqual(printed);
    expect(bulletin?.findings).toEqual([]);
  });

  // Negative control: the comparison sees a word.
  it('differs by a word that was changed on the way', () => {
    const text = String(files.get('email.txt')).replace('Không kéo dài', 'Không nên dài');
    expect(shown(parseBulletin(text, 'email.txt', SECTIONS))).not.toEqual(printed);
  });
});

describe('a Word document of another hand', () => {
  it('is read by its headings and bold lines, without any of the house’s styles', async () => {
    const line = (text: string, bold = false) => new Paragraph({ children: [new TextRun({ text, bold })] });
    const document = new Document({
      sections: [
        {
          children: [
            line('Phát hành: 07/02/2023'),
            line('CẢI CÁCH ĐỊA PHƯƠNG', true),
            new Paragraph({ text: 'Bắc Giang: Xã Đồi Thông trả kết quả trong ngày', heading: HeadingLevel.HEADING_3 }),
            line('Người dân nộp hồ sơ buổi sáng. (Nhatky.example 06/02, An Nhiên) Về đầu trang./.'),
            line('Biên tập viên Thu Hằng'),
          ],
        },
      ],
    });
    const text = await wordText(await Packer.toBuffer(document));
    const bulletin = parseBulletin(text, 'cu.docx', SECTIONS);
    expect(shown(bulletin)).toMatchObject({
      issueKey: '2023-02-07',
      editorName: 'Thu Hằng',
      sections: [{ items: [{ citation: '(Nhatky.example 06/02, An Nhiên)', text: 'Người dân nộp hồ sơ buổi sáng.' }] }],
    });
  });
});
