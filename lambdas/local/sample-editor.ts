import { type CheerioAPI, load } from 'cheerio/slim';
import type { Hono } from 'hono';
import type { Day } from '../core/calendar/instant.ts';
import { SAMPLE_PEOPLE } from './sign-in.ts';

/** A page did not let the sample editor go on: the draft is not there, or the desk refused. */
class DeskRefusedError extends Error {
  constructor(place: string, detail: string) {
    super(`the sample editor could not go on at ${place}: ${detail}`);
    this.name = 'DeskRefusedError';
  }
}

/** What approving came to; `not-offered`: the issue is approved already, or the draft is empty. */
export type SampleApproval = { readonly kind: 'approved' } | { readonly kind: 'not-offered' };

interface Page {
  readonly url: URL;
  readonly $: CheerioAPI;
}

/**
 * Approves the draft of a day as a person would: signs in with a real token, opens the draft, asks for approval and
 * confirms it, through the forms of the desk's own pages.
 */
export async function approveAsSampleEditor(app: Hono, origin: string, issueKey: Day): Promise<SampleApproval> {
  const browser = new FormBrowser(app, origin);
  const signIn = await browser.open('/desk');
  await browser.submit(signIn, 'form', { person: SAMPLE_PEOPLE[0]?.id ?? '' });
  const draft = await browser.open(`/desk/issues/${issueKey}`);
  if (draft.$('[data-approve]').length === 0) return { kind: 'not-offered' };
  const confirmation = await browser.open(draft.$('[data-approve]').attr('href') ?? '');
  const approved = await browser.submit(confirmation, 'form[data-confirm]', {});
  if (approved.$('[data-state=drafting]').length > 0) {
    throw new DeskRefusedError(approved.url.pathname, approved.$('[role=alert]').text().trim());
  }
  return { kind: 'approved' };
}

/** Just enough of a browser: cookies, redirects, forms; every request goes to the app in this process. */
class FormBrowser {
  readonly #app: Hono;
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(app: Hono, origin: string) {
    this.#app = app;
    this.#origin = origin;
  }

  open(path: string): Promise<Page> {
    return this.#go(new URL(path, this.#origin), { method: 'GET' });
  }

  submit(page: Page, selector: string, values: Readonly<Record<string, string>>): Promise<Page> {
    const form = page.$(selector).first();
    if (form.length === 0) throw new DeskRefusedError(page.url.pathname, `no form ${selector}`);
    const fields = new URLSearchParams();
    for (const field of form.find('input[name]').toArray()) {
      const input = page.$(field);
      const isChoice = ['radio', 'checkbox'].includes(input.attr('type') ?? '');
      if (!isChoice) fields.set(input.attr('name') ?? '', input.attr('value') ?? '');
    }
    for (const [name, value] of Object.entries(values)) fields.set(name, value);
    return this.#go(new URL(form.attr('action') ?? '', page.url), { method: 'POST', body: fields });
  }

  async #go(url: URL, init: RequestInit, hops = 0): Promise<Page> {
    const headers = new Headers({ origin: this.#origin, host: url.host, cookie: this.#cookieHeader() });
    if (init.method === 'POST') headers.set('content-type', 'application/x-www-form-urlencoded');
    const response = await this.#app.request(url.href, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const location = response.headers.get('location');
    if (location && hops < 10) return this.#go(new URL(location, url), { method: 'GET' }, hops + 1);
    const html = await response.text();
    if (response.status >= 400)
      throw new DeskRefusedError(url.pathname, `${response.status} ${load(html)('h1').text()}`);
    return { url, $: load(html) };
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(setCookie: string): void {
    const [pair = ''] = setCookie.split(';');
    const cut = pair.indexOf('=');
    this.#cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
  }
}
