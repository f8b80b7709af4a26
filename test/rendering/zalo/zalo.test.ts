import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ZALO_LIMITS } from '../../../lambdas/core/zalo/limits.ts';
import { renderIssue } from '../../../lambdas/rendering/render-issue.ts';
import { viewOf } from '../../../lambdas/rendering/view.ts';
import { dailyZaloArticle } from '../../../lambdas/rendering/zalo/zalo-article.ts';
import { zaloCover } from '../../../lambdas/rendering/zalo/zalo-cover.ts';
import { dailyZaloText } from '../../../lambdas/rendering/zalo/zalo-text.ts';
import { giantContent, SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../../support/sample-snapshot.ts';

const COVER = 'https://diembao.example.vn/zalo-cover.jpg';
const view = (content = sampleContent()) => viewOf(sampleSnapshot(content), SAMPLE_ADDRESS);
const expected = sampleContent().sections.flatMap(({ clippings }) =>
  clippings.map(({ number, title }) => `${number}. ${title}`),
);
const numbered = (lines: readonly string[]): string[] => lines.filter((line) => /^\d+\. /u.test(line));

describe('the text for a Zalo group', () => {
  it('has the name, the day, every title under its number and the link', () => {
    const lines = dailyZaloText(view()).split('\n');
    expect(lines.slice(0, 2)).toEqual(['BẢN TIN ĐIỂM BÁO CẢI CÁCH HÀNH CHÍNH', 'Thứ Hai, 23/11/2026: 10 tin']);
    expect(numbered(lines)).toEqual(expected);
    expect(lines.slice(-2)).toEqual(['Đọc toàn văn: https://diembao.example.vn/daily/2026/11/23/', '']);
  });

  it('is an output of the issue, kept with the others', async () => {
    const files = await renderIssue(sampleSnapshot(sampleContent()), SAMPLE_ADDRESS);
    expect(files.find(({ key }) => key === 'daily/2026/11/23/1/zalo.txt')?.body).toBe(dailyZaloText(view()));
  });

  it('says how many items one message has no room for', () => {
    const text = dailyZaloText(view(giantContent(60, 100)));
    const shown = numbered(text.split('\n')).length;
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(shown).toBeGreaterThan(5);
    expect(text).toContain(`… và ${60 - shown} tin khác`);
    expect(text).toContain('Đọc toàn văn: https://');
  });
});

describe('the article', () => {
  it('lists the same items under the same numbers, a paragraph each, and leads to the issue', () => {
    const article = dailyZaloArticle(view(), COVER);
    expect(article.title).toBe('Bản tin Điểm báo cải cách hành chính – Thứ Hai, 23/11/2026');
    expect(numbered(article.paragraphs)).toEqual(expected);
    expect(article.paragraphs.at(-1)).toBe('Đọc toàn văn: https://diembao.example.vn/daily/2026/11/23/');
    expect(article.cover).toBe(COVER);
  });

  it('keeps the limits and the day, however long the names of the house and the titles are', () => {
    const content = giantContent(60, 100);
    const long = 'Bản tin rất dài '.repeat(20);
    const masthead = { ...content.masthead, bulletin: long, publisher: long };
    const { title, author, description } = dailyZaloArticle(view({ ...content, masthead }), COVER);
    expect(title.length).toBeLessThanOrEqual(ZALO_LIMITS.title);
    expect(title).toMatch(/… – Thứ Hai, 23\/11\/2026$/u);
    expect(author.length).toBeLessThanOrEqual(ZALO_LIMITS.author);
    expect(description.length).toBeLessThanOrEqual(ZALO_LIMITS.description);
    expect(description).toMatch(/…$/u);
  });

  it('opens no tag with a scraped title', () => {
    const content = sampleContent();
    const first = content.sections[0]?.clippings[0];
    if (first) first.title = '<img src=x onerror=alert(1)> một cửa';
    const article = dailyZaloArticle(view(content), COVER);
    expect(JSON.stringify(article)).not.toMatch(/[<>]/u);
    expect(article.paragraphs).toContain('1. ‹img src=x onerror=alert(1)› một cửa');
  });

  it('has a picture of the house that Zalo takes', () => {
    const { body } = zaloCover();
    expect(body).toEqual(readFileSync('templates/zalo/cover.jpg'));
    expect(body.length).toBeLessThan(ZALO_LIMITS.picture);
  });
});
