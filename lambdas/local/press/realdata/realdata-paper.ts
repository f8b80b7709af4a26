import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { sourceSchema } from '../../../core/sources/source.ts';
import { formatDate } from '../../../core/vietnamese/dates.ts';
import type { PressFolderInput } from '../folder-manifest.ts';
import { renderPage } from '../templates.ts';
import hosts from './hosts.json' with { type: 'json' };
import type { RealdataFile } from './realdata-files.ts';
import type { RealdataText } from './realdata-text.ts';

type SavedSource = PressFolderInput['sources'][number];

/** What is known beforehand of the papers, by host. */
const HOSTS = z.record(z.string(), sourceSchema.pick({ name: true, kind: true, place: true, rank: true })).parse(hosts);

/** Longest summary in a feed made of labelled texts, in characters. */
const SUMMARY = 300;

/** Links of a front page to its articles; every paper here puts them into headings. */
const LISTING_LINKS = 'h2 a, h3 a, h4 a';

/** All that is to be served under one host. */
export interface RealdataPaper {
  readonly host: string;
  readonly feeds: RealdataFile[];
  readonly listings: RealdataFile[];
  readonly articles: RealdataFile[];
  readonly texts: RealdataText[];
}

/** Writes the files of `paper` into the folder `to` and returns its entry for `press.json`. */
export async function writePaper(paper: RealdataPaper, to: string): Promise<SavedSource> {
  const { host, texts } = paper;
  const saved = [...paper.feeds, ...paper.listings, ...paper.articles];
  for (const { path, file } of saved) await copy(path, join(to, file));
  for (const text of texts) await write(join(to, fileOf(text)), textPage(text));
  const own = { url: `https://${host}/rss/bai-viet.rss`, file: `texts/${host}/feed.xml` };
  const feeds = paper.feeds.map(addressed);
  if (texts.length + paper.articles.length > 0) {
    await write(join(to, own.file), textFeed(paper));
    feeds.push(own);
  }
  return {
    id: safeName(host),
    name: host,
    ...HOSTS[host],
    citeAs: host.charAt(0).toUpperCase() + host.slice(1),
    hosts: [host],
    feeds,
    listings: paper.listings.map((listing) => ({ ...addressed(listing), links: LISTING_LINKS })),
    pages: [...paper.articles.map(addressed), ...texts.map((text) => ({ url: text.url, file: fileOf(text) }))],
  };
}

/** A labelled text as a plain page: title, date as given, author, paragraphs. */
function textPage(text: RealdataText): string {
  return renderPage('labelled-text', { ...text, printedDay: text.day === null ? null : formatDate(text.day) });
}

/** A feed that lists the pages of one paper; an item without a known day has no date. */
function textFeed({ host, articles, texts }: RealdataPaper): string {
  const items = texts.map(({ url, title, day, paragraphs }) => ({
    ...{ url, title, day },
    summary: (paragraphs[0] ?? '').slice(0, SUMMARY),
  }));
  const pages = articles.map(({ url, title }) => ({ url, title, day: null, summary: '' }));
  return renderPage('labelled-feed', { host, items: [...pages, ...items] });
}

function fileOf(text: RealdataText): string {
  return `texts/${text.host}/${safeName(text.id)}.html`;
}

function addressed({ url, file }: RealdataFile): { url: string; file: string } {
  return { url, file };
}

function safeName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}
