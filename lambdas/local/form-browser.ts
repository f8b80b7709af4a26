import { type CheerioAPI, load } from 'cheerio/slim';
import type { Hono } from 'hono';

/** A page did not let the sample editor go on: the draft is not there, or the desk refused. */
export class DeskRefusedError extends Error {
  constructor(place: string, detail: string) {
    super(`the sample editor could not go on at ${place}: ${detail}`);
    this.name = 'DeskRefusedError';
  }
}

/** A page as it came. */
export interface DeskPage {
  readonly url: URL;
  readonly $: CheerioAPI;
}

/** A form by its selector; with `action` where a button of it leads somewhere else. */
export type FormChoice = string | { readonly selector: string; readonly action: string };

/** Just enough of a browser: cookies, redirects, forms; every request goes to the app in this process. */
export class FormBrowser {
  readonly #app: Hono;
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(app: Hono, origin: string) {
    this.#app = app;
    this.#origin = origin;
  }

  /** Opens a page of the desk. */
  open(path: string): Promise<DeskPage> {
    return this.#go(new URL(path, this.#origin), { method: 'GET' });
  }

  /** Sends the first form that fits with its own fields and `values`. */
  submit(page: DeskPage, choice: FormChoice, values: Readonly<Record<string, string>>): Promise<DeskPage> {
    const { selector, action } = typeof choice === 'string' ? { selector: choice, action: null } : choice;
    const form = page.$(selector).first();
    if (form.length === 0) throw new DeskRefusedError(page.url.pathname, `no form ${selector}`);
    const fields = new URLSearchParams();
    for (const field of form.find('input[name]').toArray()) {
      const input = page.$(field);
      const isChoice = ['radio', 'checkbox'].includes(input.attr('type') ?? '');
      if (!isChoice) fields.set(input.attr('name') ?? '', input.attr('value') ?? '');
    }
    for (const [name, value] of Object.entries(values)) fields.set(name, value);
    return this.#go(new URL(action ?? form.attr('action') ?? '', page.url), { method: 'POST', body: fields });
  }

  async #go(url: URL, init: RequestInit, hops = 0): Promise<DeskPage> {
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
