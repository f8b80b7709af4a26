import type { Candidate, Clipping, Draft } from '../../drafting/draft.ts';
import { type Article, blockTexts } from '../../extraction/article.ts';
import type { Source } from '../../sources/source.ts';
import { classify } from '../classify.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Act, Decision, DecisionFile } from './decision.ts';
import { lexiconVersion } from './lexicon-version.ts';
import { type Report, reportOf } from './report.ts';

/** What decisions are derived with: the lead articles that could still be read, by id, and the house of that day. */
export interface DecisionContext {
  readonly articles: ReadonlyMap<string, Article>;
  readonly sources: readonly Source[];
  readonly lexicon: Lexicon;
}

/** Stories nobody touched that are kept of one issue, the weightiest first: a long holiday leaves out hundreds. */
const PASSED_OVER = 40;

/** A sealed draft; see {@link Draft}. */
export type SealedDraft = Draft & { readonly sealed: NonNullable<Draft['sealed']> };

/** The articles a draft's decisions are about, with when they were first seen, where the draft knows it. */
export function decidedArticles(draft: Draft): { articleId: string; firstSeenAt: string | null }[] {
  return [...draft.clippings, ...decidedCandidates(draft)].map(({ articleId, firstSeenAt }) => ({
    articleId,
    firstSeenAt: firstSeenAt ?? null,
  }));
}

/** Everything a sealed draft tells of its editors' decisions; the same draft always tells the same. */
export function decisionsOf(draft: SealedDraft, context: DecisionContext): DecisionFile {
  const { edition, issueKey, sealed, window } = draft;
  return {
    version: 1,
    edition,
    issueKey,
    fingerprint: sealed.fingerprint,
    sealedAt: sealed.at,
    window,
    lexicon: lexiconVersion(context.lexicon),
    decisions: [
      ...draft.clippings.map((clipping) => ofClipping(clipping, context)),
      ...decidedCandidates(draft).map((candidate) => ofCandidate(candidate, context)),
    ],
  };
}

function decidedCandidates({ leftOut, tray }: Draft): Candidate[] {
  const untouched = [...leftOut, ...tray].filter(({ why }) => why !== 'dropped');
  const weightiest = untouched.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, PASSED_OVER);
  return [...leftOut.filter(({ why }) => why === 'dropped'), ...weightiest];
}

function ofClipping(clipping: Clipping, context: DecisionContext): Decision {
  const { id, section, sortedAs = null, broughtInFrom = null, mark } = clipping;
  return {
    ...readAs({ ...clipping, texts: blockTexts(clipping.body) }, context),
    storyId: id,
    sortedAs,
    act: actOf(clipping),
    section,
    why: broughtInFrom,
    alreadyRun: mark?.kind === 'already-run',
  };
}

/** A clipping dropped and taken back is one the rules chose and a person looked at twice. */
function actOf({ section, sortedAs, broughtInFrom }: Clipping): Act {
  if (broughtInFrom !== undefined && broughtInFrom !== 'dropped') return 'brought-in';
  const isMoved = sortedAs !== undefined && sortedAs !== null && sortedAs !== section;
  return isMoved ? 'moved' : 'printed';
}

function ofCandidate(candidate: Candidate, context: DecisionContext): Decision {
  const { id, why, mark, section } = candidate;
  return {
    ...readAs({ ...candidate, texts: candidate.lead === undefined ? [] : [candidate.lead] }, context),
    storyId: id,
    // One that was dropped may have been moved before: only what nobody touched stands where the rules put it.
    sortedAs: why === 'dropped' ? null : section,
    act: why === 'dropped' ? 'dropped' : 'passed-over',
    section: null,
    why,
    alreadyRun: mark?.kind === 'already-run',
  };
}

interface Printed {
  readonly articleId: string;
  readonly sourceId?: string;
  readonly firstSeenAt?: string | undefined;
  readonly title: string;
  readonly texts: readonly string[];
}

/** The article as it was read, never as the editor rewrote it: the rules will meet articles, not clippings. */
function readAs(
  printed: Printed,
  context: DecisionContext,
): Pick<Decision, 'articleId' | 'firstSeenAt' | 'report' | 'readFrom' | 'rules'> {
  const { articleId, firstSeenAt = null } = printed;
  const article = context.articles.get(articleId);
  const source = context.sources.find(({ id }) => id === (article?.sourceId ?? printed.sourceId)) ?? null;
  const report = article ? reportOf(article, source) : reportInDraft(printed, source);
  const { reform, score, section } = classify(report, context.lexicon);
  return {
    articleId,
    firstSeenAt: article?.firstSeenAt ?? firstSeenAt,
    report,
    readFrom: article ? 'article' : 'draft',
    rules: { reform, score, section },
  };
}

function reportInDraft({ title, texts }: Printed, source: Source | null): Report {
  const { kind: sourceKind = null, place: sourcePlace = null } = source ?? {};
  return { title, lead: null, text: texts.join('\n'), rubric: null, sourceKind, sourcePlace, day: null };
}
