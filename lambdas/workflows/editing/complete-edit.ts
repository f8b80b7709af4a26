import type { Instant } from '../../core/calendar/instant.ts';
import { candidateOf } from '../../core/drafting/candidate.ts';
import { withoutPaperMarks } from '../../core/drafting/clean-title.ts';
import { composeClipping, inSection, otherPaperOf, paperBody } from '../../core/drafting/compose-clipping.ts';
import type { Candidate, Clipping, Draft, OtherPaper } from '../../core/drafting/draft.ts';
import type { Edit, EditOf } from '../../core/drafting/edit-schema.ts';
import { alone, type JudgedStory } from '../../core/drafting/judged-story.ts';
import { partedReasons } from '../../core/drafting/merge-reasons.ts';
import { newcomersOf } from '../../core/drafting/newcomers.ts';
import type { Article } from '../../core/extraction/article.ts';
import type { Classification, SectionId } from '../../core/sections/section.ts';
import { judgeArticle } from '../gathering/judge-article.ts';
import { readArticle } from '../gathering/read-articles.ts';
import { type House, loadHouse } from '../settings/house.ts';
import type { DeskDraftPorts } from './desk-draft.ts';
import { type ArticleSearch, articleOfClipping, findArticle } from './find-article.ts';
import { readPool } from './read-pool.ts';

/** Edits whose contents the house looks up itself. */
type LookedUp = 'restore' | 'take-newcomers' | 'admit' | 'merge' | 'split' | 'lead' | 'rewrite' | 'sentence';

/** What an editor may ask for: an {@link Edit}, the contents left out where the house looks them up. */
export type DeskEdit =
  | Exclude<Edit, { kind: LookedUp }>
  | { readonly kind: 'restore'; readonly candidateId: string; readonly section: SectionId | null }
  | { readonly kind: 'take-newcomers' }
  /** One's own last step; `at` is its place in the log, as the editor saw it. */
  | { readonly kind: 'undo'; readonly at: number }
  | { readonly kind: 'redo'; readonly at: number }
  | { readonly kind: 'admit'; readonly articleId: string }
  | Omit<EditOf<'rewrite'>, 'paper'>
  | Omit<EditOf<'sentence'>, 'paper'>
  | Omit<EditOf<'merge'>, 'papers'>
  | Omit<EditOf<'split'>, 'clipping'>
  | Omit<EditOf<'lead'>, 'clipping' | 'paper'>;

/** Why an edit was not done, for the message table of the desk. */
export type EditRefusal = 'already-approved' | 'no-such-candidate' | 'no-such-article' | (string & {});

/** The draft an edit is for, and when. */
export interface EditPlace {
  readonly draft: Draft;
  readonly now: Instant;
}

interface Desk extends EditPlace {
  readonly ports: DeskDraftPorts;
  readonly house: House;
}

/** Looks up what the editor did not send along; a text is the reason why that was impossible. */
export async function completeEdit(
  ports: DeskDraftPorts,
  asked: Exclude<DeskEdit, { kind: 'undo' | 'redo' }>,
  place: EditPlace,
): Promise<Edit | EditRefusal> {
  const desk = async (): Promise<Desk> => ({ ...place, ports, house: await loadHouse(ports.newsroom) });
  switch (asked.kind) {
    case 'take-newcomers':
      return takeNewcomers(await desk());
    case 'restore':
      return restoreEdit(await desk(), asked);
    case 'admit':
      return admitEdit(await desk(), asked.articleId);
    case 'merge':
      return mergeEdit(await desk(), asked);
    case 'split':
      return splitEdit(await desk(), asked);
    case 'lead':
      return leadEdit(await desk(), asked);
    case 'move':
      return moveEdit(await desk(), asked);
    case 'rewrite':
      return rewriteEdit({ ...place, ports }, asked);
    case 'sentence':
      return sentenceEdit({ ...place, ports }, asked);
    default:
      return asked;
  }
}

async function takeNewcomers({ ports, house, draft, now }: Desk): Promise<Edit> {
  const window = { from: draft.window.from, to: now };
  const pool = await readPool(ports, { window, house, rulings: draft.rulings, issueKey: draft.issueKey });
  return { kind: 'take-newcomers', candidates: newcomersOf(draft, pool.judged, house.sources), until: now };
}

async function restoreEdit(
  desk: Desk,
  asked: { readonly candidateId: string; readonly section: SectionId | null },
): Promise<Edit | EditRefusal> {
  const candidate = candidateIn(desk.draft, asked.candidateId);
  if (!candidate) return 'no-such-candidate';
  const section = asked.section ?? candidate.section;
  const composed = candidate.clipping ?? (await composedOf(desk, candidate, section));
  if (!composed) return 'no-such-article';
  const clipping = dated(inSection(composed, section, desk.draft.issueKey), candidate);
  const listed = desk.house.sections.find((each) => each.id === section);
  if (!listed) return 'no-such-section';
  return { kind: 'restore', candidateId: candidate.id, clipping, order: listed.order, called: listed.title };
}

/** Rewriting needs no article; where there is one, it tells which words are the editor's. */
async function rewriteEdit(store: ArticleSearch & EditPlace, asked: Omit<EditOf<'rewrite'>, 'paper'>): Promise<Edit> {
  const clipping = store.draft.clippings.find(({ id }) => id === asked.clippingId);
  const article = clipping ? await articleOfClipping(store, clipping) : null;
  return article ? { ...asked, paper: paperBody(article) } : asked;
}

async function sentenceEdit(
  store: ArticleSearch & EditPlace,
  asked: Omit<EditOf<'sentence'>, 'paper'>,
): Promise<Edit | EditRefusal> {
  const clipping = store.draft.clippings.find(({ id }) => id === asked.clippingId);
  if (!clipping) return 'no-such-clipping';
  const article = await articleOfClipping(store, clipping);
  return article ? { ...asked, paper: paperBody(article) } : 'no-such-article';
}

/** Into a section the house no longer has nothing is moved: no reader would find it. */
function moveEdit({ house }: Desk, asked: EditOf<'move'>): Edit | EditRefusal {
  const listed = house.sections.find(({ id }) => id === asked.section);
  return listed ? { ...asked, called: listed.title } : 'no-such-section';
}

async function composedOf(desk: Desk, candidate: Candidate, section: SectionId): Promise<Clipping | null> {
  const judged = await judgedOf(desk, candidate);
  if (!judged) return null;
  const composed = composeClipping(judged, contextOf(desk, section));
  return candidate.sortedAs === undefined ? composed : { ...composed, sortedAs: candidate.sortedAs };
}

/** The day a person found stands where the page gave none. */
function dated(clipping: Clipping, { dayGiven }: Candidate): Clipping {
  return dayGiven === undefined || clipping.citation.day !== null
    ? clipping
    : { ...clipping, citation: { ...clipping.citation, day: dayGiven } };
}

async function admitEdit(desk: Desk, articleId: string): Promise<Edit | EditRefusal> {
  const article = await findArticle(desk, articleId);
  if (!article) return 'no-such-article';
  const judged = alone(article, ownJudgement(desk, article));
  const why = article.published.instant === null ? 'undated' : 'asked-for';
  return { kind: 'admit', candidate: candidateOf(judged, why, desk.house.sources) };
}

async function mergeEdit(desk: Desk, asked: Omit<EditOf<'merge'>, 'papers'>): Promise<Edit | EditRefusal> {
  const { draft, house } = desk;
  const clipping = draft.clippings.find(({ id }) => id === asked.clippingId);
  if (clipping) return { ...asked, papers: [await paperOf(desk, clipping), ...clipping.others] };
  const candidate = candidateIn(draft, asked.clippingId);
  if (!candidate) return 'no-such-candidate';
  const found = await Promise.all(candidate.members.map((member) => findArticle(desk, member)));
  const papers = found.flatMap((article) => (article ? [otherPaperOf(article, house.sources)] : []));
  return papers.length === 0 ? 'no-such-article' : { ...asked, papers };
}

async function splitEdit(desk: Desk, asked: Omit<EditOf<'split'>, 'clipping'>): Promise<Edit | EditRefusal> {
  const from = desk.draft.clippings.find(({ id }) => id === asked.clippingId);
  if (!from) return 'no-such-clipping';
  const article = await findArticle(desk, asked.articleId);
  if (!article) return 'no-such-article';
  const judged = alone(article, ownJudgement(desk, article));
  return { ...asked, clipping: composeClipping(judged, contextOf(desk, from.section)) };
}

/** What was judged of the story stays; a title that a person wrote stays too. */
async function leadEdit(desk: Desk, asked: Omit<EditOf<'lead'>, 'clipping' | 'paper'>): Promise<Edit | EditRefusal> {
  const present = desk.draft.clippings.find(({ id }) => id === asked.clippingId);
  if (!present) return 'no-such-clipping';
  const article = await findArticle(desk, asked.articleId);
  if (!article) return 'no-such-article';
  const { score, sortedAs, section, place } = present;
  const { chosen } = partedReasons(present.reasons);
  const classification = { reform: true, score, section: sortedAs ?? section, place, reasons: chosen };
  const composed = composeClipping(alone(article, classification), contextOf(desk, section));
  const paper = await paperOf(desk, present);
  const { title, placePrefix } = present;
  const isOwnTitle = present.edited && title !== paper.title;
  return { ...asked, clipping: isOwnTitle ? { ...composed, title, placePrefix, edited: true } : composed, paper };
}

/** The printed article of a clipping as one more paper of another; the clipping's own words where the article is gone. */
async function paperOf(desk: Desk, clipping: Clipping): Promise<OtherPaper> {
  const { articleId, citation, title, url } = clipping;
  const article = await articleOfClipping(desk, clipping);
  const site = citation.site;
  return article
    ? { ...otherPaperOf(article, desk.house.sources), site, title: withoutPaperMarks(article.title) }
    : { articleId, site, title, url };
}

function contextOf({ house, draft }: Desk, section: SectionId) {
  return { sources: house.sources, section, issueKey: draft.issueKey, length: house.clippingLength };
}

function ownJudgement({ house }: Desk, article: Article): Classification {
  const source = house.sources.find(({ id }) => id === article.sourceId) ?? null;
  return judgeArticle(article, source, house);
}

/** The story behind a candidate, as it was judged then: its articles are looked up, nothing is judged again. */
async function judgedOf(desk: Desk, candidate: Candidate): Promise<JudgedStory | null> {
  const lead = await readArticle(desk.ports.newsroom, candidate.articleId, candidate.firstSeenAt);
  if (!lead) return null;
  const others = candidate.members.filter((member) => member !== lead.id);
  const found = await Promise.all(others.map((member) => findArticle(desk, member)));
  const articles = [lead, ...found.flatMap((article) => article ?? [])];
  const { id, section, place, score, reasons, leadReasons = [], mark = null } = candidate;
  return {
    story: { id, lead: lead.id, members: articles.map((article) => article.id), leadReasons, evidence: [] },
    articles,
    classification: { reform: true, score, section, place, reasons },
    mark,
  };
}

function candidateIn(draft: Draft, id: string): Candidate | null {
  return [...draft.tray, ...draft.leftOut].find((each) => each.id === id) ?? null;
}
