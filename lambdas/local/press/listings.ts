import { toMillis } from '../../core/calendar/instant.ts';
import { charsetLabels } from './letters.ts';
import type { Paper, PaperFeed, SampleArticle } from './paper.ts';
import { homeOf } from './sample-articles.ts';
import { renderPage } from './templates.ts';

const VIETNAM_OFFSET_MS = 7 * 3_600_000;

/** A paper's feed as XML, with the oddities its description asks for. */
export function feedXml(paper: Paper, feed: PaperFeed, articles: readonly SampleArticle[]): string {
  const listed = articles.filter((article) => feed.rubrics?.includes(article.rubric) ?? true);
  const newest = listed[0];
  return renderPage(feed.format, {
    paper: paper.name,
    home: homeOf(paper),
    charset: charsetLabels(paper).page,
    updated: newest?.publishedAt ?? '',
    items: listed.map((article) => ({
      title: article.title,
      url: article.url,
      link: linkOf(feed, article),
      summary: summaryOf(paper, feed, article),
      date: DATES[feed.dates](article),
    })),
  }).trimStart();
}

/** A paper's front page: names its feeds to programs, and the newest articles to people. */
export function frontPage(paper: Paper, articles: readonly SampleArticle[]): string {
  return renderPage('front', {
    paper: paper.name,
    charset: charsetLabels(paper).page,
    feeds: paper.feeds.map(({ path, format }) => ({
      path,
      type: format === 'atom' ? 'application/atom+xml' : 'application/rss+xml',
    })),
    items: articles.map((article) => ({ title: article.title, path: new URL(article.url).pathname })),
  });
}

/** A paper's section page: links in the order of time, newest first. */
export function sectionPage(paper: Paper, articles: readonly SampleArticle[]): string {
  return renderPage('section', {
    paper: paper.name,
    charset: charsetLabels(paper).page,
    items: articles.map((article) => ({
      title: article.title,
      path: new URL(article.url).pathname,
      slashes: article.day.split('-').reverse().join('/'),
      summary: article.lead,
    })),
  });
}

function linkOf(feed: PaperFeed, article: SampleArticle): string {
  switch (feed.links) {
    case 'absolute':
      return article.url;
    case 'relative':
      return new URL(article.url).pathname;
    case 'tracking':
      return `${article.url}?utm_source=rss&utm_medium=feed&utm_campaign=tin-moi#rss`;
  }
}

function summaryOf(paper: Paper, feed: PaperFeed, article: SampleArticle): string {
  if (feed.summaries === 'text') return article.lead;
  return renderPage('summary', { link: article.url, home: homeOf(paper), lead: article.lead }).trim();
}

/** How a feed writes the time of an article, by the name of the manner. */
const DATES: Readonly<Record<PaperFeed['dates'], (article: SampleArticle) => string>> = {
  'colon-offset': (article) => `${localTime(article)} +07:00`,
  gmt: (article) => new Date(toMillis(article.publishedAt)).toUTCString(),
  iso: (article) => article.publishedAt,
  rfc822: (article) => `${localTime(article)} +0700`,
  slashes: (article) => `${article.day.split('-').reverse().join('/')} ${article.publishedAt.slice(11, 19)}`,
  'two-digit-year': (article) => `${localTime(article).replace(/ \d\d(\d\d) /, ' $1 ')} +0700`,
};

/** `Mon, 23 Nov 2026 14:20:00` on the clock of Viet Nam. */
function localTime(article: SampleArticle): string {
  return new Date(toMillis(article.publishedAt) + VIETNAM_OFFSET_MS).toUTCString().replace(' GMT', '');
}
