import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import type { MonthlyContent } from '../../../lambdas/core/monthly/monthly-content.ts';
import { bytesOf, MAIL_LIMIT } from '../../../lambdas/rendering/fit-mail.ts';
import { renderMonthlyMail } from '../../../lambdas/rendering/monthly/monthly-mail.ts';
import { monthlyViewOf } from '../../../lambdas/rendering/monthly/monthly-view.ts';
import { TEXT_COLUMNS } from '../../../lambdas/rendering/wrap.ts';
import { ACCEPTED, unsupported } from '../../support/mail-lint.ts';
import { readMonthlyMail, readMonthlyText } from '../../support/read-monthly.ts';
import { visibleText } from '../../support/read-outputs.ts';
import { sampleMonthly } from '../../support/sample-monthly.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';

const { snapshot } = await sampleMonthly();
const { content } = snapshot;
const titles = content.sections.flatMap(({ articles }) => articles.map(({ title }) => title));

const mailOf = (changed: Partial<MonthlyContent> = {}) =>
  renderMonthlyMail(monthlyViewOf({ ...snapshot, content: { ...content, ...changed } }, SAMPLE_ADDRESS));

/** The sample with every body `times` times over. */
const longer = (times: number): Partial<MonthlyContent> => ({
  sections: content.sections.map((section) => ({
    ...section,
    articles: section.articles.map((each) => ({
      ...each,
      body: Array.from({ length: times }, () => each.body).flat(),
    })),
  })),
});

describe('the mail of a monthly', () => {
  it('uses nothing that the programs of its readers lack but what is accepted with a reason', async () => {
    const { html } = await mailOf();
    expect(unsupported(html).filter((title) => ACCEPTED[title] === undefined)).toEqual([]);
  });

  it('shows the small pictures of the archive, sized, with words for those who do not load them', async () => {
    const $ = load((await mailOf()).html);
    const pictures = $('img').toArray();
    expect(pictures).toHaveLength(5);
    for (const { attribs } of pictures) {
      expect(attribs.src).toMatch(/^https:\/\/diembao\.example\.vn\/pictures\/[0-9a-f]{64}\/mail\.jpg$/u);
      expect(attribs.alt).toMatch(/^Ảnh trong bài: \S/u);
      expect(Number(attribs.width)).toBeLessThanOrEqual(560);
      expect(Number(attribs.height)).toBeGreaterThan(0);
    }
  });

  it('of long articles has contents and leads, and of every body as much as there is room for', async () => {
    const { html, text } = await mailOf(longer(6));
    expect(bytesOf(html)).toBeLessThanOrEqual(MAIL_LIMIT);
    expect(bytesOf(html)).toBeGreaterThan(MAIL_LIMIT * 0.85);
    expect(readMonthlyMail(html)).toEqual({ contents: titles, titles });
    expect(readMonthlyText(text)).toEqual({ contents: titles, titles });
    for (const { sapo, printing } of content.sections.flatMap(({ articles }) => articles)) {
      if (sapo !== null && printing !== 'title') expect(visibleText(html)).toContain(sapo);
    }
    expect(html).toContain('href="https://diembao.example.vn/monthly/2026/11/#bai-1">Đọc tiếp');
    expect(visibleText(html)).toContain('Đọc toàn văn 10 bài trên trang web của bản tin');
  });

  it('is compact where the house wants it: contents, leads, links, no picture', async () => {
    const { html, text } = await mailOf({ masthead: { ...content.masthead, mail: 'compact' } });
    expect(readMonthlyMail(html)).toEqual({ contents: titles, titles });
    expect(readMonthlyText(text)).toEqual({ contents: titles, titles });
    expect(html).not.toContain('<img');
    expect(visibleText(html)).toContain('Thư này nêu mục lục và phần mở đầu của mỗi bài.');
    expect(bytesOf(html)).toBeLessThan(MAIL_LIMIT / 2);
  });

  it('has a text part of short lines that names pictures, sources and the footnote of a contribution', async () => {
    const { text } = await mailOf();
    expect(text.split('\n').filter((line) => line.length > TEXT_COLUMNS && !line.includes('https://'))).toEqual([]);
    for (const part of [
      '[Hàng trăm người dự buổi đối thoại.]',
      'Theo: noivu.example.vn\nNguồn: tochucnhanuoc.example.vn',
      'LÊ HOÀI AN (*)',
      '(*) Phó Giám đốc Sở Nội vụ thành phố Cần Thơ',
    ]) {
      expect(text).toContain(part);
    }
  });
});
