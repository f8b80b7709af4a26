import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { siteStyle } from '../palette.ts';
import { CONTENT_TYPES, type RenderedFile } from '../rendered-file.ts';
import { readTemplate, readTemplateJson, renderMarkup } from '../templates.ts';
import { type Address, homeOf } from '../view.ts';

/** `templates/site/search.json`: what the search page says while it works; `{name}` is filled in by its script. */
export const searchWordsSchema = z.object({ version: z.literal(1), words: z.record(z.string(), z.string().min(1)) });

/** Folder of the search page on the site. */
export const SEARCH_FOLDER = 'tim-kiem/';

/** The built script lies beside the handler; from source there is none, and the page says where else to look. */
const SCRIPT = './search.js';
const SCRIPT_TYPE = 'text/javascript; charset=utf-8';

/** The search page, and before it the script it loads, whose name changes with every letter of it. */
export function renderSearch(address: Address, script: string | null = readScript()): RenderedFile[] {
  const name = script === null ? null : `tim-${createHash('sha256').update(script).digest('hex').slice(0, 12)}.js`;
  const page = renderMarkup('site/search.html', {
    address: `${homeOf(address)}${SEARCH_FOLDER}`,
    style: `${siteStyle()}\n${readTemplate('site/search.css')}`,
    words: JSON.stringify(searchWordsSchema.parse(readTemplateJson('site/search.json')).words),
    script: name,
  });
  const files = [{ key: `${SEARCH_FOLDER}index.html`, body: page, contentType: CONTENT_TYPES.html }];
  if (script === null) return files;
  return [{ key: `${SEARCH_FOLDER}${name}`, body: script, contentType: SCRIPT_TYPE }, ...files];
}

function readScript(): string | null {
  try {
    return readFileSync(fileURLToPath(new URL(SCRIPT, import.meta.url)), 'utf8');
  } catch {
    return null;
  }
}
