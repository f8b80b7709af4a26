import { describe, expect, it } from 'vitest';
import { at, type Day, type Instant, shift } from '../../../lambdas/core/calendar/instant.ts';
import { type Draft, draftSchema } from '../../../lambdas/core/drafting/draft.ts';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { newIssue } from '../../../lambdas/core/issue/issue.ts';
import { draftIssue } from '../../../lambdas/workflows/editing/draft-issue.ts';
import { visit as visitRow } from '../../contracts/samples.ts';
import { memoryIssueRegister } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { article, type GatherWorld, gatherWorld, HOME, list, paper, visit } from '../gathering/gather-world.ts';

const MONDAY: Day = '2026-11-23';
const SIX: Instant = at(MONDAY, '06:00');

function draftWorld(sources = [paper()]) {
  const world = { ...gatherWorld(sources), archive: memoryObjectStore(), issues: memoryIssueRegister() };
  world.clock.set(SIX);
  return world;
}

async function withOneArticle() {
  const world = draftWorld();
  world.clock.set(at(MONDAY, '05:00'));
  list(world, [{ path: '/mot-cua.html' }]);
  world.web.answer(`${HOME}/mot-cua.html`, article('/mot-cua.html'));
  await visit(world);
  world.clock.set(SIX);
  return world;
}

function draftOf(world: GatherWorld, day: Day): Draft {
  return draftSchema.parse(JSON.parse(world.newsroom.text(`drafts/daily/${day}.json`)));
}

function settle(world: GatherWorld, name: string, value: object): void {
  const body = new TextEncoder().encode(JSON.stringify({ version: 1, ...value }));
  world.newsroom.objects.set(`settings/${name}.json`, { body, etag: `"${name}"`, headers: { contentType: 'x' } });
}

describe('a draft', () => {
  it('is laid out from what was gathered, and registered', async () => {
    const world = await withOneArticle();

    expect(await draftIssue(world, {})).toMatchObject({ kind: 'drafted', clippings: 1, missing: 0 });
    expect(draftOf(world, MONDAY)).toMatchObject({
      issueKey: MONDAY,
      window: { from: shift(SIX, -24 * 3_600_000), to: SIX },
      gathered: { sources: 1, read: 1, missing: [], entries: 1, articles: 1, stories: 1 },
    });
    expect(world.issues.rows.get(MONDAY)).toEqual(newIssue(MONDAY));
  });

  it('is laid out without an article that is damaged in the store, and names it', async () => {
    const world = await withOneArticle();
    const body = new TextEncoder().encode('{"version":1,"id":');
    world.newsroom.objects.set('articles/2026/11/23/hong.json', { body, etag: '"x"', headers: { contentType: 'x' } });

    expect(await draftIssue(world, {})).toMatchObject({ kind: 'drafted', clippings: 1 });
    expect(draftOf(world, MONDAY).log.map(({ did }) => did)).toContainEqual(
      expect.stringMatching(/^bỏ qua bài đã lưu nhưng không đọc được: articles\/2026\/11\/23\/hong\.json: not JSON/u),
    );
  });

  it.each([
    ['2026-11-22', 'Sunday'],
    ['2026-11-21', 'Saturday'],
    ['2027-01-01', 'New Year'],
  ])('is not laid out on %s, a %s', async (issueKey) => {
    const world = draftWorld();
    expect(await draftIssue(world, { issueKey })).toMatchObject({ kind: 'no-issue', reason: expect.any(String) });
    expect(await world.newsroom.list('drafts/')).toEqual([]);
    expect(world.issues.rows.size).toBe(0);
  });

  it('names every source that brought nothing, and why', async () => {
    const world = draftWorld(['bao-mot', 'bao-hai', 'bao-ba', 'bao-tu', 'bao-nam'].map((id) => paper(id, `${id}.vn`)));
    const outcomes = {
      'bao-mot': { kind: 'read', entries: 9, fresh: 1, stored: 1 },
      'bao-hai': { kind: 'unchanged' },
      'bao-ba': { kind: 'silent' },
      'bao-tu': { kind: 'failed', failure: 'timeout', detail: 'sau 20 giây' },
    } as const;
    for (const [id, outcome] of Object.entries(outcomes)) {
      world.visits.rows.set(id, visitRow(id, { outcome, visitedAt: SIX, lastReadAt: SIX }));
    }

    await draftIssue(world, {});
    const { gathered } = draftOf(world, MONDAY);
    expect(gathered).toMatchObject({ sources: 5, read: 2 });
    expect(gathered.missing.map(({ sourceId, failure, detail }) => [sourceId, failure, detail])).toEqual([
      ['bao-ba', 'silent', ''],
      ['bao-tu', 'timeout', 'sau 20 giây'],
      ['bao-nam', 'never-visited', ''],
    ]);
  });

  it('names a source that answers and has had nothing new for more than a week', async () => {
    const world = draftWorld(['bao-mot', 'bao-hai', 'bao-ba'].map((id) => paper(id, `${id}.vn`)));
    const quiet = (id: string, freshOn: string | null, startedOn = '2026-10-01') => {
      const history = { days: [], freshOn, startedOn, since: null, problems: [] };
      world.visits.rows.set(id, { ...visitRow(id, { outcome: { kind: 'unchanged' }, visitedAt: SIX }), history });
    };
    quiet('bao-mot', '2026-11-15');
    // The control: a week ago to the day is not more than a week.
    quiet('bao-hai', '2026-11-16');
    quiet('bao-ba', null);

    await draftIssue(world, {});
    expect(
      draftOf(world, MONDAY).gathered.missing.map(({ sourceId, failure, detail }) => [sourceId, failure, detail]),
    ).toEqual([
      ['bao-mot', 'stale', '2026-11-15'],
      ['bao-ba', 'stale', '2026-10-01'],
    ]);
  });

  it('is condensed to the length the house has set', async () => {
    const bodyAt = async (clippingLength: number) => {
      const world = await withOneArticle();
      settle(world, 'drafting', { clippingLength });
      await draftIssue(world, {});
      const [clipping] = draftOf(world, MONDAY).clippings;
      return { cut: clipping?.cut, length: blockTexts(clipping?.body ?? []).join('').length };
    };
    const [short, long] = [await bodyAt(500), await bodyAt(3_500)];

    expect(short.length).toBeGreaterThan(150);
    expect(short.length).toBeLessThanOrEqual(550);
    expect(short.cut).toBe(true);
    expect(long.length).toBeGreaterThan(900);
    expect(long.cut).toBe(false);
  });

  it('that exists is left as it is, and one that was lost from the register is registered', async () => {
    const world = await withOneArticle();
    await draftIssue(world, {});
    const first = world.newsroom.text(`drafts/daily/${MONDAY}.json`);
    world.issues.rows.clear();
    world.clock.advance(3_600_000);

    expect(await draftIssue(world, {})).toEqual({ kind: 'exists' });
    expect(world.newsroom.text(`drafts/daily/${MONDAY}.json`)).toBe(first);
    expect(world.issues.rows.get(MONDAY)?.state).toBe('drafting');
  });

  it('asked for twice at once is laid out once', async () => {
    const world = await withOneArticle();
    const kinds = await Promise.all([draftIssue(world, {}), draftIssue(world, { issueKey: MONDAY })]);
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['drafted', 'exists']);
    expect(world.issues.rows.get(MONDAY)?.turn).toBe(1);
  });

  it('of an issue that has gone on leaves its state alone', async () => {
    const world = await withOneArticle();
    const issue = { ...newIssue(MONDAY), state: 'sent' as const, turn: 6 };
    world.issues.rows.set(MONDAY, issue);
    expect(await draftIssue(world, {})).toEqual({ kind: 'exists' });
    expect(world.issues.rows.get(MONDAY)).toEqual(issue);
  });
});

describe('its window', () => {
  it('begins where the last published issue ended, over a weekend too', async () => {
    const world = draftWorld();
    const cutOff = at('2026-11-20', '07:20');
    world.issues.rows.set('2026-11-19', {
      ...newIssue('2026-11-19'),
      state: 'sent',
      cutOff: at('2026-11-19', '07:10'),
    });
    world.issues.rows.set('2026-11-20', { ...newIssue('2026-11-20'), state: 'sent', cutOff });
    await draftIssue(world, {});
    expect(draftOf(world, MONDAY).window).toEqual({ from: cutOff, to: SIX });
  });

  it('goes on past an issue that was never published', async () => {
    const world = draftWorld();
    const cutOff = at('2026-11-19', '07:10');
    world.issues.rows.set('2026-11-19', { ...newIssue('2026-11-19'), state: 'sent', cutOff });
    world.issues.rows.set('2026-11-20', newIssue('2026-11-20'));
    await draftIssue(world, {});
    expect(draftOf(world, MONDAY).window.from).toBe(cutOff);
  });

  it('is widened by the editor, never narrowed', async () => {
    const cutOff = at('2026-11-20', '07:20');
    for (const [since, from] of [
      ['2026-11-16', at('2026-11-16', '00:00')],
      ['2026-11-22', cutOff],
    ] as const) {
      const world = draftWorld();
      world.issues.rows.set('2026-11-20', { ...newIssue('2026-11-20'), state: 'sent', cutOff });
      settle(world, 'window', { since });
      await draftIssue(world, {});
      expect(draftOf(world, MONDAY).window.from).toBe(from);
    }
  });

  it('is not laid out by settings that do not fit, which are named', async () => {
    const world = draftWorld();
    settle(world, 'window', { since: 'hôm qua' });
    await expect(draftIssue(world, {})).rejects.toThrow('settings/window.json');
    expect(world.issues.rows.size).toBe(0);
  });
});
