import { at, type Instant, shift } from '../../lambdas/core/calendar/instant.ts';
import { type Draft, draftSchema, type MissingSource } from '../../lambdas/core/drafting/draft.ts';
import { seedLexicon } from '../../lambdas/core/sections/lexicon.ts';
import type { Source } from '../../lambdas/core/sources/source.ts';
import type { FailureKind } from '../../lambdas/core/sources/visit.ts';
import type { FetchOutcome } from '../../lambdas/ports/web.ts';
import { draftKey } from '../../lambdas/workflows/editing/desk-draft.ts';
import { draftIssue } from '../../lambdas/workflows/editing/draft-issue.ts';
import { visitSource } from '../../lambdas/workflows/gathering/visit-source.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryEntryLog, memoryIssueRegister, memoryVisitBook } from '../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { page } from '../support/memory/memory-web.ts';

export const DAY = '2026-11-23';
const PLACES = ['Lạng Biên', 'Hà Sơn', 'Bình Khê', 'Đông Triệu', 'An Phú'];
const placeOf = (index: number): string => PLACES[index % PLACES.length] ?? '';
const lexicon = seedLexicon();

/** Sources, from the first, whose news is on reform; the others' is only counted. */
export const TELLING = 1;
export const SOURCES: readonly Source[] = Array.from({ length: 44 }, (_, index) => ({
  version: 1,
  id: `bao${index}`,
  name: `Báo ${index}`,
  citeAs: `Bao${index}.example.vn`,
  hosts: [`bao${index}.example.vn`],
  kind: 'local',
  place: null,
  rank: index,
  listing: { feeds: [`https://bao${index}.example.vn/rss`], pages: [] },
  courtesy: { gapMs: 0 },
  printing: 'full',
  agreement: null,
  rules: null,
  state: 'sample',
}));

const REGISTRY = new TextEncoder().encode(JSON.stringify({ version: 1, sources: SOURCES }));

const titleOf = (index: number): string => `${placeOf(index)} đẩy mạnh cải cách thủ tục hành chính đợt ${index + 1}`;

function article(index: number): string {
  const place = placeOf(index);
  const text = [
    `Ngày 22/11, Ủy ban nhân dân tỉnh ${place} họp về cải cách hành chính và cắt giảm thủ tục hành chính trong năm.`,
    `Theo báo cáo, bộ phận một cửa của ${place} đã tiếp nhận ${1_000 + index * 37} hồ sơ, phần lớn giải quyết đúng hạn.`,
    `Lãnh đạo tỉnh ${place} yêu cầu các sở công khai dịch vụ công trực tuyến và xin lỗi người dân khi hồ sơ trễ hẹn.`,
    `Trong tháng tới, ${place} sẽ kiểm tra việc thực hiện chỉ số cải cách hành chính tại mọi xã, phường.`,
  ];
  const paragraphs = text.map((each) => `<p>${each}</p>`).join('');
  return `<html><head><meta property="og:type" content="article"><title>${titleOf(index)}</title></head><body><article><h1>${titleOf(index)}</h1>${paragraphs}</article></body></html>`;
}

const feed = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>${items}</channel></rss>`;
const item = (title: string, link: string, date: string): string =>
  `<item><title>${title}</title><link>${link}</link><pubDate>${date}</pubDate></item>`;
const linkOf = (index: number): string => `https://bao${index}.example.vn/cai-cach-${index}.html`;
const FRESH = 'Sun, 22 Nov 2026 15:00:00 +0700';

/** What a paper does instead of answering as it should; `url` is its feed or one of its pages. */
type Fault = (index: number, url: string) => FetchOutcome;

const failed = (failure: FailureKind): Fault => {
  return () => ({ kind: 'failed', failure, detail: failure, retryAfterSeconds: null });
};
const shown = (body: string, type = 'text/html; charset=utf-8'): Fault => {
  return (_index, url) => page(url, body, type);
};
/** A feed of one item with the paper's title on reform. */
const listed = (link: (index: number) => string, date: string): Fault => {
  return (index, url) => page(url, feed(item(titleOf(index), link(index), date)), 'text/xml');
};
const ENGLISH = ['Football results of the weekend', 'Ten recipes for a quick dinner', 'Shares fall on rate fears'];

/** Kinds of failure that must be named, each with the name it has in the draft. */
export const FAILURES: Readonly<Record<string, { readonly fault: Fault; readonly named: MissingSource['failure'] }>> = {
  unreachable: { fault: failed('unreachable'), named: 'unreachable' },
  timeout: { fault: failed('timeout'), named: 'timeout' },
  'private address': { fault: failed('blocked-address'), named: 'blocked-address' },
  'too large': { fault: failed('too-large'), named: 'too-large' },
  moved: { fault: failed('not-found'), named: 'not-found' },
  refused: { fault: failed('refused'), named: 'refused' },
  'server error': { fault: failed('server-error'), named: 'server-error' },
  'robots.txt': { fault: failed('robots-disallow'), named: 'robots-disallow' },
  'challenge page': {
    fault: shown('<html><title>Just a moment...</title><p>Checking your browser</p></html>'),
    named: 'not-a-listing',
  },
  'nothing at all': { fault: shown('', 'text/xml'), named: 'not-a-listing' },
  'no items': { fault: shown(feed(''), 'text/xml'), named: 'silent' },
  stale: { fault: listed(linkOf, 'Tue, 22 Nov 2022 15:00:00 +0700'), named: 'stale' },
  'the site of another': { fault: listed(() => 'https://casino.example.com/a', FRESH), named: 'stranger' },
  'another language': {
    fault: shown(feed(ENGLISH.map((title, each) => item(title, `/${each}`, FRESH)).join('')), 'text/xml'),
    named: 'foreign-language',
  },
  'pages that refuse': {
    fault: (index, url) => (url.endsWith('/rss') ? listed(linkOf, FRESH)(index, url) : failed('refused')(index, url)),
    named: 'refused',
  },
  'the program stumbles': {
    fault: () => {
      throw new Error('planted');
    },
    named: 'never-visited',
  },
};

/** What looks odd and is no failure of the paper: it is not named. */
export const QUIET: Readonly<Record<string, Fault>> = {
  'no date': (index, url) => (url.endsWith('/rss') ? listed(linkOf, '99/99/9999')(index, url) : healthy(index, url)),
  'a page that is gone': (index, url) =>
    url.endsWith('/rss') ? listed((each) => `${linkOf(each)}?id=7`, FRESH)(index, url) : healthy(index, url),
};

/** Which source fails how: a name of {@link FAILURES} or {@link QUIET} by index. */
export type Kinds = ReadonlyMap<number, string>;

/** A planted bug: what is done with the ports before the day begins. */
export type Plant = (ports: Ports) => void;

type Ports = ReturnType<typeof gatherPorts>;

/** What one visit of a source leaves behind, by source and kind: the same every day, so it is worked out once. */
const visits = new Map<string, Promise<Ports>>();

/**
 * Visits every source once, as the queue would (a visit that throws harms no other), and lays out the draft. Without a
 * planted bug a visit met before is not made again: what it left behind is.
 */
export async function gatherDay(kinds: Kinds, plant?: Plant): Promise<Draft | null> {
  const ports = gatherPorts(kinds);
  plant?.(ports);
  for (const [index, source] of SOURCES.entries()) {
    if (plant === undefined) copyVisit(await visitOnce(index, kinds.get(index)), ports);
    else await visit(ports, source);
  }
  ports.clock.set(at(DAY, '06:00'));
  await draftIssue(ports, { issueKey: DAY });
  const stored = ports.newsroom.objects.get(draftKey(DAY));
  return stored === undefined ? null : draftSchema.parse(JSON.parse(new TextDecoder().decode(stored.body)));
}

async function visit(ports: Ports, source: Source): Promise<void> {
  const deadline: Instant = shift(ports.clock.now(), 300_000);
  const rules = { lexicon, oldest: at('2026-11-16', '00:00'), source };
  await visitSource(ports, rules, deadline).catch(() => undefined);
}

function visitOnce(index: number, kind: string | undefined): Promise<Ports> {
  const key = `${index} ${kind}`;
  const known = visits.get(key) ?? visitAlone(index, kind);
  visits.set(key, known);
  return known;
}

async function visitAlone(index: number, kind: string | undefined): Promise<Ports> {
  const ports = gatherPorts(kind === undefined ? new Map() : new Map([[index, kind]]));
  const source = SOURCES[index];
  if (source !== undefined) await visit(ports, source);
  return ports;
}

function copyVisit(from: Ports, to: Ports): void {
  for (const [id, row] of from.visits.rows) to.visits.rows.set(id, row);
  for (const [id, seen] of from.entries.rows) to.entries.rows.set(id, seen);
  for (const [key, object] of from.newsroom.objects) to.newsroom.objects.set(key, object);
}

function gatherPorts(kinds: Kinds) {
  const newsroom = memoryObjectStore();
  newsroom.objects.set('settings/sources.json', {
    body: REGISTRY,
    etag: '"s"',
    headers: { contentType: 'application/json' },
  });
  return {
    clock: memoryClock(at(DAY, '04:30')),
    newsroom,
    web: { fetch: async ({ url }: { readonly url: string }) => answer(url, kinds) },
    visits: memoryVisitBook(),
    entries: memoryEntryLog(),
    issues: memoryIssueRegister(),
    archive: memoryObjectStore(),
  };
}

function answer(url: string, kinds: Kinds): FetchOutcome {
  const index = Number(/bao(\d+)/.exec(url)?.[1]);
  const kind = kinds.get(index) ?? '';
  const fault = FAILURES[kind]?.fault ?? QUIET[kind] ?? healthy;
  return fault(index, url);
}

/** A paper with one piece of news; only the first ones' is on reform, so that a thousand drafts are soon laid out. */
function healthy(index: number, url: string): FetchOutcome {
  if (url.endsWith('/rss')) {
    const title = index < TELLING ? titleOf(index) : `${placeOf(index)} có mưa rào và dông vào chiều tối mai`;
    return page(url, feed(item(title, linkOf(index), FRESH)), 'text/xml');
  }
  if (url === linkOf(index)) return page(url, article(index));
  return { kind: 'failed', failure: 'not-found', detail: 'HTTP 404', retryAfterSeconds: null };
}
