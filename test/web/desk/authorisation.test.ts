import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  ],
  readers: ['reader', 'editor', 'approver', 'administrator'],
  editors: ['editor', 'approver'],
  keepers: ['editor', 'approver', 'administrator'],
  administrators: ['administrator'],
  approvers: ['approver'],
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
  tokens.set('administrator', await house.token(['administrators']));
});
afterAll(() => house.close());

async function ask(route: string, who: string): Promise<Answer> {
  const { app } = openDesk(route.includes('/monthly/') ? await monthlyWorld() : await deskWorld(), house);
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

describe('the authorisation matrix of the desk', () => {
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
      for (const who of LET_IN.everybody) {
        const letIn: readonly string[] = LET_IN[admitted];
        verdicts[who] = verdict(await ask(route, who));
        expected[who] = letIn.includes(who) ? 'let in' : UNKNOWN.includes(who) ? 'sent to sign in' : 'refused';
      }

      expect(verdicts).toEqual(expected);
    });
  }

  it('would notice a route without a guard', async () => {
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

describe('every answer of the desk', () => {
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
