import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCodeExchange } from '../../../lambdas/aws/code-exchange.ts';
import { createTokenVerifier } from '../../../lambdas/aws/token-verifier.ts';
import { fromMillis } from '../../../lambdas/core/calendar/instant.ts';
import { createSignIn, SAMPLE_PEOPLE } from '../../../lambdas/local/sign-in.ts';
import { createDesk } from '../../../lambdas/web/desk/desk.ts';
import { deskWorld } from './desk-world.ts';
import { CLIENT_ID, serveApp } from './sign-in-house.ts';
import { TEST_MAIL } from './visitor.ts';

let origin = '';
let close: () => Promise<void>;
let folder = '';
let now = Date.now();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-sign-in-'));
  const app = new Hono();
  const served = await serveApp((request) => app.fetch(request));
  origin = served.origin;
  close = served.close;
  const issuer = `${origin}/sign-in`;
  const signIn = createSignIn({
    issuer,
    keyFile: join(folder, 'key.json'),
    clientId: CLIENT_ID,
    clock: { now: () => fromMillis(now) },
  });
  const world = await deskWorld();
  const desk = createDesk({
    ports: world.ports,
    identity: {
      verify: createTokenVerifier({ issuer, clientId: CLIENT_ID, jwksUri: `${issuer}/.well-known/jwks.json` }),
      exchange: createCodeExchange({ signInAddress: issuer, clientId: CLIENT_ID }),
    },
    publicAddress: origin,
    deskAddress: origin,
    signIn: { address: issuer, clientId: CLIENT_ID },
    mail: TEST_MAIL,
    report: () => undefined,
  });
  for (const path of ['/desk', '/desk/*']) app.all(path, (context) => desk.fetch(context.req.raw));
  app.route('/sign-in', signIn);
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const go = (address: string, cookie = '') => fetch(address, { redirect: 'manual', headers: { cookie } });
const locationOf = (response: Response) => response.headers.get('location') ?? '';
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .join('; ');

/** Goes from the desk to the sign-in and chooses a person: the address to come back to, and the cookie of the flow. */
async function choose(person = SAMPLE_PEOPLE[0]?.id ?? '', path = '/desk') {
  const away = await go(`${origin}${path}`);
  const body = new URLSearchParams([...new URL(locationOf(away)).searchParams, ['person', person]]);
  const address = `${origin}/sign-in/oauth2/authorize`;
  const chosen = await fetch(address, { method: 'POST', body, redirect: 'manual', headers: { origin } });
  return { back: locationOf(chosen), flow: cookieOf(away), asked: new URL(locationOf(away)) };
}

describe('signing in', () => {
  it('goes to the sign-in and comes back with a session, to the page that was wanted', async () => {
    const { back, flow } = await choose('bien-tap-1', '/desk/issues/2026-11-23');
    const arrived = await go(back, flow);
    const session = arrived.headers.getSetCookie().find((each) => each.startsWith('desk-session=ey')) ?? '';
    const page = await go(`${origin}${locationOf(arrived)}`, session.split(';')[0]);

    expect(locationOf(arrived)).toBe('/desk/issues/2026-11-23');
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
    expect(session).toMatch(/Path=\/desk/);
    expect(await page.text()).toContain('Phạm Thu Hiền');
  });

  it('is refused with a foreign state, without the flow, or with a code a second time', async () => {
    const { back, flow } = await choose();
    const forged = new URL(back);
    forged.searchParams.set('state', 'forged');

    expect((await go(forged.href, flow)).status).toBe(400);
    expect((await go(back)).status).toBe(400);
    expect((await go(back, flow)).status).toBe(303);
    expect((await go(back, flow)).status).toBe(400);
  });

  it('is refused when the code was got in another flow: its verifier does not fit', async () => {
    const mine = await choose();
    const theirs = await choose();
    const mixed = new URL(mine.back);
    mixed.searchParams.set('code', new URL(theirs.back).searchParams.get('code') ?? '');

    expect((await go(mixed.href, mine.flow)).status).toBe(400);
    // The control: their own code in their own flow is good.
    const again = await choose();
    expect((await go(again.back, again.flow)).status).toBe(303);
  });

  it('never sends anybody to another origin', async () => {
    const { asked } = await choose();
    asked.searchParams.set('redirect_uri', 'https://evil.example/desk/signed-in');

    expect((await go(asked.href)).status).toBe(400);
    expect((await go(`${origin}/sign-in/logout?logout_uri=https://evil.example/`)).status).toBe(400);
    expect((await go(`${origin}//evil.example/desk`)).status).toBe(404);
  });

  it('lets a code wait a minute and no longer', async () => {
    const { back, flow } = await choose();
    now += 61_000;
    const late = await go(back, flow);
    now -= 61_000;

    expect(late.status).toBe(400);
  });

  it('ends with the session forgotten here and there', async () => {
    const out = await fetch(`${origin}/desk/signed-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    });
    const there = await go(locationOf(out));

    expect(
      out.headers.getSetCookie().some((each) => each.startsWith('desk-session=;') && each.includes('Max-Age=0')),
    ).toBe(true);
    expect(locationOf(there)).toBe(`${origin}/desk`);
    expect(locationOf(await go(locationOf(there)))).toContain('/oauth2/authorize');
  });

  it('keeps its key between starts, readable by its owner only', async () => {
    const file = join(folder, 'key.json');
    const again = createSignIn({
      issuer: `${origin}/sign-in`,
      keyFile: file,
      clientId: CLIENT_ID,
      clock: { now: () => fromMillis(now) },
    });
    const keys = async (response: Response | Promise<Response>) => (await response).json();

    expect(await keys(again.request('/.well-known/jwks.json'))).toEqual(
      await keys(go(`${origin}/sign-in/.well-known/jwks.json`)),
    );
    expect(JSON.stringify(await keys(again.request('/.well-known/jwks.json')))).not.toContain('"d"');
    expect((await stat(file)).mode & 0o077).toBe(0);
  });
});
