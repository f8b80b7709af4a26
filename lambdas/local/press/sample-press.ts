import { createHash } from 'node:crypto';
import type { Day } from '../../core/calendar/instant.ts';
import type { Source } from '../../core/sources/source.ts';
import { articlePage } from './article-page.ts';
import { encode } from './letters.ts';
import { feedXml, frontPage, sectionPage } from './listings.ts';
import type { Paper } from './paper.ts';
import { samplePapers } from './papers.ts';
import { answer, bareHost, notFound, type Press, type PressAnswer, type PressRequest } from './press.ts';
import { articlesOf, homeOf } from './sample-articles.ts';
import { samplePicture } from './sample-picture.ts';
import { renderPage } from './templates.ts';

/** Milliseconds between two requests to one sample paper: polite, yet a whole reading takes seconds. */
const GAP_MS = 150;

type Answerer = (request: PressRequest) => PressAnswer | 'down';

/**
 * The invented newspapers as they stand for an issue of `issueDay`: what they print is dated from 07:00 of the day
 * before to 05:30 of the day, the addresses hold the date, and the same day always gives the same bytes.
 */
export function samplePress(issueDay: Day): Press {
  const papers = samplePapers();
  const answerers = new Map<string, Answerer>();
  for (const paper of papers) {
    const answerer = answererOf(paper, issueDay);
    for (const host of paper.hosts) answerers.set(bareHost(host), answerer);
  }
  return {
    name: 'sample press',
    sources: papers.map(sourceOf),
    serve: (request) => answerers.get(bareHost(request.host))?.(request) ?? notFound(),
  };
}

function sourceOf(paper: Paper): Source {
  const { id, name, citeAs, hosts, kind, place, rank, feeds, sectionPage: section } = paper;
  const home = homeOf(paper);
  return {
    version: 1,
    ...{ id, name, citeAs, hosts, kind, place, rank },
    listing: {
      feeds: feeds.map((feed) => `${home}${feed.path}`),
      pages: section === undefined ? [] : [{ url: `${home}${section.path}`, links: section.links }],
    },
    courtesy: { gapMs: GAP_MS },
    printing: 'full',
    agreement: null,
    rules: paper.rules,
    state: 'sample',
  };
}

function answererOf(paper: Paper, issueDay: Day): Answerer {
  if (paper.down) return () => 'down';
  const pages = pagesOf(paper, issueDay);
  return (request) => {
    const path = request.path.replace(/[?#].*$/, '');
    const picture = /^\/anh\/(\d{1,3})\.jpg$/.exec(path)?.[1];
    if (picture !== undefined) return answer(200, 'image/png', samplePicture(Number(picture) + paper.rank));
    return pages.get(path)?.(request) ?? notFound();
  };
}

/** Everything a paper serves, by path; rendered when asked for. */
function pagesOf(paper: Paper, issueDay: Day): Map<string, Answerer> {
  const articles = articlesOf(paper, issueDay);
  const pages = new Map<string, Answerer>([
    ['/robots.txt', () => answer(200, 'text/plain; charset=utf-8', renderPage('robots', {}))],
  ]);
  for (const feed of paper.feeds) {
    const mediaType = feed.format === 'atom' ? 'application/atom+xml' : 'text/xml';
    const render = () => encoded(paper, mediaType, feedXml(paper, feed, articles));
    pages.set(feed.path, feed.etag ? (request) => conditional(request, render()) : render);
  }
  const html = (text: string) => encoded(paper, 'text/html', text);
  pages.set('/', () => html(frontPage(paper, articles)));
  if (paper.sectionPage) pages.set(paper.sectionPage.path, () => html(sectionPage(paper, articles)));
  for (const article of articles) {
    if (article.page === 'missing') continue;
    pages.set(new URL(article.url).pathname, () => html(articlePage(paper, article, articles)));
  }
  return pages;
}

function encoded(paper: Paper, mediaType: string, text: string): PressAnswer {
  const { contentType, body } = encode(paper, mediaType, text);
  return answer(200, contentType, body);
}

/** 304 to who has these bytes already. */
function conditional(request: PressRequest, given: PressAnswer): PressAnswer {
  const etag = `"${createHash('sha256').update(given.body).digest('hex').slice(0, 16)}"`;
  const headers = { ...given.headers, etag };
  if (request.headers['if-none-match'] !== etag) return { ...given, headers };
  return { status: 304, headers: { etag }, body: new Uint8Array() };
}
