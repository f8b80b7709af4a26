import { caniemail } from 'caniemail';
import { describe, expect, it } from 'vitest';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { viewOf } from '../../lambdas/rendering/view.ts';
import { SAMPLE_ADDRESS, sampleSnapshot } from '../support/sample-snapshot.ts';

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

/** What some program does not know, and why that does no harm. */
const ACCEPTED: Readonly<Record<string, string>> = {
  '<body> element': 'Outlook on a Mac drops the element, not what is in it',
  '@media': 'a smaller masthead on phones; Outlook on Windows has room for the large one',
  'Chaining selectors': "MJML's rule for Thunderbird, which alone needs it",
  'Local anchors':
    'a tap in the contents does nothing in three phone programs; the item follows below, the web page is linked',
  opacity: 'one of five ways in which MJML hides the preheader',
  outline: 'MJML, for pictures; we have none',
  overflow: 'one of five ways in which MJML hides the preheader',
  'table-layout': 'MJML sets what is the default',
  'word-spacing': 'MJML sets what is the default',
};

function unsupported(html: string): string[] {
  const { issues } = caniemail({ clients: [...CLIENTS], html });
  return [...new Set([...issues.errors.values()].flat().map((issue) => issue.title))].sort();
}

describe('the mail in the programs of its readers', () => {
  it('uses nothing they lack but what is accepted with a reason', async () => {
    const { html } = await renderEmail(viewOf(sampleSnapshot(), SAMPLE_ADDRESS));
    expect(unsupported(html).filter((title) => ACCEPTED[title] === undefined)).toEqual([]);
    expect(Object.keys(ACCEPTED).filter((title) => !unsupported(html).includes(title))).toEqual([]);
  });

  it('is checked by a lint that sees what they lack', () => {
    expect(unsupported('<div style="display:flex"><video></video></div>')).toContain('display:flex');
  });
});
