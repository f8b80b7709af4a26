import { formatDate, weekdayName } from '../../core/vietnamese/dates.ts';
import { charsetLabels } from './letters.ts';
import type { Paper, SampleArticle } from './paper.ts';
import { homeOf } from './sample-articles.ts';
import { renderPage } from './templates.ts';

/** Most links to other articles a page shows beside its text. */
const OTHERS = 4;

/** The page of `article` in its paper's page system; `siblings` are the paper's other articles, linked beside it. */
export function articlePage(paper: Paper, article: SampleArticle, siblings: readonly SampleArticle[]): string {
  const published = publishedAs(article);
  return renderPage(article.page, {
    ...article,
    paper: paper.name,
    charset: charsetLabels(paper).page,
    published,
    blocks: article.body.map((text, index) => blockOf(text, `${homeOf(paper)}/anh/${index + 1}.jpg`)),
    others: siblings.filter((other) => other.url !== article.url).slice(0, OTHERS),
    jsonLd: inScript(newsArticle(paper, article)),
    jsonLdGraph: inScript({
      '@context': 'https://schema.org',
      '@graph': [{ '@type': 'WebSite', name: paper.name, url: homeOf(paper) }, newsArticle(paper, article)],
    }),
  });
}

/** The ways a paper prints a time. */
function publishedAs(article: SampleArticle) {
  const [year = '', month = '', day = ''] = article.day.split('-');
  return {
    iso: article.publishedAt,
    clock: article.publishedAt.slice(11, 16),
    slashes: `${day}/${month}/${year}`,
    dashes: `${day}-${month}-${year}`,
    official: formatDate(article.day),
    weekday: weekdayName(article.day),
  };
}

function blockOf(text: string, image: string) {
  const picture = /^\[ảnh\] (.*?)(?: \| (.*))?$/.exec(text);
  if (picture) return { kind: 'picture', text: picture[1], credit: picture[2] ?? '', image };
  if (text.startsWith('? ')) return { kind: 'question', text: text.slice(2) };
  return { kind: 'paragraph', text };
}

function newsArticle(paper: Paper, article: SampleArticle) {
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    description: article.lead,
    datePublished: article.publishedAt,
    articleSection: article.rubric,
    author: { '@type': 'Person', name: article.byline },
    publisher: { '@type': 'Organization', name: paper.name },
    mainEntityOfPage: article.url,
  };
}

/** JSON that cannot end the script element it stands in. */
function inScript(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
