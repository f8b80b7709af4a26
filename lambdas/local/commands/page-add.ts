import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromMillis } from '../../core/calendar/instant.ts';
import { blockTexts } from '../../core/extraction/article.ts';
import { type Extraction, extractArticle } from '../../core/extraction/extract-article.ts';
import { decodeText } from '../../core/vietnamese/charset.ts';
import { systemDialler } from '../../net/dialler.ts';
import { createPoliteWeb } from '../../net/polite-web.ts';
import { userAgentOf } from '../../net/user-agent.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Web } from '../../ports/web.ts';
import { type Command, WrongInputError } from './command.ts';
import { disguisePage } from './disguise-page.ts';
import { readInput } from './input.ts';
import { inventCode, inventText } from './invented-words.ts';

const FOLDER = 'test/fixtures/pages';
/** The shape of a page that is an article like most. */
const NORMAL = 'normal';
const GAP_MS = 1_000;
/** Where papers find out who asks. */
const CONTACT = 'https://diembao.example.vn';

const clock: Clock = {
  now: () => fromMillis(Date.now()),
  sleep: (millis) => new Promise((resolve) => void setTimeout(resolve, millis)),
};

/** `page-add`: a captured page as a folder of the extraction's tests, its prose replaced by invented text. */
export const pageAdd: Command = pageAddOver(() =>
  createPoliteWeb({ dialler: systemDialler(), clock, userAgent: userAgentOf(CONTACT) }),
);

/** The command over any web, so that it can be tried without the internet. */
export function pageAddOver(web: () => Web): Command {
  return {
    usage: 'URL|FILE [--url U] [--name SLUG] [--system S] [--shape S] [--to FOLDER]',
    summary: `keeps a page's skeleton and what must be read from it in ${FOLDER}/SLUG, all prose invented`,
    async *run(args) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          url: { type: 'string' },
          name: { type: 'string' },
          system: { type: 'string', default: 'unknown' },
          shape: { type: 'string', default: NORMAL },
          to: { type: 'string', default: FOLDER },
        },
      });
      const [from] = positionals;
      if (from === undefined) throw new WrongInputError('page-add: an address or a file is missing');
      const url = values.url ?? (isAddress(from) ? from : 'https://page.invalid/');
      if (!URL.canParse(url)) throw new WrongInputError(`${url}: no address`);
      const html = htmlOf(from, await readPage(from, web));
      const name = values.name ?? inventCode(url + from);
      yield keep({ html, url, folder: join(values.to, name), name, system: values.system, shape: values.shape });
    },
  };
}

interface Captured {
  readonly html: string;
  readonly url: string;
  readonly folder: string;
  readonly name: string;
  readonly system: string;
  readonly shape: string;
}

/** Writes both files; `same` tells whether the disguised page reads as the captured one did. */
function keep({ html, url, folder, name, system, shape }: Captured): object {
  if (!/^[a-z0-9-]+$/.test(name)) throw new WrongInputError(`${name}: a name has small letters, figures and hyphens`);
  if (existsSync(folder)) throw new WrongInputError(`${folder}: exists`);
  const source = disguisePage(html);
  const address = `https://${name}.example${new URL(url).hostname.endsWith('.vn') ? '.vn' : ''}/${inventCode(url)}.htm`;
  const read = extractArticle({ html, url, rules: null, listed: null });
  if (read.kind === 'not-article' && shape === NORMAL) {
    throw new WrongInputError(`${url}: no article (${read.reason}); name its --shape if it is to be known as none`);
  }
  const wanted = expectedOf(read, inventText);
  const found = expectedOf(extractArticle({ html: source, url: address, rules: null, listed: null }), (text) => text);
  const same = JSON.stringify(wanted) === JSON.stringify(found);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'source.html'), source);
  const expected = { origin: 'skeleton', system, shape, url: address, ...found };
  writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
  return { folder, same, bytes: source.length, ...(same ? {} : { wanted }), found };
}

function expectedOf(found: Extraction, change: (text: string) => string): object {
  if (found.kind === 'not-article') return { kind: found.kind, reason: found.reason };
  return {
    kind: found.kind,
    title: change(found.title),
    lead: found.lead === null ? null : change(found.lead),
    authors: found.byline?.authors.map(change) ?? [],
    published: found.published.instant === null ? null : change(found.published.instant),
    texts: blockTexts(found.blocks).map(change),
  };
}

type Page = readonly [bytes: Uint8Array, contentType: string | null];

async function readPage(from: string, web: () => Web): Promise<Page> {
  if (!isAddress(from)) return [readInput(from), null];
  const got = await web().fetch({ url: from, validators: null, gapMs: GAP_MS });
  if (got.kind === 'fetched') return [got.body, got.contentType];
  throw new WrongInputError(`${from}: ${got.kind === 'failed' ? `${got.failure}: ${got.detail}` : got.kind}`);
}

/** The text of a page; throws where the bytes are a picture, a document or a text without any markup. */
function htmlOf(from: string, [bytes, contentType]: Page): string {
  const html = decodeText(bytes, contentType);
  if (html.includes('\0') || !/<(?:!doctype|html|head|body|title|article|div|p)[\s>]/i.test(html)) {
    throw new WrongInputError(`${from}: no HTML page${contentType ? ` but ${contentType}` : ''}`);
  }
  return html;
}

function isAddress(from: string): boolean {
  return /^https?:\/\//i.test(from);
}
