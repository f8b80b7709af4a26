import type { Hono } from 'hono';
import { createDesk } from '../../../lambdas/web/desk/desk.ts';
import type { DeskEnvironment } from '../../../lambdas/web/desk/doors.ts';
import { RING } from '../../faults/mailing-world.ts';
import type { DeskWorld } from './desk-world.ts';
import { CLIENT_ID, type KeyHouse } from './sign-in-house.ts';

/** What the desk of the tests says in a test mail. */
export const TEST_MAIL = {
  from: { name: 'Điểm báo', address: 'diembao@example.vn' },
  replyTo: 'toasoan@example.vn',
  allowList: null,
  keyring: async () => RING,
};

/** Where the desk of the tests is seen by its editors. */
const DESK = 'https://desk.example.vn';

/** The desk over a world in memory, and what it reported. */
export function openDesk(
  world: DeskWorld,
  house: Pick<KeyHouse, 'identity' | 'issuer'>,
  deskAddress = DESK,
): { app: Hono<DeskEnvironment>; reports: string[] } {
  const reports: string[] = [];
  const app = createDesk({
    ports: world.ports,
    identity: house.identity,
    publicAddress: 'https://diembao.example.vn',
    deskAddress,
    signIn: { address: house.issuer, clientId: CLIENT_ID },
    mail: TEST_MAIL,
    report: ({ what, detail }) => reports.push(`${what}: ${detail}`),
  });
  return { app, reports };
}

/** What one request came to. */
export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly html: string;
  /** The body as it came. */
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** Someone at the desk with a token (or none). */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, form?: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  /** Hidden fields of the first form on the page at `path` that carries them. */
  fields(path: string): Promise<{ etag: string; seen: string }>;
}

/** A browser of few words: one cookie, forms from our own origin. */
export function visitor(app: Hono<DeskEnvironment>, token: string | null): Visitor {
  const cookie: Record<string, string> = token === null ? {} : { cookie: `__Secure-desk-session=${token}` };
  const answer = async (response: Response): Promise<Answer> => {
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      html: new TextDecoder().decode(bytes),
      bytes,
      headers: response.headers,
    };
  };
  const get = async (path: string, headers: Record<string, string> = {}) =>
    answer(await app.request(`${DESK}${path}`, { headers: { ...cookie, ...headers } }));
  return {
    get,
    post: async (path, form = {}, headers = {}) => {
      const body = new URLSearchParams(form).toString();
      const sent = { 'content-type': 'application/x-www-form-urlencoded', origin: DESK, ...cookie, ...headers };
      return answer(await app.request(`${DESK}${path}`, { method: 'POST', body, headers: sent }));
    },
    fields: async (path) => {
      const { html } = await get(path);
      const field = (name: string) => decode(new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '');
      return { etag: field('etag'), seen: field('seen') };
    },
  };
}

function decode(text: string): string {
  return text.replaceAll('&#34;', '"').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
