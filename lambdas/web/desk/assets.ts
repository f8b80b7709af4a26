import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPalette } from '../../rendering/palette.ts';
import { readTemplate } from '../../rendering/templates.ts';
import type { DeskContext } from './page.ts';

/** Assets may be kept a little while: they change with a deployment only. */
const FRESH = 'private, max-age=300';

/** The bundled script lies beside the handler; from source there is none, and every page works without. */
const SCRIPT = './desk.js';

/** The desk's style: the house's palette as custom properties, then the files of `templates/desk/`. */
export function style(context: DeskContext): Response {
  const { light, fonts } = readPalette();
  const tokens = [...Object.entries(light), ...Object.entries(fonts)].map(([name, value]) => `--${name}:${value};`);
  const css = `:root{${tokens.join('')}}\n${readTemplate('desk/desk.css')}${readTemplate('desk/settings.css')}`;
  return asset(context, css, 'text/css; charset=utf-8');
}

/** The enhancing script. */
export function script(context: DeskContext): Response {
  return asset(context, readScript(), 'text/javascript; charset=utf-8');
}

function readScript(): string {
  try {
    return readFileSync(fileURLToPath(new URL(SCRIPT, import.meta.url)), 'utf8');
  } catch {
    return '';
  }
}

function asset(context: DeskContext, body: string, contentType: string): Response {
  return context.body(body, 200, { 'content-type': contentType, 'cache-control': FRESH });
}
