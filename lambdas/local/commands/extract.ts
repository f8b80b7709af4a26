import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Byline, blockTexts } from '../../core/extraction/article.ts';
import { extractArticle } from '../../core/extraction/extract-article.ts';
import { decodeText } from '../../core/vietnamese/charset.ts';
import { type Command, WrongInputError } from './command.ts';
import { besideList, readInput, readLines } from './input.ts';

const lineSchema = z.object({ file: z.string(), url: z.string().nullish() });

/** Address of a page whose own is not told: links on it resolve to nowhere. */
const UNKNOWN_ADDRESS = 'https://page.invalid/';

/** `extract`: what the house reads out of saved pages, in the order of the input. */
export const extract: Command = {
  usage: '[--url U] FILE… | --list L.jsonl',
  summary: 'the article in saved pages (.html, .html.gz); lines of the list are {file, url}',
  *run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: { type: 'string' }, list: { type: 'string' } },
    });
    const { list } = values;
    const pages = list
      ? readLines(list, lineSchema).map(({ file, url }) => ({ file, path: besideList(list, file), url: url ?? null }))
      : positionals.map((file) => ({ file, path: file, url: values.url ?? null }));
    if (pages.length === 0) throw new WrongInputError('extract: a FILE or --list L.jsonl is needed');
    for (const page of pages) yield extractPage(page);
  },
};

function extractPage(page: { file: string; path: string; url: string | null }): object {
  const bytes = readInput(page.path);
  const started = performance.now();
  const html = decodeText(bytes, null);
  const found = extractArticle({ html, url: page.url ?? UNKNOWN_ADDRESS, rules: null, listed: null });
  const ms = Math.round((performance.now() - started) * 10) / 10;
  if (found.kind === 'not-article') {
    const nothing = { title: null, lead: null, author: null, publishedAt: null, text: '', blocks: [] };
    return { file: page.file, kind: found.kind, reason: found.reason, ...nothing, ms };
  }
  return {
    file: page.file,
    kind: found.kind,
    title: found.title,
    lead: found.lead,
    author: authorOf(found.byline),
    publishedAt: found.published.instant,
    text: blockTexts(found.blocks).join('\n'),
    blocks: found.blocks,
    ms,
  };
}

function authorOf(byline: Byline | null): string | null {
  if (!byline) return null;
  return byline.authors.join(', ') || byline.agency || byline.printed;
}
