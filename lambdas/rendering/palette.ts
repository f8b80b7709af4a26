import { z } from 'zod';
import { readTemplate, readTemplateJson } from './templates.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/);

const coloursSchema = z.object({
  /** Behind the sheet. */
  ground: colour,
  /** The sheet itself. */
  paper: colour,
  /** A box on the sheet. */
  panel: colour,
  ink: colour,
  muted: colour,
  /** Links and section headings. */
  navy: colour,
  /** Masthead and numbers. */
  red: colour,
  /** Decoration only, never text. */
  gold: colour,
  rule: colour,
});

const pixels = z.number().int().min(10).max(72);

/** `templates/style/palette.json`: one palette and one scale of type for every output; sizes in CSS pixels. */
export const paletteSchema = z.object({
  version: z.literal(1),
  light: coloursSchema,
  dark: coloursSchema,
  /** Unquoted family lists, so that they fit into attributes. */
  fonts: z.object({ serif: z.string().regex(/^[\w ,-]+$/), sans: z.string().regex(/^[\w ,-]+$/) }),
  sizes: z.object({ small: pixels, note: pixels, text: pixels, title: pixels, name: pixels, subject: pixels }),
});
/** See {@link paletteSchema}. */
export type Palette = z.infer<typeof paletteSchema>;

/** The palette as it stands in the templates. */
export function readPalette(): Palette {
  return paletteSchema.parse(readTemplateJson('style/palette.json'));
}

let style: string | null = null;

/** The site's style sheet: the palette as custom properties, then `templates/style/site.css`; made once, for it stands in every page. */
export function siteStyle(): string {
  style ??= madeStyle();
  return style;
}

function madeStyle(): string {
  const { light, dark, fonts, sizes } = readPalette();
  const fixed = [
    ...Object.entries(fonts).map(([name, families]) => `--${name}:${families};`),
    ...Object.entries(sizes).map(([name, size]) => `--${name}:${size / 16}rem;`),
  ].join('');
  const root = `:root{color-scheme:light dark;${fixed}${properties(light)}}`;
  return `${root}\n@media screen and (prefers-color-scheme:dark){:root{${properties(dark)}}}\n${readTemplate('style/site.css')}`;
}

function properties(colours: Palette['light']): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}
