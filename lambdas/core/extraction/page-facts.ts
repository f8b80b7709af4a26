import type { CheerioAPI } from 'cheerio/slim';
import { plainText } from '../listing/plain-text.ts';
import { lookUp } from './page-index.ts';
import { outermost } from './page-parts.ts';

/** A time as written, with where it stands. */
export interface ToldTime {
  readonly text: string;
  readonly evidence: 'json-ld' | 'meta';
}

/** What a page says of itself to machines; texts are plain, the list best first. */
export interface PageFacts {
  readonly titles: string[];
  readonly descriptions: string[];
  readonly authors: string[];
  readonly published: ToldTime[];
  /** Times of the last change. */
  readonly modified: ToldTime[];
  readonly rubrics: string[];
  /** Names of the paper: no author, and no part of a title. */
  readonly siteNames: string[];
  /** The page calls itself an article; `og:type` alone does not count, section pages say `article` too. */
  readonly claimsArticle: boolean;
  /** By its language or, where it says none, by its host. */
  readonly vietnamese: boolean;
}

type JsonObject = Record<string, unknown>;

const PUBLISHED_METAS = [
  'article:published_time',
  'pubdate',
  'datePublished',
  'publishdate',
  'publish-date',
  'dc.date.issued',
  'dcterms.created',
  'sailthru.date',
  'parsely-pub-date',
] as const;
const MODIFIED_METAS = [
  'article:modified_time',
  'dateModified',
  'og:updated_time',
  'dcterms.modified',
  'lastmod',
] as const;

/** Objects read in one script; scripts and meta elements read on one page. */
const MOST_OBJECTS = 500;
const MOST_SCRIPTS = 40;
const MOST_METAS = 400;

/** Reads JSON-LD and meta elements; broken JSON counts as none. */
export function readFacts($: CheerioAPI, url: string): PageFacts {
  const objects = lookUp($, 'script')
    .filter(({ attribs }) => attribs.type === 'application/ld+json')
    .slice(0, MOST_SCRIPTS)
    .flatMap((script) => objectsIn($(script).text()));
  const articles = objects.filter((object) =>
    typesOf(object).some((type) => /(?:Article|BlogPosting|Report)$/.test(type)),
  );
  const metas = readMetas($);
  const meta = (...names: string[]): string[] =>
    names.flatMap((name) => metas.get(name.toLowerCase()) ?? []).map(plainText);
  const times = (property: string, names: readonly string[]): ToldTime[] => [
    ...filled(articles.map((object) => textOf(object[property]))).map((text) => ({
      text,
      evidence: 'json-ld' as const,
    })),
    ...meta(...names).map((text) => ({ text, evidence: 'meta' as const })),
  ];
  const language = lookUp($, 'html')[0]?.attribs.lang ?? '';
  return {
    titles: filled([...meta('og:title', 'twitter:title'), ...articles.map((object) => textOf(object.headline))]),
    descriptions: filled([
      ...meta('description', 'og:description'),
      ...articles.map((object) => textOf(object.description)),
    ]),
    authors: filled([
      ...articles.flatMap((object) => namesOf(object.author)),
      ...meta('author', 'article:author', 'dable:author', 'parsely-author'),
    ]),
    published: times('datePublished', PUBLISHED_METAS),
    modified: times('dateModified', MODIFIED_METAS),
    rubrics: filled([
      ...meta('article:section').map((names) => names.split(',')[0]?.trim() ?? ''),
      ...crumbsOf(objects).toReversed(),
      ...articles.map((object) => textOf(object.articleSection)),
    ]),
    siteNames: filled([
      ...meta('og:site_name', 'application-name'),
      ...objects.flatMap((object) => namesOf(object.publisher)),
    ]),
    claimsArticle: articles.length > 0 || meta('article:published_time').length > 0 || articleItems($) === 1,
    vietnamese: language === '' ? new URL(url).hostname.endsWith('.vn') : /^vi\b/i.test(language),
  };
}

/** Microdata items that call themselves an article; cards of other articles may too. */
function articleItems($: CheerioAPI): number {
  const [root] = $.root().toArray();
  return root === undefined
    ? 0
    : outermost(root, ({ attribs }) => attribs.itemtype?.endsWith('Article') === true).length;
}

/** Contents of meta elements as written, by property, name or itemprop in lower case. */
function readMetas($: CheerioAPI): Map<string, string[]> {
  const metas = new Map<string, string[]>();
  for (const { attribs } of lookUp($, 'meta').slice(0, MOST_METAS)) {
    const { content } = attribs;
    if (content === undefined) continue;
    const names = new Set([attribs.property, attribs.name, attribs.itemprop].map((name) => name?.toLowerCase() ?? ''));
    for (const name of names) metas.set(name, [...(metas.get(name) ?? []), content]);
  }
  return metas;
}

/** All objects of a JSON text, outermost first. */
function objectsIn(text: string): JsonObject[] {
  const open: unknown[] = [parsed(text)];
  const found: JsonObject[] = [];
  for (let i = 0; i < open.length && i < MOST_OBJECTS; i++) {
    const value = open[i];
    if (Array.isArray(value)) open.push(...value.slice(0, MOST_OBJECTS));
    if (!isObject(value)) continue;
    found.push(value);
    const inner = Object.values(value).filter((each) => typeof each === 'object' && each !== null);
    open.push(...inner.slice(0, MOST_OBJECTS));
  }
  return found;
}

/** Line breaks inside strings are the commonest fault of hand-made JSON-LD. */
function parsed(text: string): unknown {
  for (const candidate of [text, text.replace(/[\r\n\t]+/g, ' ').replace(/,\s*([}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next spelling, or nothing: a page is read without it.
    }
  }
  return null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(object: JsonObject): string[] {
  return [object['@type']].flat().filter((type) => typeof type === 'string');
}

function namesOf(value: unknown): string[] {
  return [value]
    .flat()
    .map((each) => (typeof each === 'string' ? plainText(each) : textOf(isObject(each) ? each.name : null)));
}

function textOf(value: unknown): string {
  const first = [value].flat()[0];
  return typeof first === 'string' ? plainText(first) : '';
}

/** Names of the crumbs, first to last. */
function crumbsOf(objects: readonly JsonObject[]): string[] {
  const list = objects.find((object) => typesOf(object).includes('BreadcrumbList'));
  return [list?.itemListElement].flat().map((crumb) => {
    if (!isObject(crumb)) return '';
    return textOf(crumb.name) || textOf(isObject(crumb.item) ? crumb.item.name : null);
  });
}

function filled(texts: readonly string[]): string[] {
  return texts.filter((text) => text !== '');
}
