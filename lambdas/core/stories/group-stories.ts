import { toMillis } from '../calendar/instant.ts';
import { candidatePairs } from './candidates.ts';
import { decide, type Verdict } from './decide.ts';
import { type Features, featuresOf, type StoryInput } from './features.ts';
import type { Ruling } from './ruling.ts';
import type { Story } from './story.ts';
import { rarityIn } from './weights.ts';

/** An article as the grouping sees it. */
export type { StoryInput } from './features.ts';

/** What an uncompared pair counts in the mean of two groups: nothing was found that they share. */
const NEVER_MET = -2;
/** A text this much longer than another makes a fuller report. */
const FULLNESS_STEP = 150;

type Verdicts = ReadonlyMap<string, Verdict>;

/**
 * Groups articles that tell the same story; the result does not depend on the order of the input.
 *
 * Pairs that are believed are joined, the surest first, and two groups only when all their members are alike on
 * average, so that a chain of half-likenesses does not tie different stories together.
 */
export function groupStories(articles: readonly StoryInput[], rulings: readonly Ruling[] = []): Story[] {
  const batch = [...articles].sort(byTime).map(featuresOf);
  const rarity = rarityIn(batch);
  const verdicts = new Map<string, Verdict>();
  for (const [a, b] of candidatePairs(batch)) {
    const [one, other] = [batch[a], batch[b]];
    if (one !== undefined && other !== undefined) verdicts.set(keyOf(one, other), decide(one, other, rarity));
  }
  return joined(batch, verdicts).map((group) => storyOf(group, { verdicts, rulings }));
}

function joined(batch: readonly Features[], verdicts: Verdicts): Features[][] {
  const groupOf = new Map<string, Features[]>(batch.map((features) => [features.input.id, [features]]));
  const believed = [...verdicts].filter(([, { score }]) => score > 0).sort(bySureness);
  for (const [key] of believed) {
    const [one, other] = key.split('\n').map((id) => groupOf.get(id) ?? []);
    if (one === undefined || other === undefined || one === other || meanScore(one, other, verdicts) <= 0) continue;
    const together = [...one, ...other];
    for (const features of together) groupOf.set(features.input.id, together);
  }
  const groups = [...new Set(groupOf.values())].map((group) => group.sort((a, b) => byTime(a.input, b.input)));
  return groups.sort((a, b) => byTime(first(a), first(b)));
}

function bySureness(a: [string, Verdict], b: [string, Verdict]): number {
  return b[1].score - a[1].score || (a[0] < b[0] ? -1 : 1);
}

function meanScore(one: readonly Features[], other: readonly Features[], verdicts: Verdicts): number {
  const scores = one.flatMap((a) => other.map((b) => verdicts.get(keyOf(a, b))?.score ?? NEVER_MET));
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function storyOf(group: readonly Features[], known: { verdicts: Verdicts; rulings: readonly Ruling[] }): Story {
  const { verdicts, rulings } = known;
  const ruled = rulings.findLast(
    (ruling) => ruling.kind === 'lead' && group.some(({ input }) => input.id === ruling.articleId),
  );
  const chosen = ruled?.kind === 'lead' ? group.find(({ input }) => input.id === ruled.articleId) : undefined;
  const lead = chosen ?? [...group].sort(byLeadership)[0];
  return {
    id: first(group).id,
    lead: (lead?.input ?? first(group)).id,
    leadReasons: [],
    members: group.map((features) => features.input.id),
    evidence: group.slice(1).map((features) => bestReason(features, group, verdicts)),
  };
}

function bestReason(features: Features, group: readonly Features[], verdicts: Verdicts): string {
  const reasons = group.flatMap((other) => verdicts.get(keyOf(features, other)) ?? []);
  return reasons.sort((a, b) => b.score - a.score)[0]?.why ?? '';
}

/** The paper's weight, then the fuller text, then the earlier report. */
function byLeadership(a: Features, b: Features): number {
  const fullness = (features: Features): number => Math.floor(features.length / FULLNESS_STEP);
  return b.input.rank - a.input.rank || fullness(b) - fullness(a) || byTime(a.input, b.input);
}

/** Earliest first, unknown times last, then by id. */
function byTime(a: StoryInput, b: StoryInput): number {
  const time = (input: StoryInput): number => (input.publishedAt === null ? Infinity : toMillis(input.publishedAt));
  const [one, other] = [time(a), time(b)];
  return one === other ? (a.id < b.id ? -1 : 1) : one - other;
}

function keyOf(a: Features, b: Features): string {
  const [one, other] = [a.input.id, b.input.id];
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

function first(group: readonly Features[]): StoryInput {
  const [features] = group;
  if (features === undefined) throw new Error('a story has at least one member');
  return features.input;
}
