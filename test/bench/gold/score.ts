import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { decodeText } from '../../../lambdas/core/vietnamese/charset.ts';

/** Words in one shingle of the public measure. */
const SHINGLE = 4;
const truthSchema = z.record(z.string(), z.object({ articleBody: z.string(), url: z.string().nullish() }));

/** One page of the public article-extraction benchmark and the text a person found in it. */
export interface GoldPage {
  readonly name: string;
  readonly url: string;
  readonly html: string;
  readonly text: string;
}

/** Share of what was taken that is right, share of what is right that was taken; each 0–1. */
export interface Score {
  readonly precision: number;
  readonly recall: number;
}

/** Reads `ground-truth.json` and `html/<name>.html.gz` of the benchmark's folder. */
export function readGold(folder: string): GoldPage[] {
  const truth = truthSchema.parse(JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')));
  return Object.entries(truth).map(([name, { articleBody, url }]) => ({
    name,
    url: url ?? 'https://page.invalid/',
    html: decodeText(gunzipSync(readFileSync(join(folder, 'html', `${name}.html.gz`))), null),
    text: articleBody,
  }));
}

/** The public measure on one page: shingles of four words, counted as often as they stand there. */
export function scorePage(truth: string, found: string): Score {
  const [wanted, got] = [shingles(truth), shingles(found)];
  let hit = 0;
  for (const [shingle, count] of wanted) hit += Math.min(count, got.get(shingle) ?? 0);
  const [all, taken] = [sum(wanted), sum(got)];
  if (hit === all && hit === taken) return { precision: 1, recall: 1 };
  return { precision: taken === 0 ? 0 : hit / taken, recall: all === 0 ? 0 : hit / all };
}

/** The public measure on many pages: F1 of mean precision and mean recall. */
export function meanScore(scores: readonly Score[]): Score & { readonly f1: number } {
  const precision = scores.reduce((total, score) => total + score.precision, 0) / scores.length;
  const recall = scores.reduce((total, score) => total + score.recall, 0) / scores.length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(words.length > 0 ? 1 : 0, words.length - SHINGLE + 1); i++) {
    const shingle = words.slice(i, i + SHINGLE).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
