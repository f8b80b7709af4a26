import type { DeskContext } from './page.ts';

/** On which screen a rendering is looked at; `plain`: with pictures switched off. */
export const LOOKS = ['desktop', 'phone', 'plain', 'dark'] as const;
/** See {@link LOOKS}. */
export type Look = (typeof LOOKS)[number];

/** The screen that the address asks for, `?look=`. */
export function lookOf(context: DeskContext): Look {
  return LOOKS.find((each) => each === context.req.query('look')) ?? 'desktop';
}

/** The condition under which the mail (`@media (…)`) and the web page (`@media screen and (…)`) turn dark. */
const WHEN_DARK = /@media\s+(?:(screen)\s+and\s+)?\(prefers-color-scheme:\s*dark\)/gu;

/** The very rendering; for a dark screen its own dark rules hold whatever the screen of whoever looks. */
export function seenAs(html: string, look: Look): string {
  return look === 'dark' ? html.replaceAll(WHEN_DARK, (_, screen) => `@media ${screen ?? 'all'}`) : html;
}
