import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import feeds from './feeds.json' with { type: 'json' };

/** A saved page or feed: where it lies, and the address it is served under. */
export interface RealdataFile {
  readonly url: string;
  readonly path: string;
  /** Name in the folder that is built. */
  readonly file: string;
  /** For an article's page. */
  readonly title: string;
}

const goldSchema = z.object({ file: z.string(), url: z.url(), title: z.string() });

/** The Vietnamese pages of `gold.jsonl`: articles and front pages. */
export async function readPages(from: string): Promise<{ articles: RealdataFile[]; listings: RealdataFile[] }> {
  const lines = (await readFile(join(from, 'gold.jsonl'), 'utf8')).split('\n');
  const pages = lines.flatMap((line) => {
    if (!line.includes('"html/vi')) return [];
    const parsed: unknown = JSON.parse(line);
    const { file, url, title } = goldSchema.parse(parsed);
    return [{ url, title, path: join(from, file), file: `saved/${file}` }];
  });
  const isListing = (page: RealdataFile) => page.file.startsWith('saved/html/vi_list/');
  return { articles: pages.filter((page) => !isListing(page)), listings: pages.filter(isListing) };
}

/** The feeds of real papers. The deliberately broken ones (`derived/`) name no paper and are left to the tests. */
export function feedFiles(from: string): RealdataFile[] {
  return Object.entries(feeds).map(([name, url]) => ({
    url,
    title: '',
    path: join(from, 'feeds', name),
    file: `saved/feeds/${name}`,
  }));
}
