import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { seedCalendar } from '../../lambdas/core/calendar/calendar.ts';
import { addDays, at } from '../../lambdas/core/calendar/instant.ts';
import { seedDrafting } from '../../lambdas/core/drafting/drafting-setting.ts';
import { seedLadder } from '../../lambdas/core/issue/ladder.ts';
import { seedMasthead } from '../../lambdas/core/issue/masthead.ts';
import { seedMonthly } from '../../lambdas/core/monthly/setting.ts';
import { seedLexicon } from '../../lambdas/core/sections/lexicon.ts';
import { seedSectionList } from '../../lambdas/core/sections/sections.ts';
import { seedEditorList } from '../../lambdas/core/settings/editor-list.ts';
import type { IssueRequest, ShardRequest, VisitRequest } from '../../lambdas/ports/work-queue.ts';
import { keepTold, keepWatch } from '../../lambdas/workflows/gathering/rounds.ts';
import { delivery, mailing } from '../contracts/samples.ts';
import { DAY, type DayWorld, dayWorld, playDay } from '../faults/day-world.ts';
import type { MemoryObjectStore } from '../support/memory/memory-object-store.ts';
import { approveNow, monthlyWorld } from '../support/monthly-world.ts';
import { deskWorld } from '../web/desk/desk-world.ts';
import { type Sample, schemaOf } from './kinds.ts';

/**
 * `node test/releases/write.ts`: plays a day, a desk and a month in memory and keeps of everything they stored a few samples,
 * as `test/releases/<version of package.json>.json`. Run when a release is made; the file is never changed after.
 */
const ROOT = join(import.meta.dirname, '..', '..');
/** Samples of one kind, each with something in it that those before have not. */
const MOST = 3;
/** Of longer texts the beginning says enough. */
const LONGEST = 240;
/** An object of more names than this is a dictionary, of which a few do. */
const DICTIONARY = 40;

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
const samples = chosen([
  ...(await ofTheDay()),
  ...(await ofTheDesk()),
  ...(await ofTheMonth()),
  ...halfWay(),
  ...settings(),
  ...messages(),
]);
writeFileSync(
  join(import.meta.dirname, `${version}.json`),
  `${JSON.stringify({ release: version, samples }, null, 2)}\n`,
);
process.stdout.write(`${samples.length} samples of ${new Set(samples.map(kindOf)).size} kinds\n`);

async function ofTheDay(): Promise<Sample[]> {
  const halves = [];
  // Killed when its issue was approved, and to its end.
  for (const at of [205, Number.POSITIVE_INFINITY]) {
    const world = dayWorld();
    await playDay(world, { at, when: 'after' });
    halves.push(...(await leftBy(world)));
  }
  return halves;
}

async function leftBy({ ports }: DayWorld): Promise<Sample[]> {
  const found = [{ kind: 'unpublished', issueKey: DAY } as const];
  const today = { issueKey: DAY, drafted: true, approved: true, mailed: true };
  await keepWatch(ports, { found, today, isSearchable: true }, { found: [], parked: [] });
  await keepTold(ports.newsroom, { version: 1, at: at(DAY, '09:00'), deadLetters: { gather: 0 } });
  const rows = (name: string, all: Iterable<unknown>) => [...all].map((value) => ({ where: `row/${name}`, value }));
  const { ledger, visits, entries, issues, subscribers } = ports;
  return [
    ...files('newsroom', ports.newsroom),
    ...files('archive', ports.archive),
    ...rows('arming', [await ledger.arming()]),
    ...rows('begun', visits.marks.values()),
    ...rows('delivery', ledger.deliveries.values()),
    ...rows('entry', entries.rows.values()),
    ...rows('issue', issues.rows.values()),
    ...rows('mailing', ledger.mailings.values()),
    ...rows(
      'pace',
      [await ledger.pace()].filter((pace) => pace !== null),
    ),
    ...rows('subscriber', subscribers.rows.values()),
    ...rows('visit', visits.rows.values()),
  ];
}

async function ofTheDesk(): Promise<Sample[]> {
  return files('newsroom', (await deskWorld()).ports.newsroom);
}

async function ofTheMonth(): Promise<Sample[]> {
  const world = await monthlyWorld([DAY.slice(0, 7)]);
  await approveNow(world, DAY.slice(0, 7));
  const { newsroom, archive, issues } = world.ports;
  const row = (name: string, value: unknown) => ({ where: `row/${name}`, value });
  const rows = [row('numbers', await issues.numbers()), ...[...issues.rows.values()].map((each) => row('issue', each))];
  return [...files('newsroom', newsroom), ...files('archive', archive), ...rows];
}

/** As the desk stores them. */
function settings(): Sample[] {
  const seeds = {
    calendar: seedCalendar(),
    drafting: seedDrafting(),
    editors: seedEditorList(),
    ladder: seedLadder(),
    lexicon: seedLexicon(),
    masthead: seedMasthead(),
    monthly: seedMonthly(),
    sections: seedSectionList(),
  };
  return Object.entries(seeds).map(([name, value]) => ({ where: `newsroom/settings/${name}.json`, value }));
}

/** A mailing half way, as a worker leaves it that was killed. */
function halfWay(): Sample[] {
  const uncertain = { kind: 'uncertain', since: at(DAY, '08:05'), attempts: 1 } as const;
  return [
    { where: 'row/mailing', value: mailing(DAY) },
    { where: 'row/delivery', value: delivery('00aa'.repeat(8)) },
    { where: 'row/delivery', value: delivery('ffbb'.repeat(8), { state: uncertain }) },
  ];
}

function messages(): Sample[] {
  const visit: VisitRequest = { sourceId: 'baocongvu' };
  const issue: IssueRequest = { issueKey: addDays(DAY, 0) };
  const shard: ShardRequest = { issueKey: DAY, shard: 0 };
  return [
    { where: 'queue/gather', value: visit },
    ...['publish', 'plan-mailing', 'zalo'].map((name) => ({ where: `queue/${name}`, value: issue })),
    { where: 'queue/deliver', value: shard },
  ];
}

function files(store: string, { objects }: MemoryObjectStore): Sample[] {
  return [...objects].flatMap(([key, { body }]) => {
    const where = `${store}/${key}`;
    return schemaOf(where) === null ? [] : [{ where, value: JSON.parse(new TextDecoder().decode(body)) }];
  });
}

function kindOf({ where }: Sample): string {
  return String(schemaOf(where)) && where.replace(/[\d-]{4,}.*|[0-9a-f]{16,}.*/, '');
}

/** Of every kind the fullest first, then those that have something new, each made small; what no longer reads so is kept whole. */
function chosen(all: readonly Sample[]): Sample[] {
  const kept: Sample[] = [];
  for (const [, group] of Map.groupBy(all, kindOf)) {
    const met = new Set<string>();
    const fullest = group.toSorted((a, b) => shapesOf(b.value).size - shapesOf(a.value).size);
    for (const sample of fullest) {
      const isNew = [...shapesOf(sample.value)].some((shape) => !met.has(shape));
      if (!isNew || kept.filter((each) => kindOf(each) === kindOf(sample)).length >= MOST) continue;
      for (const shape of shapesOf(sample.value)) met.add(shape);
      const value = small(sample.value);
      kept.push(schemaOf(sample.where)?.safeParse(value).success ? { where: sample.where, value } : sample);
    }
  }
  return kept.toSorted((a, b) => a.where.localeCompare(b.where));
}

/** Every field by its way from the top, with the word that tells variants apart. */
function shapesOf(value: unknown, way = ''): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((each) => [...shapesOf(each, `${way}[]`)]));
  if (typeof value !== 'object' || value === null) return new Set([`${way}:${value === null ? 'null' : typeof value}`]);
  return new Set(
    Object.entries(value).flatMap(([name, each]) => [
      ...(/^(?:kind|state|type)$/.test(name) && typeof each === 'string' ? [`${way}.${name}=${each}`] : []),
      ...shapesOf(each, `${way}.${name}`),
    ]),
  );
}

/** Texts shortened; of a list those with something new in them. */
function small(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, LONGEST);
  if (Array.isArray(value)) {
    const met = new Set<string>();
    return value
      .filter((each) => {
        const fresh = [...shapesOf(each)].filter((shape) => !met.has(shape));
        for (const shape of fresh) met.add(shape);
        return fresh.length > 0;
      })
      .map(small);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    (entries.length > DICTIONARY ? entries.slice(0, 10) : entries).map(([name, each]) => [name, small(each)]),
  );
}
