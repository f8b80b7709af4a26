import { load } from 'cheerio/slim';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { publicIssueSchema } from '../../lambdas/rendering/issue-json.ts';

/** An item as an output lists it. */
export interface Listed {
  readonly number: number;
  readonly title: string;
}

/** What an output lists in its contents, and the titles above its bodies in order. */
export interface ReadOutput {
  readonly contents: readonly Listed[];
  readonly titles: readonly string[];
}

const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Reads the HTML of a mail as a reader would. */
export function readMail(html: string): ReadOutput {
  const $ = load(html);
  const contents = $('td.n')
    .toArray()
    .map((cell) => ({ number: Number.parseInt($(cell).text(), 10), title: squeezed($(cell).next('td').text()) }));
  return {
    contents,
    titles: $('h3')
      .toArray()
      .map((title) => squeezed($(title).text())),
  };
}

/** Reads an issue's web page. */
export function readPage(html: string): ReadOutput {
  const $ = load(html);
  const contents = $('#muc-luc li li')
    .toArray()
    .map((line) => ({
      number: Number.parseInt($(line).children('span').text(), 10),
      title: squeezed($(line).children('a').text()),
    }));
  const titles = $('article')
    .toArray()
    .map((article, index) => {
      const isAtItsPermalink = $(article).attr('id') === `tin-${index + 1}`;
      return isAtItsPermalink ? squeezed($(article).children('h3').text()) : `wrong anchor ${$(article).attr('id')}`;
    });
  return { contents, titles };
}

/** Reads the text part: numbered lines up to the first body, then the paragraphs underlined with dashes. */
export function readText(text: string): ReadOutput {
  const [head = '', ...bodies] = text.split(/^={10,}$/mu);
  const entry = /^(\d+)\. (.+(?:\n {4}\S.*)*)/gmu;
  const contents = [...head.matchAll(entry)].map(([, number, title]) => ({
    number: Number(number),
    title: squeezed(title ?? ''),
  }));
  const titles = bodies
    .join('\n')
    .split(/^-{10,}$/mu)
    .slice(0, -1)
    .map((part) => squeezed(part.trim().split('\n\n').at(-1) ?? ''));
  return { contents, titles };
}

/** Reads `issue.json`. */
export function readJson(json: string): ReadOutput {
  const issue = publicIssueSchema.parse(JSON.parse(json));
  const clippings = issue.sections.flatMap((section) => section.clippings);
  return {
    contents: clippings.map(({ number, title }) => ({ number, title })),
    titles: clippings.map((clipping) => clipping.title),
  };
}

/** Reads the newest issue of an Atom feed, as a feed reader would: numbers by the links' own anchors. */
export function readFeed(xml: string): ReadOutput {
  return readFeedContent(parseAtomFeed(xml).entries?.[0]?.content?.value ?? '');
}

/** Reads the newest issue of a JSON Feed. */
export function readJsonFeed(json: string): ReadOutput {
  return readFeedContent(parseJsonFeed(JSON.parse(json)).items?.[0]?.content_html ?? '');
}

function readFeedContent(html: string): ReadOutput {
  const $ = load(html);
  const contents = $('ol > li > a')
    .toArray()
    .map((link) => ({
      number: Number(/#(?:tin|bai)-(\d+)$/u.exec($(link).attr('href') ?? '')?.[1]),
      title: squeezed($(link).text()),
    }));
  return { contents, titles: contents.map(({ title }) => title) };
}

/** All text of a page in reading order, white space squeezed. */
export function visibleText(html: string): string {
  const $ = load(html);
  $('head, style, script').remove();
  return squeezed($.root().text());
}

/** Reads a text whose items stand on numbered lines. */
export function readNumbered(text: string): Listed[] {
  return [...text.matchAll(/^(\d+)\. (.+)$/gmu)].map(([, number, title]) => ({
    number: Number(number),
    title: title ?? '',
  }));
}
