import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupStories } from '../../lambdas/core/stories/group-stories.ts';
import { newsblurGroups } from './stories/newsblur.ts';
import { type Groups, scoreOf, truthOf } from './stories/score.ts';
import { type LabelledSet, setsIn } from './stories/sets.ts';

const WORST = 12;
const HALVES = [
  ['all', null],
  ['half 0', 0],
  ['half 1', 1],
] as const;
const HEAD = ['set', 'method', 'part', 'articles', 'P', 'R', 'F1', '95 %', 'hand "different" joined', 'B³ F1', '95 %'];

/**
 * Which articles tell the same news: pairs and B-cubed on every labelled set of a folder, beside NewsBlur's title overlap,
 * for the whole and for two halves (by a hash of the labelled families), then the pairs that went wrong.
 */
export async function evaluate(folder: string): Promise<string> {
  const sets = setsIn(filesIn(folder));
  if (sets.length === 0) return 'No pairs or clusters of articles that tell the same news in this folder.';
  const lines = sets.flatMap((set) => {
    const ours = oursOf(set);
    const methods: readonly [string, Groups][] = [
      ['diembao', ours],
      ['NewsBlur', newsblurGroups(set.articles)],
    ];
    return methods.flatMap(([name, groups]) =>
      HALVES.map(([part, half]) => row([set.name, name, part], { set, groups, half })),
    );
  });
  const open = sets.filter((set) => leftOut(set).length > 0).map((set) => openLine(set, oursOf(set)));
  const errors = sets.flatMap((set) => [`\n${set.name}: pairs that went wrong`, ...wrongIn(set, oursOf(set))]);
  return [`| ${HEAD.join(' | ')} |`, `|${HEAD.map(() => '---').join('|')}|`, ...lines, ...open, ...errors].join('\n');
}

/** Pairs that no figure counts: follow-ups, overlapping texts, titles of one pattern. */
function leftOut(set: LabelledSet): (readonly [string, string])[] {
  return [...set.pairs].flatMap(([key, { same }]) => {
    const [a = '', b = ''] = key.split('\n');
    return same === null ? [[a, b] as const] : [];
  });
}

function openLine(set: LabelledSet, groups: Groups): string {
  const pairs = leftOut(set);
  const joined = pairs.filter(([a, b]) => groups.get(a) === groups.get(b)).length;
  return `\n${set.name}: of ${pairs.length} pairs left out (follow-ups, overlapping texts, titles of one pattern) ${joined} are joined.`;
}

function oursOf(set: LabelledSet): Groups {
  return new Map(
    groupStories(set.articles).flatMap(({ id, members }) => members.map((member) => [member, id] as const)),
  );
}

function row(names: readonly string[], asked: { set: LabelledSet; groups: Groups; half: 0 | 1 | null }): string {
  const { articles, counts, pairs, pairsInterval, b3, b3Interval } = scoreOf(asked.set, asked.groups, asked.half);
  const cells = [
    ...names,
    String(articles),
    ...[pairs.precision, pairs.recall, pairs.f1].map(figure),
    pairsInterval.map(figure).join('–'),
    asked.set.events === null ? String(counts.merges) : '',
    b3 === null ? '' : figure(b3.f1),
    b3Interval === null ? '' : b3Interval.map(figure).join('–'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function wrongIn(set: LabelledSet, groups: Groups): string[] {
  const titles = new Map(set.articles.map(({ id, title }) => [id, title]));
  const ids = [...titles.keys()].sort();
  const wrong = ids.flatMap((a, index) =>
    ids.slice(index + 1).flatMap((b) => {
      const truth = truthOf(set, a, b);
      const isJoined = groups.get(a) === groups.get(b);
      if (truth === null || truth === isJoined) return [];
      return [`- ${isJoined ? 'joined' : 'not joined'}: ${titles.get(a)} ⟷ ${titles.get(b)}`];
    }),
  );
  const more = wrong.length > WORST ? [`- and ${wrong.length - WORST} more`] : [];
  return [...wrong.sort().slice(0, WORST), ...more];
}

function filesIn(folder: string): { name: string; rows: unknown[] }[] {
  return [folder, join(folder, 'labelled')].filter(existsSync).flatMap((place) =>
    readdirSync(place)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => ({ name, rows: rowsOf(readFileSync(join(place, name), 'utf8')) })),
  );
}

function rowsOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line));
}

function figure(share: number): string {
  return share.toFixed(3);
}
