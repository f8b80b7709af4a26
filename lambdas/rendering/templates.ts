import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Liquid } from 'liquidjs';
import { wrapped } from './wrap.ts';

/** In a bundle the templates lie beside it; from source they are the `templates/` of the house. */
const FOLDERS = ['./templates/', '../../templates/'];

interface Engines {
  readonly folder: string;
  readonly markup: Liquid;
  readonly text: Liquid;
}

let engines: Engines | null = null;

/** Built on first use, so that importing this file touches no disk. */
function loaded(): Engines {
  engines ??= build();
  return engines;
}

function build(): Engines {
  const found = FOLDERS.map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error(`no templates beside ${import.meta.url}`);
  }
  const options = {
    root: found,
    cache: true,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
  };
  const text = new Liquid(options);
  text.registerFilter('wrap', (value: unknown, first = '', rest = '') => wrapped(String(value), { first, rest }));
  return { folder: found, markup: new Liquid({ ...options, outputEscape: 'escape' }), text };
}

/** A template for HTML, XML or MJML: every printed value is escaped; an unknown variable throws with line and column. */
export function renderMarkup(template: string, values: object): string {
  const rendered: unknown = loaded().markup.renderFileSync(template, values);
  return String(rendered);
}

/** A template for plain text: nothing is escaped, so its output must never be read as markup. */
export function renderText(template: string, values: object): string {
  const rendered: unknown = loaded().text.renderFileSync(template, values);
  return String(rendered);
}

/** A file of `templates/` as it is. */
export function readTemplate(path: string): string {
  return readFileSync(`${loaded().folder}${path}`, 'utf8');
}

/** A file of `templates/` that is no text. */
export function readTemplateBytes(path: string): Uint8Array {
  return readFileSync(`${loaded().folder}${path}`);
}

/** A JSON file of `templates/` (words, palette), to be parsed by its schema. */
export function readTemplateJson(path: string): unknown {
  return JSON.parse(readTemplate(path));
}
