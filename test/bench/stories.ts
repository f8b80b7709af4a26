import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { groupStories, type StoryInput } from '../../lambdas/core/stories/group-stories.ts';
import { newsblurGroups } from '../evaluate/stories/newsblur.ts';
import { setsIn } from '../evaluate/stories/sets.ts';
import { type Corpus, hardCorpora, inventedCorpus } from './stories/corpus.ts';

const WANTED = { articles: 5_000, seconds: 2, growth: 1.2 };
const SIZES = [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000];
type Groups = ReadonlyMap<string, string | number>;
type Method = (articles: readonly StoryInput[]) => Groups;
const OURS = 'diembao';
const METHODS: Readonly<Record<string, Method>> = { [OURS]: groupsOf, NewsBlur: newsblurGroups };

/**
 * Processor time to group 500 to 50,000 invented articles (Zipfian vocabulary, one to six reports an event: reprints,
 * half-rewritten, own words; standing text, ceremonies of one name in many provinces, follow-ups), how it grows, and how well the events are found, beside NewsBlur's title overlap on the same
 * input; then the hard days; then the labelled texts of a folder. Arguments: `[--data FOLDER] [--most 50000] [--rounds 3]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: '../shared/realdata' },
      most: { type: 'string', default: '50000' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const rounds = Number(values.rounds);
  groupsOf(inventedCorpus(1_000).articles);
  const times = grow(Number(values.most), rounds);
  for (const [name, corpus] of Object.entries(hardCorpora(WANTED.articles)))
    measure(name, corpus, { methods: [OURS], rounds });
  onLabelled(values.data, rounds);
  judge(times);
}

function grow(most: number, rounds: number): Map<number, number> {
  print(row(['articles', 'method', 's', 'ms each', 'stories', 'B³ P', 'B³ R', 'B³ F1']));
  const times = new Map<number, number>();
  for (const size of SIZES.filter((each) => each <= most)) {
    const corpus = inventedCorpus(size);
    times.set(
      size,
      measure(String(size), corpus, { methods: Object.keys(METHODS), rounds: size > 10_000 ? 1 : rounds }),
    );
  }
  return times;
}

/** Prints a line a method; answers our seconds. */
function measure(
  name: string,
  { articles, eventOf }: Corpus,
  how: { methods: readonly string[]; rounds: number },
): number {
  let ours = 0;
  for (const method of how.methods) {
    const work = METHODS[method] ?? groupsOf;
    const seconds = median(Array.from({ length: how.rounds }, () => timed(() => work(articles))));
    if (method === OURS) ours = seconds;
    const groups = work(articles);
    const quality = eventOf.size === 0 ? ['', '', ''] : cubed(articles, groups, eventOf).map((each) => each.toFixed(3));
    const stories = String(new Set(groups.values()).size);
    print(
      row([name, method, seconds.toFixed(2), ((seconds * 1_000) / articles.length).toFixed(3), stories, ...quality]),
    );
  }
  return ours;
}

function onLabelled(folder: string, rounds: number): void {
  const place = [join(folder, 'labelled'), folder].find((each) => existsSync(each));
  if (place === undefined) {
    print(`\nNo labelled texts in ${folder}: name their folder with --data.`);
    return;
  }
  const files = readdirSync(place).filter((name) => name.endsWith('.jsonl'));
  const rows = (name: string) =>
    readFileSync(join(place, name), 'utf8')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  for (const set of setsIn(files.map((name) => ({ name, rows: rows(name) })))) {
    measure(
      set.name,
      { articles: set.articles, eventOf: set.events ?? new Map() },
      { methods: Object.keys(METHODS), rounds },
    );
  }
}

/** Growth is the exponent between the smallest size of a thousand or more and the largest. */
function judge(times: ReadonlyMap<number, number>): void {
  const sizes = [...times.keys()].filter((size) => size >= 1_000);
  const [first, last] = [sizes[0] ?? 0, sizes.at(-1) ?? 0];
  const growth = Math.log((times.get(last) ?? 0) / (times.get(first) ?? 1)) / Math.log(last / first);
  const seconds = times.get(WANTED.articles) ?? Number.NaN;
  print(
    verdict(
      seconds <= WANTED.seconds,
      `\n${WANTED.articles} articles in ${seconds.toFixed(2)} s, wanted ${WANTED.seconds}`,
    ),
  );
  print(
    verdict(
      growth <= WANTED.growth,
      `growth from ${first} to ${last}: n^${growth.toFixed(2)}, wanted n^${WANTED.growth}`,
    ),
  );
}

function groupsOf(articles: readonly StoryInput[]): Groups {
  return new Map(groupStories(articles).flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
}

/** B-cubed precision, recall and their harmonic mean. */
function cubed(articles: readonly StoryInput[], groups: Groups, eventOf: ReadonlyMap<string, string>): number[] {
  const counted = (key: (id: string) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { id } of articles) counts.set(key(id), (counts.get(key(id)) ?? 0) + 1);
    return counts;
  };
  const group = (id: string): string => String(groups.get(id));
  const event = (id: string): string => eventOf.get(id) ?? id;
  const both = (id: string): string => `${group(id)}\n${event(id)}`;
  const [inGroup, inEvent, inBoth] = [counted(group), counted(event), counted(both)];
  const mean = (of: (id: string) => number): number =>
    articles.reduce((sum, { id }) => sum + (inBoth.get(both(id)) ?? 0) / of(id), 0) / articles.length;
  const precision = mean((id) => inGroup.get(group(id)) ?? 1);
  const recall = mean((id) => inEvent.get(event(id)) ?? 1);
  return [precision, recall, (2 * precision * recall) / (precision + recall)];
}

/** Seconds of processor time: what others do on the machine does not count. */
function timed(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000_000;
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
}

function verdict(holds: boolean, text: string): string {
  return `${text.startsWith('\n') ? '\n' : ''}${holds ? 'holds' : 'MISSED'}: ${text.trim()}`;
}

function row([name = '', ...cells]: readonly string[]): string {
  return `${name.padEnd(26)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
