import { at, type Instant, shift } from '../../lambdas/core/calendar/instant.ts';
import { type Draft, draftSchema } from '../../lambdas/core/drafting/draft.ts';
import { seedLexicon } from '../../lambdas/core/sections/lexicon.ts';
import type { Source } from '../../lambdas/core/sources/source.ts';
import type { FetchOutcome } from '../../lambdas/ports/web.ts';
import { draftKey } from '../../lambdas/workflows/desk-draft.ts';
import { draftIssue } from '../../lambdas/workflows/draft-issue.ts';
import { visitSource } from '../../lambdas/workflows/visit-source.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryEntryLog, memoryIssueRegister, memoryVisitBook } from '../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { page } from '../support/memory/memory-web.ts';

export const DAY = '2026-11-23';
const PLACES = ['Lạng Biên', 'Hà Sơn', 'Bình Khê', 'Đông Triệu', 'An Phú'];
const lexicon = seedLexicon();

export const SOURCES: readonly Source[] = PLACES.map((_, index) => ({
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

const titleOf = (index: number): string => `${PLACES[index]} đẩy mạnh cải cách thủ tục hành chính đợt ${index + 1}`;

function article(index: number): string {
  const place = PLACES[index];
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
const item = (index: number, link: string, date: string): string =>
  `<item><title>${titleOf(index)}</title><link>${link}</link><pubDate>${date}</pubDate></item>`;
const linkOf = (index: number): string => `https://bao${index}.example.vn/cai-cach-${index}.html`;
const FRESH = 'Sun, 22 Nov 2026 15:00:00 +0700';

/** What a source can do instead of answering its listing as it should. */
type Fault = (index: number) => FetchOutcome;

const failed = (failure: Extract<FetchOutcome, { kind: 'failed' }>['failure']): Fault => {
  return () => ({ kind: 'failed', failure, detail: failure, retryAfterSeconds: null });
};
const shown = (body: string, type = 'text/html; charset=utf-8'): Fault => {
  return (index) => page(`https://bao${index}.example.vn/rss`, body, type);
};

/** Twelve kinds of failure that must be named, each with the name it has in the draft. */
export const FAILURES: Readonly<Record<string, { readonly fault: Fault; readonly named: string }>> = {
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
  'the program stumbles': {
    fault: () => {
      throw new Error('planted');
    },
    named: 'never-visited',
  },
};

/** What looks like a listing and brings nothing: no failure of the visit, and no harm to the others. */
export const QUIET: Readonly<Record<string, Fault>> = {
  stale: (index) => shown(feed(item(index, linkOf(index), 'Tue, 22 Nov 2022 15:00:00 +0700')), 'text/xml')(index),
  'the site of another': (index) => shown(feed(item(index, 'https://casino.example.com/a', FRESH)), 'text/xml')(index),
  'another language': shown(feed('<item><title>Football results</title><link>/a</link></item>'), 'text/xml'),
  'no date': (index) => shown(feed(item(index, linkOf(index), '99/99/9999')), 'text/xml')(index),
  'pages that are gone': (index) => shown(feed(item(index, `${linkOf(index)}?id=7`, FRESH)), 'text/xml')(index),
};

/** Which source fails how: a name of {@link FAILURES} or {@link QUIET} by index. */
export type Faults = ReadonlyMap<number, Fault>;

/** A planted bug: what is done with the ports before the day begins. */
export type Plant = (ports: Ports) => void;

type Ports = ReturnType<typeof gatherPorts>;

/** What the visits of sources that do not fail leave behind: the same every day, so it is worked out once. */
let goodDay: Ports | null = null;

/**
 * Visits every source once, as the queue would (a visit that throws harms no other), and lays out the draft. Without a
 * planted bug the visits of sources that do not fail are taken from a day on which none does.
 */
export async function gatherDay(faults: Faults, plant?: Plant): Promise<Draft | null> {
  const ports = gatherPorts(faults);
  plant?.(ports);
  const known = plant !== undefined || faults.size === 0 ? null : await theGoodDay();
  for (const [index, source] of SOURCES.entries()) {
    if (known !== null && !faults.has(index)) copyVisit(known, ports, source.id);
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

async function theGoodDay(): Promise<Ports> {
  if (goodDay !== null) return goodDay;
  const ports = gatherPorts(new Map());
  for (const source of SOURCES) await visit(ports, source);
  goodDay = ports;
  return ports;
}

function copyVisit(from: Ports, to: Ports, sourceId: string): void {
  const visited = from.visits.rows.get(sourceId);
  if (visited !== undefined) to.visits.rows.set(sourceId, visited);
  for (const [id, seen] of from.entries.rows) {
    if (seen.sourceId !== sourceId) continue;
    to.entries.rows.set(id, seen);
    for (const [key, object] of from.newsroom.objects) if (key.includes(id)) to.newsroom.objects.set(key, object);
  }
}

function gatherPorts(faults: Faults) {
  const newsroom = memoryObjectStore();
  const body = new TextEncoder().encode(JSON.stringify({ version: 1, sources: SOURCES }));
  newsroom.objects.set('settings/sources.json', { body, etag: '"s"', headers: { contentType: 'application/json' } });
  return {
    clock: memoryClock(at(DAY, '04:30')),
    archive: memoryObjectStore(),
    newsroom,
    web: { fetch: async ({ url }: { readonly url: string }) => answer(url, faults) },
    visits: memoryVisitBook(),
    entries: memoryEntryLog(),
    issues: memoryIssueRegister(),
  };
}

function answer(url: string, faults: Faults): FetchOutcome {
  const index = Number(/bao(\d+)/.exec(url)?.[1]);
  if (url.endsWith('/rss')) {
    const fault = faults.get(index);
    return fault?.(index) ?? page(url, feed(item(index, linkOf(index), FRESH)), 'text/xml');
  }
  if (url === linkOf(index)) return page(url, article(index));
  return { kind: 'failed', failure: 'not-found', detail: 'HTTP 404', retryAfterSeconds: null };
}
