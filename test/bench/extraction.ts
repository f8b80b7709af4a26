import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { blockTexts } from '../../lambdas/core/extraction/article.ts';
import { extractArticle } from '../../lambdas/core/extraction/extract-article.ts';
import { type GoldPage, meanScore, readGold, type Score, scorePage } from './gold/score.ts';

type Extractor = (page: GoldPage) => string;
const OURS = 'diembao';
const PEER = 'linkedom + Readability';
const EXTRACTORS: Readonly<Record<string, Extractor>> = { [OURS]: extractOurs, [PEER]: extractPeer };
/** Rounds that do not count. */
const WARM_UP = 3;
const WANTED_F1 = 0.97;
const WANTED_SHARE = 1 / 3;

/**
 * F1 on the public benchmark's pages and time a page, both beside linkedom + Readability in the same run, then how the
 * time grows with the page. Arguments: `[--data FOLDER] [--rounds N]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: '../shared/realdata' },
      rounds: { type: 'string', default: '8' },
    },
  });
  const folder = join(values.data, 'article-extraction-benchmark');
  if (existsSync(folder)) compare(readGold(folder), Number(values.rounds));
  else print(`The public benchmark is not in ${folder}: no F1 and no peer in this run. Name its folder with --data.`);
  await grow();
}

function compare(pages: readonly GoldPage[], rounds: number): void {
  print(`${pages.length} pages of the public benchmark, sum of each page's median of ${rounds} rounds\n`);
  print(row(['', 'precision', 'recall', 'F1', 'ms a page']));
  const times = medians(pages, rounds);
  const f1 = new Map<string, number>();
  for (const [name, extract] of Object.entries(EXTRACTORS)) {
    const scores: Score[] = pages.map((page) => scorePage(page.text, extract(page)));
    const mean = meanScore(scores);
    f1.set(name, mean.f1);
    const figures = [mean.precision, mean.recall, mean.f1].map((figure) => figure.toFixed(4));
    print(row([name, ...figures, ((times.get(name) ?? 0) / pages.length).toFixed(1)]));
  }
  const share = (times.get(OURS) ?? 0) / (times.get(PEER) ?? 1);
  print('');
  print(verdict((f1.get(OURS) ?? 0) >= WANTED_F1, `F1 ${(f1.get(OURS) ?? 0).toFixed(4)}, wanted ${WANTED_F1}`));
  print(verdict(share <= WANTED_SHARE, `time ${share.toFixed(3)} of the peer's, wanted at most 0.333\n`));
}

/**
 * Milliseconds for all pages by extractor: a page's is the median of its rounds. The extractors take turns page by page,
 * and each goes first as often as the other, so that a busy machine and the other's garbage slow both.
 */
function medians(pages: readonly GoldPage[], rounds: number): Map<string, number> {
  const total = new Map<string, number>();
  const taken = new Map<string, number[]>();
  for (let round = -WARM_UP; round < rounds; round++) {
    const turns = Object.entries(EXTRACTORS);
    if (round % 2 !== 0) turns.reverse();
    for (const [index, page] of pages.entries()) {
      for (const [name, extract] of turns) {
        const ms = timed(() => extract(page));
        const key = `${name} ${index}`;
        if (round >= 0) taken.set(key, [...(taken.get(key) ?? []), ms]);
      }
    }
  }
  for (const name of Object.keys(EXTRACTORS)) {
    total.set(
      name,
      pages.reduce((sum, _page, index) => sum + median(taken.get(`${name} ${index}`) ?? []), 0),
    );
  }
  return total;
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
}

function extractOurs({ html, url }: GoldPage): string {
  const found = extractArticle({ html, url, rules: null, listed: null });
  return found.kind === 'article' ? blockTexts(found.blocks).join('\n') : '';
}

function extractPeer({ html }: GoldPage): string {
  const { document } = parseHTML(html);
  return new Readability(document).parse()?.textContent ?? '';
}

/** Pages made for the purpose: an ordinary one two, four and eight times as long, and two that are meant to hurt. */
async function grow(): Promise<void> {
  const { ordinaryPage, heavyPage, deepPage } = await import('./gold/pages.ts');
  print(row(['growth', 'KiB', 'ms', 'ms a KiB', 'to ×1']));
  extractOurs({ name: 'warm-up', url: 'https://page.invalid/a.htm', html: ordinaryPage(8), text: '' });
  const once = cost('page ×1', ordinaryPage(1), null);
  for (const times of [2, 4, 8]) cost(`page ×${times}`, ordinaryPage(times), once);
  cost('5 MiB of paragraphs', heavyPage(5 * 1024 * 1024), once);
  cost('100,000 deep', deepPage(100_000), once);
}

function cost(name: string, html: string, once: number | null): number {
  const page = { name, url: 'https://page.invalid/a.htm', html, text: '' };
  const runs = [0, 1, 2].map(() => timed(() => extractOurs(page))).toSorted((a, b) => a - b);
  const ms = runs[1] ?? 0;
  const kib = html.length / 1024;
  const each = ms / kib;
  print(row([name, kib.toFixed(0), ms.toFixed(0), each.toFixed(3), once === null ? '' : (each / once).toFixed(2)]));
  return each;
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function verdict(holds: boolean, text: string): string {
  return `${holds ? 'holds' : 'MISSED'}: ${text}`;
}

function row([name = '', ...figures]: readonly string[]): string {
  return `${name.padEnd(24)}${figures.map((figure) => figure.padStart(11)).join('')}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
