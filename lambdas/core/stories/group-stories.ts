import { candidatePairs } from './candidates.ts';
import { cluster, createJudge, type Judge } from './cluster.ts';
import { copiesIn } from './copies.ts';
import { decide } from './decide.ts';
import { evidenceOf } from './evidence.ts';
import { type Features, featuresOf } from './features.ts';
import { leadOf } from './lead.ts';
import { type Comparing, createComparing } from './likeness.ts';
import { type Ruled, ruledBy } from './ruled.ts';
import type { Ruling } from './ruling.ts';
import type { Story } from './story.ts';
import { inTime, type StoryInput } from './story-input.ts';
import { withTogether } from './together.ts';
import { type Weighed, weigh } from './weighed.ts';
import { words } from './words.ts';

/** An article as the grouping sees it. */
export type { StoryInput } from './story-input.ts';

/**
 * Groups articles that tell the same story; the result does not depend on the order of the input, and every article is in
 * one story. What editors ruled holds; of rulings that contradict one another the later ones do.
 *
 * Reprints are joined first, then reports that share rare words, names, figures or documents are compared, and those
 * believed to tell one story are joined while the groups stay alike on average.
 */
export function groupStories(articles: readonly StoryInput[], rulings: readonly Ruling[] = []): Story[] {
  const inputs = inTime(articles);
  const ruled = ruledBy(rulings, new Set(inputs.map(({ id }) => id)));
  const batch = featuresOf(inputs);
  const copies = copiesOf(batch, ruled);
  const originals = [...copies.keys()];
  const { weighed } = weigh(originals.flatMap((position) => batch[position] ?? []));
  const judge = createJudge(weighed, ruled);
  const groups = cluster(weighed, candidatePairs(weighed), judge).map((group) =>
    group.flatMap((position) => copies.get(originals[position] ?? -1) ?? []),
  );
  const known: Known = {
    batch,
    judge,
    ruled,
    comparing: createComparing(),
    weighed: new Map(weighed.map((each) => [each.input.id, each])),
  };
  return withTogether(groups, batch, ruled)
    .map((group) => group.sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .map((group) => storyOf(group, known));
}

interface Known {
  readonly batch: readonly Features[];
  readonly judge: Judge;
  readonly ruled: Ruled;
  readonly comparing: Comparing;
  /** Articles that are no copy of an earlier one, by id. */
  readonly weighed: ReadonlyMap<string, Weighed>;
}

/** Positions of the articles with one text, by the position of the first of them. */
function copiesOf(batch: readonly Features[], ruled: Ruled): Map<number, number[]> {
  const kept = new Set(batch.map(({ input }) => input.id).filter((id) => ruled.hasApart(id)));
  const copies = new Map<number, number[]>();
  for (const [position, original] of copiesIn(batch, kept).entries()) {
    const group = copies.get(original);
    if (group === undefined) copies.set(original, [position]);
    else group.push(position);
  }
  return copies;
}

function storyOf(group: readonly number[], known: Known): Story {
  const members = group.flatMap((position) => known.batch[position] ?? []);
  const ids = members.map(({ input }) => input.id);
  const { lead, reasons } = leadOf(
    members.map(({ input }) => input),
    known.ruled.leadOf(ids),
  );
  return {
    id: ids[0] ?? lead.id,
    lead: lead.id,
    leadReasons: [...reasons],
    members: ids,
    evidence: evidenceIn(members, known),
  };
}

/** Members a member is held against for its evidence. */
const WITNESSES = 6;

/** Why each member but the first was joined: by what it shares with the one it is most like among the first few. */
function evidenceIn(members: readonly Features[], { judge, weighed, ruled, comparing }: Known): string[] {
  const witnesses = members.flatMap(({ input }) => weighed.get(input.id) ?? []).slice(0, WITNESSES);
  return members.slice(1).map(({ input }) => {
    if (ruled.together.some((ids) => ids.has(input.id))) return words.evidence.ruled;
    const own = weighed.get(input.id);
    if (own === undefined) return words.evidence.copy;
    const [best] = witnesses
      .filter((other) => other !== own)
      .map((other) => ({ other, score: judge.scoreOf(other, own) }))
      .sort((a, b) => b.score - a.score);
    return best === undefined || best.score <= 0
      ? words.evidence.ruled
      : evidenceOf(best.other, own, decide(best.other, own, comparing));
  });
}
