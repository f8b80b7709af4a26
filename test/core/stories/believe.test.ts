import { describe, expect, it } from 'vitest';
import { believe, decide } from '../../../lambdas/core/stories/decide.ts';
import { featuresOf } from '../../../lambdas/core/stories/features.ts';
import { createComparing } from '../../../lambdas/core/stories/likeness.ts';
import { type Weighed, weigh } from '../../../lambdas/core/stories/weighed.ts';
import { reports } from './articles.ts';

type Believe = (a: Weighed, b: Weighed) => number | null;

const comparing = createComparing();
const events = [0, 1, 2, 3].flatMap((event) => reports(event, 6));
const provinces = ['Nam Định', 'Sơn La', 'Kiên Giang', 'Phú Thọ'] as const;
/** The same in another province, as ceremonies of one name are held in many: nothing but the places sets them apart. */
const moved = events.map((article, index) => {
  const other = (text: string): string =>
    provinces.reduce((all, province) => all.replaceAll(province, provinces[index % 4] ?? ''), text);
  return { ...article, id: `moved-${article.id}`, title: other(article.title), text: other(article.text) };
});
const { weighed } = weigh(featuresOf([...events, ...moved]));
const pairs = weighed.flatMap((a, index) => weighed.slice(index + 1).map((b) => [a, b] as const));

/** Pairs on which a quick belief says something else than the decision. */
function wrong(quick: Believe): number {
  return pairs.filter(([a, b]) => {
    const { score } = decide(a, b, comparing);
    return quick(a, b) !== (score > 0 ? score : null);
  }).length;
}

describe('a belief without the places', () => {
  it('says of every pair what the decision says, believed or not', () => {
    const scores = pairs.map(([a, b]) => decide(a, b, comparing).score);
    expect(scores.some((score) => score > 0)).toBe(true);
    expect(scores.some((score) => score < 0)).toBe(true);
    expect(wrong((a, b) => believe(a, b, comparing))).toBe(0);
  });

  it('asks for the places where they decide', () => {
    const bySense = pairs.filter(([a, b]) => {
      const { alike, score } = decide(a, b, comparing);
      return score < 0 && alike.elsewhere === 1 && alike.text > 0.5;
    });
    expect(bySense.length).toBeGreaterThan(0);
    for (const [a, b] of bySense) expect(believe(a, b, comparing)).toBeNull();
  });

  it('would be found out if its bound were too low (control: titles alone)', () => {
    const byTitle: Believe = (a, b) => (comparing.glanceAt(a, b).title < 0.9 ? null : believe(a, b, comparing));
    expect(wrong(byTitle)).toBeGreaterThan(0);
  });
});
