import type { Hono } from 'hono';
import type { Day } from '../core/calendar/instant.ts';
import { DeskRefusedError, FormBrowser } from './form-browser.ts';
import { SAMPLE_PEOPLE } from './sign-in.ts';

/** What approving came to; `not-offered`: the issue is approved already, or the draft is empty. */
export type SampleApproval = { readonly kind: 'approved' } | { readonly kind: 'not-offered' };

/**
 * Approves the draft of a day as a person would: signs in with a real token, opens the draft, asks for approval and
 * confirms it, through the forms of the desk's own pages.
 */
export async function approveAsSampleEditor(app: Hono, origin: string, issueKey: Day): Promise<SampleApproval> {
  return approveAt(await signedIn(app, origin), `/desk/issues/${issueKey}`);
}

/** The sample editor at the desk. */
export async function signedIn(app: Hono, origin: string): Promise<FormBrowser> {
  const browser = new FormBrowser(app, origin);
  const signIn = await browser.open('/desk');
  await browser.submit(signIn, 'form', { person: SAMPLE_PEOPLE[0]?.id ?? '' });
  return browser;
}

/** Asks for approval on the page of a draft and confirms it. */
export async function approveAt(browser: FormBrowser, address: string): Promise<SampleApproval> {
  const draft = await browser.open(address);
  if (draft.$('[data-approve]').length === 0) return { kind: 'not-offered' };
  const confirmation = await browser.open(draft.$('[data-approve]').attr('href') ?? '');
  const approved = await browser.submit(confirmation, 'form[data-confirm]', {});
  if (approved.$('[data-state=drafting]').length > 0) {
    throw new DeskRefusedError(approved.url.pathname, approved.$('[role=alert]').text().trim());
  }
  return { kind: 'approved' };
}
