import { caniemail } from 'caniemail';

/**
 * The mail programs of our readers. Left out: Gmail in a phone's browser, which takes every style away and shows the plain
 * headings, lists and links; Windows Mail, which its maker has withdrawn.
 */
const CLIENTS = [
  'apple-mail.*',
  'gmail.android',
  'gmail.desktop-webmail',
  'gmail.ios',
  'outlook.android',
  'outlook.ios',
  'outlook.macos',
  'outlook.windows',
] as const;

/** What of an HTML mail some program of our readers does not know, by its name at caniemail.com. */
export function unsupported(html: string): string[] {
  const { issues } = caniemail({ clients: [...CLIENTS], html });
  return [...new Set([...issues.errors.values()].flat().map((issue) => issue.title))].sort();
}

/** What some program does not know in every mail of ours, and why that does no harm. */
export const ACCEPTED: Readonly<Record<string, string>> = {
  '<body> element': 'Outlook on a Mac drops the element, not what is in it',
  '@media': 'a smaller masthead on phones; Outlook on Windows has room for the large one',
  'Chaining selectors': "MJML's rule for Thunderbird, which alone needs it",
  'Local anchors':
    'a tap in the contents does nothing in three phone programs; the item follows below, the web page is linked',
  opacity: 'one of five ways in which MJML hides the preheader',
  outline: "MJML, for pictures; a monthly's have a line of their own against frames",
  overflow: 'one of five ways in which MJML hides the preheader',
  'table-layout': 'MJML sets what is the default',
  'word-spacing': 'MJML sets what is the default',
};
