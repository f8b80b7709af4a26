import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingKey } from '../../../lambdas/workflows/settings/house.ts';
import { MATRIX } from './authorisation-matrix.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { MONTH, monthlyWorld } from './monthly-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { type Answer, openDesk, visitor } from './visitor.ts';

/** Groups that get in where the matrix says so. */
const LET_IN = {
  everybody: [
    'none',
    'expired',
    'wrong issuer',
    'wrong client',
    'foreign key',
    'access token',
    'no group',
    'reader',
    'editor',
    'approver',
    'administrator',
    'disabled editor',
  ],
  readers: ['reader', 'editor', 'approver', 'administrator'],
  editors: ['editor', 'approver'],
  keepers: ['editor', 'approver', 'administrator'],
  administrators: ['administrator'],
  approvers: ['approver'],
  overseers: ['approver', 'administrator'],
} as const;

const UNKNOWN = ['none', 'expired', 'wrong issuer', 'wrong client', 'foreign key', 'access token'];

let house: KeyHouse;
const tokens = new Map<string, string | null>();

beforeAll(async () => {
  house = await openKeyHouse();
  const past = Math.floor(Date.now() / 1000) - 60;
  tokens.set('none', null);
  tokens.set('expired', await house.token(['approvers'], { exp: past }));
  tokens.set('wrong issuer', await house.token(['approvers'], { iss: 'https://elsewhere.example.vn' }));
  tokens.set('wrong client', await house.token(['approvers'], { aud: 'another-client' }));
  tokens.set('foreign key', await house.token(['approvers'], {}, 'foreign'));
  tokens.set('access token', await house.token(['approvers'], { token_use: 'access' }));
  tokens.set('no group', await house.token(['gardeners']));
  tokens.set('reader', await house.token(['readers']));
  tokens.set('editor', await house.token(['editors']));
  tokens.set('approver', await house.token(['approvers']));
  // The token of an account that was disabled after it signed in is good for hours: the house itself shuts it out.
  tokens.set('disabled editor', await house.token(['approvers', 'administrators'], { sub: 'disabled' }));
  tokens.set('administrator', await house.token(['administrators']));
});
afterAll(() => house.close());

/** A desk with one account shut out, and whatever its routes speak of. */
async function deskFor(route: string) {
  const world = route.includes('/monthly/') ? await monthlyWorld() : await deskWorld();
  const closed = { version: 1, names: [], closed: [{ id: 'disabled', why: 'nghỉ việc' }] };
  const file = JSON.stringify(closed);
  await world.ports.newsroom.put(settingKey('editors'), file, { contentType: 'application/json' }, { kind: 'any' });
  return openDesk(world, house).app;
}

async function ask(app: Awaited<ReturnType<typeof deskFor>>, route: string, who: string): Promise<Answer> {
  const [method = '', pattern = ''] = route.split(' ');
  const isMonthly = pattern.includes('/monthly/');
  const id = isMonthly ? 'bai1' : pattern.includes('candidates') ? 'baimoi' : 'tin1';
  const path = pattern
    .replace(':key', isMonthly ? MONTH : DAY)
    .replace(':id', id)
    .replace(':piece', '1')
    .replace(':name', 'masthead')
    .replace(':number', '1');
  const asker = visitor(app, tokens.get(who) ?? null);
  return method === 'GET' ? asker.get(path) : asker.post(path);
}

/** What the desk made of the visitor, whatever it then answered. */
function verdict(answer: Answer): 'let in' | 'sent to sign in' | 'refused' {
  if (answer.location.startsWith(`${house.issuer}/oauth2/authorize`) || answer.status === 401) return 'sent to sign in';
  return answer.status === 403 ? 'refused' : 'let in';
}

describe('R33 the authorisation matrix of the desk', () => {
  it('has a row for every route of the app, and no other', async () => {
    const { app } = openDesk(await deskWorld(), house);
    const routes = app.routes.filter(({ method, path }) => method !== 'ALL' || path !== '/*');

    expect([...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(
      Object.keys(MATRIX).sort(),
    );
  });

  for (const [route, admitted] of Object.entries(MATRIX)) {
    it(`lets in ${admitted} only: ${route}`, async () => {
      const verdicts: Record<string, string> = {};
      const expected: Record<string, string> = {};
      const letIn: readonly string[] = LET_IN[admitted];
      // Whoever is kept out changes nothing, so they can all be kept out of one desk; the others have one each.
      const shut = await deskFor(route);
      for (const who of LET_IN.everybody) {
        const app = letIn.includes(who) && !route.startsWith('GET') ? await deskFor(route) : shut;
        verdicts[who] = verdict(await ask(app, route, who));
        expected[who] = letIn.includes(who) ? 'let in' : UNKNOWN.includes(who) ? 'sent to sign in' : 'refused';
      }

      expect(verdicts).toEqual(expected);
    });
  }

  it('control: would notice a route without a guard', async () => {
    const { app } = openDesk(await deskWorld(), house);
    app.get('/desk/secret', (context) => context.text('open'));
    const routes = app.routes.map(({ method, path }) => `${method} ${path}`);

    expect(Object.keys(MATRIX)).not.toContain('GET /desk/secret');
    expect(routes).toContain('GET /desk/secret');
  });
});

describe('forms from elsewhere', () => {
  it('are refused, whoever is signed in', async () => {
    const world = await deskWorld();
    const { app } = openDesk(world, house);
    const before = (await world.draft()).etag;
    const approver = visitor(app, tokens.get('approver') ?? null);
    const fields = await approver.fields(`/desk/issues/${DAY}`);
    const drop = `/desk/issues/${DAY}/clippings/tin1/drop`;

    expect((await approver.post(drop, fields, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await approver.post(drop, fields, { origin: 'null' })).status).toBe(403);
    expect((await world.draft()).etag).toBe(before);
    // The control: the same form from our own pages is taken.
    expect((await approver.post(drop, fields)).status).toBe(303);
    expect((await world.draft()).etag).not.toBe(before);
  });

  it('change nothing when they come as something else than a form', async () => {
    const world = await deskWorld();
    const { app } = openDesk(world, house);
    const approver = visitor(app, tokens.get('approver') ?? null);
    const fields = await approver.fields(`/desk/issues/${DAY}`);
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
    const answer = await approver.post(`/desk/issues/${DAY}/clippings/tin1/drop`, fields, headers);

    expect(answer.status).toBe(422);
    expect((await world.draft()).value.clippings).toHaveLength(10);
  });
});

describe('R28 every answer of the desk', () => {
  it('forbids everything the pages do not need, and is never stored', async () => {
    const { app } = openDesk(await deskWorld(), house);
    const { headers } = await visitor(app, tokens.get('reader') ?? null).get(`/desk/issues/${DAY}`);

    expect(headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  it('keeps what was typed when the session has ended', async () => {
    const { app } = openDesk(await deskWorld(), house);
    const late = visitor(app, tokens.get('expired') ?? null);
    const answer = await late.post(`/desk/issues/${DAY}/clippings/tin1/rewrite`, { text: 'Câu vừa gõ <i>' });

    expect(answer.status).toBe(401);
    expect(answer.html).toContain('name="text" value="Câu vừa gõ &lt;i&gt;"');
  });

  it('says so when the keys of the sign-in cannot be had', async () => {
    const world = await deskWorld();
    const down = { ...house, identity: { ...house.identity, verify: () => Promise.reject(new Error('refused')) } };
    const { app, reports } = openDesk(world, down);

    expect((await visitor(app, 'x').get('/desk')).status).toBe(503);
    expect(reports).toHaveLength(1);
  });
});
