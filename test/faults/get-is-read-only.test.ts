import { load } from 'cheerio/slim';
import { Hono } from 'hono';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '../../lambdas/ports/identity.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { IssueRequest } from '../../lambdas/ports/work-queue.ts';
import { AFTER_ROUTES } from '../../lambdas/web/desk/after/routes.ts';
import { createDesk } from '../../lambdas/web/desk/desk.ts';
import { DESK_ROUTES } from '../../lambdas/web/desk/routes.ts';
import { createPublic } from '../../lambdas/web/public/public.ts';
import { mailRenderer, planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { publishIssue } from '../../lambdas/workflows/publishing/publish-issue.ts';
import { presentSetting, saveSetting } from '../../lambdas/workflows/settings/save-setting.ts';
import { SETTINGS } from '../../lambdas/workflows/settings/setting-table.ts';
import { leaveSubscription } from '../../lambdas/workflows/subscribing/follow-link.ts';
import { subscribeByForm } from '../support/by-form.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { DAY } from '../web/desk/desk-world.ts';
import { withMailing } from '../web/desk/mail-world.ts';
import { MONTH, monthlyWorld } from '../web/desk/monthly-world.ts';
import { TEST_MAIL } from '../web/desk/visitor.ts';
import { approve, archiveWorld, contentOn } from '../workflows/publishing/archive-world.ts';
import { deliverOne, HOUSE, ISSUE, makeWorld, readerOf, START, type World } from './mailing-world.ts';
import { type Fetching, SCANNERS, scanned } from './scanners.ts';
import { ALL } from './sizes.ts';

const HOME = HOUSE.publicAddress;
const NEWCOMER = 'nguoi-moi@example.vn';

/** Everything a world keeps, as one text: rows and objects, mails and messages. */
function everything(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Map) return [...each].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    if (each instanceof Uint8Array) return Buffer.from(each).toString('base64');
    if (typeof each === 'object' && each !== null && 'pending' in each && typeof each.pending === 'function') {
      return each.pending();
    }
    return each;
  });
}

/** An issue published and mailed to one reader, and a newcomer asked to confirm: the two mails as they left. */
async function mailed(): Promise<{ world: World; links: string[] }> {
  const world = makeWorld({ readers: 1 });
  const { ports } = world;
  const issue = ports.issues.rows.get(ISSUE);
  if (issue !== undefined) ports.issues.rows.set(ISSUE, { ...issue, state: 'approved', publishedAt: null });
  const planQueue = memoryWorkQueue<IssueRequest>();
  await publishIssue({ ...ports, planMailing: planQueue }, { issueKey: ISSUE, publicAddress: HOME });
  await planMailing({ ...ports, renderMail: mailRenderer(HOME) }, { issueKey: ISSUE });
  await deliverOne(world);
  await subscribeByForm(ports, HOUSE, { address: NEWCOMER, editions: ['daily'] });
  const links: string[] = [];
  for (const { raw } of world.mailer.sent) links.push(...(await linksOf(raw)));
  return { world, links: [...new Set(links)] };
}

/** Every web address a program could find in a mail: attributes of the HTML, the text part, the headers. */
async function linksOf(raw: Uint8Array): Promise<string[]> {
  const mail = await PostalMime.parse(raw);
  const $ = load(mail.html ?? '');
  const attributes = $('[href], [src]')
    .toArray()
    .flatMap((element) => [$(element).attr('href') ?? '', $(element).attr('src') ?? '']);
  const texts = [mail.text ?? '', ...mail.headers.map(({ value }) => value)];
  const written = texts.flatMap((text) => text.match(/https?:\/\/[^\s<>"]+/g) ?? []);
  return [...attributes, ...written].filter((link) => /^https?:/.test(link));
}

/** The house as a browser meets it: the archive from its bucket, the readers' pages from their function. */
function site(world: World, spoil: (app: Hono) => void = () => {}): Hono {
  const app = new Hono();
  spoil(app);
  app.route('/subscriptions', createPublic({ ports: world.ports, settings: HOUSE, report: () => {} }));
  app.get('*', (context) => {
    const key = context.req.path.slice(1).replace(/(^|\/)$/, '$1index.html');
    const found = world.ports.archive.objects.get(key);
    return found === undefined ? context.notFound() : context.body(Buffer.from(found.body));
  });
  return app;
}

/** A route that makes a file each time it is asked, which takes a second or more. */
const MAKES_FILE = /\/(?:pdf|word)$/;

/**
 * Fetches every address three times, as a gateway, a preview and a reader do; GET and HEAD. Files that are made anew are
 * fetched and looked at once in the suite, as often as the rest by `npm run faults`. Returns the answers' statuses.
 */
async function followed(app: Fetching, links: readonly string[], headers: Record<string, string> = {}) {
  const statuses = new Map<string, number>();
  for (const link of links) {
    for (const method of MAKES_FILE.test(link) && !ALL ? ['HEAD', 'GET'] : ['GET', 'HEAD', 'GET', 'GET']) {
      const answer = await app.request(link, { method, headers });
      await answer.text();
      statuses.set(link, answer.status);
    }
  }
  return statuses;
}

const own = (links: readonly string[]) => links.filter((link) => link.startsWith(`${HOME}/`));

let before: Awaited<ReturnType<typeof mailed>>;
beforeAll(async () => {
  before = await mailed();
});

describe('R13 a gateway that follows every link of a mail', () => {
  it('finds a page behind each of ours, and changes nothing', async () => {
    const { world, links } = before;
    const ours = own(links);
    expect(world.mailer.sent.map(({ to }) => to)).toEqual([readerOf(0).address, NEWCOMER]);
    for (const path of ['/subscriptions/leave/daily?token=', '/subscriptions/confirm?token=', '/daily/2026/11/23/']) {
      expect(
        ours.some((link) => link.startsWith(`${HOME}${path}`)),
        path,
      ).toBe(true);
    }
    const stored = everything(world.ports);
    const statuses = await followed(site(world), ours);

    expect([...statuses].filter(([, status]) => status !== 200)).toEqual([]);
    expect(await scanned(site(world), ours)).toBe(ours.length * SCANNERS.length * 9);
    expect(everything(world.ports)).toBe(stored);
  });

  it('changes nothing at any other address of the readers’ pages either', async () => {
    const { world } = before;
    const { routes } = createPublic({ ports: world.ports, settings: HOUSE, report: () => {} });
    const paths = routes.filter(({ method, path }) => method === 'GET' && !path.includes('*')).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['/', '/confirm', '/leave']));
    const stored = everything(world.ports);
    const forms = [`?address=${readerOf(0).address}`, '?token=x', '?List-Unsubscribe=One-Click', ''];
    const links = paths.flatMap((path) =>
      forms.map((form) => `${HOME}/subscriptions${path === '/' ? '' : path}${form}`),
    );
    await followed(site(world), links);

    expect(everything(world.ports)).toBe(stored);
  });

  it('control: is caught unsubscribing the reader as soon as a GET does what its button does', async () => {
    const { world, links } = await mailed();
    const stored = everything(world.ports);
    const app = site(world, (spoilt) => {
      spoilt.get('/subscriptions/leave/:edition', async (context) => {
        await leaveSubscription(world.ports, HOUSE, { token: context.req.query('token') ?? '' });
        return context.text('left');
      });
    });
    await scanned(app, own(links));

    expect(everything(world.ports)).not.toBe(stored);
    expect(world.ports.subscribers.rows.get(readerOf(0).id)?.state).toBe('unsubscribed');
  });
});

/** A day whose issue is out. */
const PRINTED = '2026-11-20';

/** An address of the desk with something that is there in place of its parameters. */
function filled(path: string): string {
  const isMonthly = path.includes('/monthly/');
  const id = isMonthly ? 'bai1' : path.includes('candidates') ? 'baimoi' : 'tin1';
  return path
    .replace(':key', isMonthly ? MONTH : AFTER_ROUTES.some((each) => each.path === path) ? PRINTED : DAY)
    .replace(':id', id)
    .replace(':piece', '1')
    .replace(':name', 'masthead')
    .replace(':file', 'desk.png')
    .replace(':number', '1');
}

/** The masthead changed once at the desk, so that a version of it is kept. */
async function changeMasthead(newsroom: ObjectStore): Promise<void> {
  const { value, etag } = await presentSetting(newsroom, SETTINGS.masthead);
  await saveSetting(newsroom, SETTINGS.masthead, {
    value: { ...value, publisher: 'Văn phòng' },
    etag,
    by: 'Phạm Thu Hiền',
    why: 'Đổi tên',
    at: '2026-11-23T06:10:00+07:00',
  });
}

describe('the desk', () => {
  const identity: Identity = {
    verify: async () => ({
      kind: 'valid',
      person: { id: 'e1', name: 'Phạm Thu Hiền', roles: ['approvers', 'editors', 'administrators', 'readers'] },
      nonce: null,
    }),
    exchange: async () => ({ kind: 'failed', detail: 'no such code' }),
  };

  it('changes nothing by any GET of somebody who may do everything', async () => {
    const world = await monthlyWorld();
    await approve({ ...archiveWorld(), ...world.ports }, contentOn(PRINTED));
    const row = world.ports.issues.rows.get(PRINTED);
    if (row) world.ports.issues.rows.set(PRINTED, { ...row, state: 'published' });
    await changeMasthead(world.ports.newsroom);
    await withMailing(world, DAY);
    const signIn = { address: 'https://sign-in.example.vn', clientId: 'desk' };
    const doors = {
      ports: world.ports,
      identity,
      publicAddress: HOME,
      deskAddress: HOME,
      signIn,
      mail: TEST_MAIL,
      report: () => {},
    };
    const app = createDesk(doors);
    const forms = DESK_ROUTES.filter(({ method }) => method === 'POST');
    const gets = DESK_ROUTES.filter(({ method }) => method === 'GET');
    const queries = ['', '?etag=x&seen=y&section=quan-ly&position=0&name=x', '?code=x&state=y'];
    // The forms' addresses too: a link to one must not press its button.
    const links = [...gets, ...forms].flatMap(({ path }) => {
      // A file takes a second to make, and its route reads no query.
      const asked = MAKES_FILE.test(path) ? [''] : queries;
      return asked.map((query) => `${HOME}${filled(path)}${query}`);
    });
    const stored = everything(world.ports);
    const statuses = await followed(app, links, { cookie: '__Secure-desk-session=x' });

    expect(everything(world.ports)).toBe(stored);
    for (const { path } of gets.filter(({ needs }) => needs !== 'nothing')) {
      expect(statuses.get(`${HOME}${filled(path)}`), path).toBe(200);
    }
  });
});

describe('the comparison of everything stored', () => {
  it('sees a row, an object, a message and a mail', async () => {
    const { ports, mailer } = makeWorld({ readers: 1 });
    const seen = new Set([everything({ ports, mailer })]);
    ports.subscribers.rows.clear();
    seen.add(everything({ ports, mailer }));
    await ports.newsroom.put('a', 'b', { contentType: 'x' }, { kind: 'any' });
    seen.add(everything({ ports, mailer }));
    await ports.deliver.send({ issueKey: ISSUE, shard: 0 });
    seen.add(everything({ ports, mailer }));
    await mailer.send({ from: 'a@b.vn', to: 'c@d.vn', raw: new Uint8Array([1]), tags: { at: START } });
    seen.add(everything({ ports, mailer }));
    expect(seen.size).toBe(5);
  });
});
