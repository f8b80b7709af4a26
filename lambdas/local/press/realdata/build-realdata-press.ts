import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PressFolderInput } from '../folder-manifest.ts';
import { bareHost } from '../press.ts';
import { feedFiles, readPages } from './realdata-files.ts';
import { type RealdataPaper, writePaper } from './realdata-paper.ts';
import { LABEL_SETS, type RealdataText, readLabelSet } from './realdata-text.ts';

/**
 * Writes a press folder to `to` from a folder of real data at `from`: its Vietnamese pages and feeds as they are, its
 * labelled texts laid out as plain pages under their papers' hosts, with one feed a paper that lists them. No date is
 * shifted or made up. Returns how many of each there are. The files belong to the papers: `to` must not be committed.
 */
export async function buildRealdataPress(
  from: string,
  to: string,
): Promise<{ sources: number; feeds: number; pages: number }> {
  const papers = await readPapers(from);
  await mkdir(to, { recursive: true });
  const sources: PressFolderInput['sources'] = [];
  for (const paper of papers) sources.push(await writePaper(paper, to));
  const manifest: PressFolderInput = { version: 1, name: 'real data', sources };
  await writeFile(join(to, 'press.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const total = (list: 'feeds' | 'pages') => sources.reduce((sum, source) => sum + (source[list]?.length ?? 0), 0);
  return { sources: sources.length, feeds: total('feeds'), pages: total('pages') };
}

async function readPapers(from: string): Promise<RealdataPaper[]> {
  const papers = new Map<string, RealdataPaper>();
  const { articles, listings } = await readPages(from);
  for (const feed of feedFiles(from)) paperOf(papers, feed.url).feeds.push(feed);
  for (const listing of listings) paperOf(papers, listing.url).listings.push(listing);
  for (const article of articles) paperOf(papers, article.url).articles.push(article);
  for (const set of LABEL_SETS) {
    for (const text of await readLabelSet(from, set)) addText(paperOf(papers, text.url), text);
  }
  return [...papers.values()];
}

function paperOf(papers: Map<string, RealdataPaper>, url: string): RealdataPaper {
  const host = bareHost(new URL(url).host);
  const known = papers.get(host);
  if (known !== undefined) return known;
  const paper: RealdataPaper = { host, feeds: [], listings: [], articles: [], texts: [] };
  papers.set(host, paper);
  return paper;
}

/** The same address twice is one article: the one met first stays. */
function addText(paper: RealdataPaper, text: RealdataText): void {
  if (![...paper.articles, ...paper.texts].some(({ url }) => url === text.url)) paper.texts.push(text);
}
