import { type CheerioAPI, load } from 'cheerio/slim';
import { beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../../contracts/samples.ts';
import { ALL, LONG } from '../../faults/sizes.ts';
import { HOSTILE_VECTORS } from '../../support/hostile-vectors.ts';
import type { MemoryObjectStore } from '../../support/memory/memory-object-store.ts';
import type { DeskWorld } from './desk-world.ts';
import { deskPages, fullWorld, KEEPER } from './full-world.ts';
import { openDesk, visitor } from './visitor.ts';

/** Vectors of one look at every page of the desk. */
const TOGETHER = 120;
const looks = Array.from({ length: ALL ? Math.ceil(HOSTILE_VECTORS.length / TOGETHER) : 1 }, (_, look) =>
  ALL
    ? HOSTILE_VECTORS.slice(look * TOGETHER, look * TOGETHER + TOGETHER)
    : HOSTILE_VECTORS.filter((_each, at) => at % 29 === 0),
);

/** Whatever has a blank in it was written by a person or a paper; names of states, ids, days and addresses have none. */
const WRITTEN = /\S \S/u;
/** Words of the house's own data that say how, not what. */
const OWN_WORDS = /^(?:basis|contentType|cacheControl)$/u;

function poisoned(value: unknown, hostile: string, name = ''): unknown {
  if (typeof value === 'string') return WRITTEN.test(value) && !OWN_WORDS.test(name) ? `${value} ${hostile}` : value;
  if (Array.isArray(value)) return value.map((each) => poisoned(each, hostile, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, poisoned(each, hostile, key)]));
}

function poisonStore(store: MemoryObjectStore, hostile: string): void {
  for (const [key, object] of store.objects) {
    if (!key.endsWith('.json') || key.startsWith('snapshots/')) continue;
    const body = JSON.stringify(poisoned(JSON.parse(new TextDecoder().decode(object.body)), hostile));
    store.objects.set(key, { ...object, body: new TextEncoder().encode(body) });
  }
}

/** A house in which every text that a paper or a person wrote goes on with `hostile`. */
async function houseWith(hostile: string): Promise<DeskWorld> {
  const world = await fullWorld();
  const { newsroom, archive, visits } = world.ports;
  const detail = `máy chủ đáp lạ ${hostile}`;
  const failed = { kind: 'failed', failure: 'server-error', detail } as const;
  const problems = [
    { kind: 'moved', url: 'https://x.example.vn/', detail } as const,
    { kind: 'failed', url: detail, detail } as const,
  ];
  await visits.put(visit('baocantho', { outcome: failed, failures: 3 }));
  const history = { ...{ startedOn: '2026-11-01', since: null, freshOn: '2026-11-20', days: [] }, problems };
  await visits.put(visit('chinhphu', { history }));
  poisonStore(newsroom, hostile);
  poisonStore(archive, hostile);
  return world;
}

/** Every page of the desk as a keeper named `name` sees it, by path. */
async function pagesOf(world: DeskWorld, name: string): Promise<Map<string, string>> {
  const person = { ...KEEPER, name };
  const identity = {
    verify: async () => ({ kind: 'valid' as const, person, nonce: null }),
    exchange: async () => ({ kind: 'failed' as const, detail: '' }),
  };
  const { app } = openDesk(world, { identity, issuer: 'https://ten.example.vn' });
  const found = new Map<string, string>();
  for (const path of PAGES) {
    const { status, html } = await visitor(app, 'x').get(path);
    if (status === 200) found.set(path, html);
  }
  return found;
}

/** The shapes of a page: each element with the names of its attributes, once. */
function shapesOf(page: CheerioAPI): Set<string> {
  const nodes = page('*').toArray();
  return new Set(
    nodes.flatMap((node) =>
      'attribs' in node ? [`${node.tagName}[${Object.keys(node.attribs).sort().join(' ')}]`] : [],
    ),
  );
}

/** Addresses a page leads to, sends to or loads that are not the web's or the desk's own. */
function strangeAddresses(page: CheerioAPI): string[] {
  const values = page('[href], [src], [action], [formaction], [srcset], [poster]')
    .toArray()
    .flatMap(({ attribs }) =>
      ['href', 'src', 'action', 'formaction', 'srcset', 'poster'].flatMap((name) => attribs[name] ?? []),
    );
  return values.filter((value) => !/^(?:https?:\/\/[^\s"<>@]+$|\/(?!\/)|#|\?|data:,$|data:image\/svg)/u.test(value));
}

/** `npm run faults` looks at every page, the suite at every fourth. */
const PAGES = deskPages().filter((_, at) => ALL || at % 4 === 1);
/** Harmless, and full of what the proof-reading marks. */
const ODD = 'chữ thường ,sai chỗ .Ngoặc “hở (tăng 12.5% từ 3,000 hồ sơ';

let known: Set<string>;
let sound: Map<string, string>;
beforeAll(async () => {
  sound = await pagesOf(await houseWith(ODD), 'Phạm Thu Hiền');
  known = new Set([...sound.values()].flatMap((html) => [...shapesOf(load(html))]));
});

describe('R27 hostile text wherever a paper or a person wrote, on every page of the desk', () => {
  it('is looked for on as many pages as the desk has', () => {
    expect(sound.size).toBe(PAGES.length);
  });

  it.each(looks)('adds no element, no attribute and no address: from %j on', LONG, async (...vectors) => {
    const hostile = vectors.join(' ');
    const found: unknown[] = [];
    const pages = await pagesOf(await houseWith(hostile), hostile);
    let telling = 0;
    for (const [path, html] of pages) {
      const page = load(html);
      const added = [...shapesOf(page)].filter((shape) => !known.has(shape));
      const strange = strangeAddresses(page);
      telling += Number(page.root().text().includes('alert(1)'));
      if (added.length + strange.length > 0) found.push({ path, added, strange });
    }
    expect(found).toEqual([]);
    expect([...sound.keys()].filter((path) => !pages.has(path))).toEqual([]);
    // The control of the control: what was written is on most of the pages, as text.
    expect(telling).toBeGreaterThan(PAGES.length / 2);
  });

  it('control: is found where a page prints it as it stands', () => {
    for (const vectors of looks) {
      const shapes = [...shapesOf(load(`<h3>${vectors.join(' ')}</h3>`))];
      expect(shapes.filter((shape) => !known.has(shape))).not.toEqual([]);
    }
    expect(strangeAddresses(load('<a href="javascript:alert(1)">x</a>'))).toHaveLength(1);
  });
});
