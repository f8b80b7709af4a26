import type { ZaloArticle } from '../../core/zalo/article.ts';
import { cutForZalo, ZALO_LIMITS } from '../../core/zalo/limits.ts';
import type { MonthlyView } from '../monthly/monthly-view.ts';
import { renderText } from '../templates.ts';
import type { IssueView } from '../view.ts';
import { dayOf } from './zalo-text.ts';

/** What an article is made of: an issue of either edition. */
interface Told {
  readonly name: string;
  /** Its day, or its number and month: never cut out of the title. */
  readonly issue: string;
  readonly publisher: string;
  readonly opening: string;
  readonly sections: readonly {
    readonly title: string;
    readonly items: readonly { readonly number: number; readonly title: string }[];
  }[];
  readonly page: string;
}

/** The article of a daily: its opening sentence, the numbered titles under their sections, the way to the whole text. */
export function dailyZaloArticle(view: IssueView, cover: string): ZaloArticle {
  const { name, masthead, sections, links } = view;
  const { publisher, opening } = masthead;
  return articleOf({ name, issue: dayOf(view), publisher, opening, sections, page: links.page }, cover);
}

/** The article of a monthly, see {@link dailyZaloArticle}. */
export function monthlyZaloArticle(view: MonthlyView, cover: string): ZaloArticle {
  const { name, issueName, masthead, sections, links } = view;
  const publisher = masthead.agency;
  return articleOf({ name, issue: issueName, publisher, opening: '', sections, page: links.page }, cover);
}

function articleOf(told: Told, cover: string): ZaloArticle {
  const ending = ` – ${told.issue}`;
  const titles = told.sections.flatMap(({ items }) => items.map(({ title }) => title));
  return {
    title: plain(`${cutForZalo(told.name, ZALO_LIMITS.title - ending.length)}${ending}`),
    author: plain(cutForZalo(told.publisher || told.name, ZALO_LIMITS.author)),
    description: plain(cutForZalo(titles.join('; '), ZALO_LIMITS.description)),
    cover,
    paragraphs: paragraphsOf(told),
  };
}

/** One line a paragraph: Zalo may take a line feed for a space. */
function paragraphsOf(told: Told): string[] {
  const lines = renderText('zalo/article.txt', { told }).split('\n');
  return lines.map((line) => plain(line.normalize('NFC').trim())).filter((line) => line !== '');
}

/** Whether Zalo reads a paragraph as text or as HTML is not told: no scraped character opens a tag in either. */
function plain(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}
