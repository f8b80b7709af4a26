import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { paragraph } from '../../lambdas/core/extraction/article.ts';
import type { DailyContent } from '../../lambdas/core/issue/snapshot.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../lambdas/core/mailing/mailing.ts';
import { seedRules } from '../../lambdas/core/proofreading/rules.ts';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { bytesOf, MAIL_LIMIT } from '../../lambdas/rendering/fit-mail.ts';
import { renderIssue } from '../../lambdas/rendering/render-issue.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { readMail, visibleText } from '../support/read-outputs.ts';
import { giantContent, SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

// Only mails are looked at here: outputs that nobody reads are not set.
vi.mock('../../lambdas/rendering/pdf/render-pdf.ts', () => ({
  renderPdf: async () => ({ bytes: new Uint8Array(), pageOf: () => 1 }),
}));
vi.mock('../../lambdas/rendering/docx/render-docx.ts', () => ({ renderDocx: async () => new Uint8Array() }));

const mailOf = (content: DailyContent) => renderEmail(viewOf(sampleSnapshot(content), SAMPLE_ADDRESS));

const REST = 'Phần còn lại của tin này có trên trang web của bản tin.';
const PAGE = 'https://diembao.example.vn/daily/2026/11/23/';

describe('the mail of an everyday issue', () => {
  it('holds every word of every body', async () => {
    const { html } = await mailOf(sampleContent());
    expect(bytesOf(html)).toBeLessThan(MAIL_LIMIT / 2);
    expect(visibleText(html)).not.toContain('Phần còn lại');
    expect(visibleText(html)).toContain('cán bộ sẽ tự tìm cách để không phải viết nó.');
  });

  it('lets the reader go near its top and clearly at its end, in both parts', async () => {
    const { html, text } = await mailOf(sampleContent());
    const first = html.indexOf(`href="${UNSUBSCRIBE_PLACEHOLDER}"`);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(html.indexOf('Phát hành:'));
    expect(html.lastIndexOf(UNSUBSCRIBE_PLACEHOLDER)).toBeGreaterThan(html.indexOf('Biên tập viên'));
    expect(text.split(new RegExp(`${UNSUBSCRIBE_PLACEHOLDER}(?!#)`))).toHaveLength(3);
    expect(html).toContain(`href="${PAGE}"`);
  });

  it('leads to the reader’s choices near its top and beside the way out, by the same one token', async () => {
    const { html, text } = await mailOf(sampleContent());
    const link = `<a href="${UNSUBSCRIBE_PLACEHOLDER}#tuy-chon">Thay đổi mục nhận tin</a>`;
    expect(html.split(link)).toHaveLength(3);
    expect(html.indexOf(link)).toBeLessThan(html.indexOf('Phát hành:'));
    expect(html.lastIndexOf(link)).toBeGreaterThan(html.indexOf('Biên tập viên'));
    expect(text).toContain(`Thay đổi mục nhận tin: ${UNSUBSCRIBE_PLACEHOLDER}#tuy-chon`);
  });

  it('names in the archive the public form where a recipient has an address of his own', async () => {
    const files = await renderIssue(sampleSnapshot(), SAMPLE_ADDRESS);
    for (const file of files.filter((each) => /email\.(?:html|txt)$/u.test(each.key))) {
      expect(String(file.body)).not.toContain('unsubscribe.invalid');
      expect(String(file.body)).toContain('https://diembao.example.vn/subscriptions');
    }
  });

  it('is measured by the proof-reader against the same limit', () => {
    expect(seedRules().limits.mailBytes).toBe(MAIL_LIMIT);
  });

  it('loads nothing from elsewhere and needs no layout that Outlook lacks', async () => {
    const { html } = await mailOf(sampleContent());
    expect(html).not.toMatch(
      /<(?:img|link|script|iframe|video|form)\b|@import|url\(|display:\s*(?:flex|grid)|position:/iu,
    );
  });
});

describe('the mail of a giant issue', () => {
  it('of 50 items of 20,000 characters has the whole contents and of every body the first paragraphs', async () => {
    const { html } = await mailOf(giantContent(50, 20_000));
    expect(bytesOf(html)).toBeLessThanOrEqual(MAIL_LIMIT);
    expect(bytesOf(html)).toBeGreaterThan(MAIL_LIMIT * 0.9);
    expect(readMail(html).titles).toHaveLength(50);
    expect(visibleText(html).split(REST)).toHaveLength(51);
    expect(html).toContain(`href="${PAGE}#tin-50"`);
    // Whole paragraphs only: each ends where the paper's does.
    const paragraphs = html.match(/<p>Người dân.*?<\/p>/gu) ?? [];
    expect(paragraphs.length).toBeGreaterThan(49);
    expect(paragraphs.every((each) => each.includes('nhiều lần. </p>') || each.includes('nhiều lần.</p>'))).toBe(true);
  });

  it('of 400 items has the whole contents, linked to the web page', async () => {
    const { html, text } = await mailOf(giantContent(400, 20_000));
    expect(bytesOf(html)).toBeLessThanOrEqual(MAIL_LIMIT);
    expect(readMail(html).contents).toHaveLength(400);
    expect(html).toContain(`href="${PAGE}#tin-400"`);
    expect(visibleText(html)).toContain('Đọc toàn văn 400 tin trên trang web của bản tin');
    expect(bytesOf(text)).toBeLessThan(MAIL_LIMIT);
  });

  it('of endless titles lists as many as there is room for and says how many are missing', async () => {
    const title = 'Cắt giảm thủ tục hành chính cho người dân và doanh nghiệp '.repeat(20).trim();
    const { html, text } = await mailOf(giantContent(200, 400, title));
    const listed = readMail(html).contents.length;
    expect(bytesOf(html)).toBeLessThanOrEqual(MAIL_LIMIT);
    expect(listed).toBeGreaterThan(20);
    expect(visibleText(html)).toContain(`còn ${200 - listed} tin chưa nêu`);
    expect(text).toContain(`còn ${200 - listed} tin chưa nêu`);
  });

  it('keeps an item whole when its neighbour is giant', async () => {
    const content = structuredClone(sampleContent());
    content.sections[0]!.clippings[0]!.body = Array.from({ length: 900 }, () => paragraph('Một đoạn dài. '.repeat(30)));
    const { html } = await mailOf(content);
    expect(bytesOf(html)).toBeLessThanOrEqual(MAIL_LIMIT);
    expect(visibleText(html).split(REST)).toHaveLength(2);
    expect(visibleText(html)).toContain('cán bộ sẽ tự tìm cách để không phải viết nó.');
  });

  it('never has more bytes than the limit, whatever the shape', async () => {
    const shape = fc.record({
      count: fc.integer({ min: 1, max: 120 }),
      characters: fc.integer({ min: 0, max: 6000 }),
      title: fc.string({ unit: fc.constantFrom('"', '&', 'ệ', 'a', ' '), minLength: 1, maxLength: 900 }),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ count, characters, title }) => {
        const { html } = await mailOf(giantContent(count, characters, `T${title}`));
        expect(bytesOf(html)).toBeLessThanOrEqual(MAIL_LIMIT);
      }),
      { numRuns: 25 },
    );
  });
});
