import { fileURLToPath } from 'node:url';
import { Liquid } from 'liquidjs';

const engine = new Liquid({
  root: fileURLToPath(new URL('./pages/', import.meta.url)),
  extname: '.liquid',
  cache: true,
  outputEscape: 'escape',
  strictFilters: true,
  strictVariables: true,
});

/** Renders `pages/<name>.liquid`; every printed value is escaped unless the template says `raw`. */
export function renderPage(name: string, values: object): string {
  const rendered: unknown = engine.renderFileSync(name, values);
  return String(rendered);
}
