import type { Person } from '../../../lambdas/ports/identity.ts';
import { AFTER_ROUTES } from '../../../lambdas/web/desk/after/routes.ts';
import { createDesk } from '../../../lambdas/web/desk/desk.ts';
import { DESK_ROUTES } from '../../../lambdas/web/desk/routes.ts';
import { decisionsKey } from '../../../lambdas/workflows/learning/keep-decisions.ts';
import { presentSetting, saveSetting } from '../../../lambdas/workflows/settings/save-setting.ts';
import { SETTINGS } from '../../../lambdas/workflows/settings/setting-table.ts';
import { page } from '../../support/memory/memory-web.ts';
import { approve, archiveWorld, contentOn } from '../../workflows/publishing/archive-world.ts';
import { DAY, type DeskWorld } from './desk-world.ts';
import { withMailing } from './mail-world.ts';
import { MONTH, monthlyWorld } from './monthly-world.ts';
import { serveApp } from './sign-in-house.ts';
import { TEST_MAIL } from './visitor.ts';

/** The issue of the Friday before, which is out and being mailed. */
export const PRINTED = '2026-11-20';
/** A paper that is in no list of sources. */
export const NEW_PAPER = 'https://baomoi.example.vn';

/** Whoever is signed in may do everything. */
export const KEEPER: Person = {
  id: 'hien',
  name: 'Phạm Thu Hiền',
  roles: ['approvers', 'editors', 'administrators', 'readers'],
  email: 'hien@bandoc.example.vn',
};

/** Pages that are files, fragments of another page or mails, not pages of the desk. */
const NO_PAGE = /\/assets\/|\/signed-in|\/live|\/anh\/|\/preview\/(?:mail|pdf|web|word)$/;

/** A path of every page of the desk, out of its GET routes: a new page is among them by itself. */
export function deskPages(): string[] {
  const paths = DESK_ROUTES.filter(({ method, path }) => method === 'GET' && !NO_PAGE.test(path));
  const settings = Object.keys(SETTINGS).map((name) => `/desk/settings/${name}`);
  return [
    ...new Set([...paths.map(({ path }) => filledPath(path)), ...settings, '/desk/settings/lexicon?q=m%E1%BB%99t']),
  ];
}

/** A path of the full world for a route. */
export function filledPath(path: string): string {
  const isMonthly = path.includes('/monthly/');
  const isOut = path.includes('/mailings/') || AFTER_ROUTES.some((each) => each.path === path);
  return path
    .replace(':key', isMonthly ? MONTH : isOut ? PRINTED : DAY)
    .replace(':id', isMonthly ? 'bai1' : path.includes('candidates') ? 'baimoi' : 'tin1')
    .replace(':piece', '1')
    .replace(':name', 'masthead')
    .replace(':file', 'desk.png')
    .replace(':number', '1');
}

/** A house in which something is to be seen on every page: drafts, an issue that is out and mailed, an older version of a setting. */
export async function fullWorld(): Promise<DeskWorld> {
  const world = await monthlyWorld();
  const { issues, newsroom } = world.ports;
  await approve({ ...archiveWorld(), ...world.ports }, contentOn(PRINTED));
  const row = issues.rows.get(PRINTED);
  if (row) issues.rows.set(PRINTED, { ...row, state: 'published' });
  await withMailing(world, PRINTED);
  const present = await presentSetting(newsroom, SETTINGS.masthead);
  const value = { ...present.value, publisher: 'Sở Nội vụ' };
  const about = { etag: present.etag, by: KEEPER.name, why: 'đổi tên', at: '2026-11-23T06:10:00+07:00' };
  await saveSetting(newsroom, SETTINGS.masthead, { ...about, value });
  await newsroom.put(decisionsKey(DAY), decisionsFile(), { contentType: 'application/json' }, { kind: 'any' });
  newPaper(world);
  return world;
}

/** One story that an editor brought in although no rule knew it. */
function decisionsFile(): string {
  const article = { title: 'Chuyến phà đêm đầu tiên nối hai bờ sông Hàm', lead: null, text: '', rubric: null };
  const decision = {
    ...{
      storyId: 't1',
      articleId: 'b1',
      firstSeenAt: null,
      readFrom: 'article',
      sortedAs: null,
      why: 'below-threshold',
    },
    report: { ...article, sourceKind: null, sourcePlace: null, day: DAY },
    rules: { reform: false, score: 0, section: null },
    ...{ act: 'brought-in', section: 'dia-phuong', alreadyRun: false },
  };
  const window = { from: '2026-11-22T06:00:00+07:00', to: '2026-11-23T06:00:00+07:00' };
  const about = { version: 1, edition: 'daily', issueKey: DAY, fingerprint: 'f', sealedAt: window.to, window };
  return JSON.stringify({ ...about, lexicon: 'l', decisions: [decision] });
}

/** The front page, feed and articles of the paper that is to be added. */
function newPaper({ ports: { web } }: DeskWorld): void {
  const feed = `${NEW_PAPER}/rss/home.rss`;
  const numbers = [1, 2, 3];
  const items = numbers.map((n) => {
    const head = `<title>Tin ${n}</title><link>${NEW_PAPER}/tin-${n}.htm</link>`;
    return `<item>${head}<pubDate>Mon, 23 Nov 2026 06:0${n}:00 +0700</pubDate></item>`;
  });
  const body = '<p>Người dân chỉ cần mang theo giấy hẹn, cán bộ đối chiếu ngay tại chỗ và trả kết quả trong ngày.</p>';
  web.answer(`${NEW_PAPER}/`, page(`${NEW_PAPER}/`, '<title>Báo Mới | Trang chủ</title>'));
  web.answer(feed, page(feed, `<rss version="2.0"><channel>${items.join('')}</channel></rss>`));
  for (const n of numbers) {
    const url = `${NEW_PAPER}/tin-${n}.htm`;
    const html = `<title>Tin ${n}</title><article><h1>Tin ${n}</h1>${body.repeat(8)}</article>`;
    web.answer(url, page(url, html));
  }
}

/** The desk over a world on a port of its own, at which everybody is {@link KEEPER}. */
export async function serveDesk(world: DeskWorld) {
  const served = await serveApp((request) => desk.fetch(request));
  const desk = createDesk({
    ports: world.ports,
    mail: TEST_MAIL,
    report: () => undefined,
    identity: {
      verify: async () => ({ kind: 'valid', person: KEEPER, nonce: null }),
      exchange: async () => ({ kind: 'failed', detail: '' }),
    },
    publicAddress: served.origin,
    deskAddress: served.origin,
    signIn: { address: served.origin, clientId: 'desk' },
  });
  return { ...served, cookie: { name: 'desk-session', value: 'x', url: served.origin } };
}
