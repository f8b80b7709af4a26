import { isInWindow } from '../../core/calendar/coverage-window.ts';
import type { Instant } from '../../core/calendar/instant.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import { type Known, placeIn, type Sight, type WhyNot } from '../../core/drafting/why-not.ts';
import type { Article } from '../../core/extraction/article.ts';
import { articleId, canonicalUrl } from '../../core/listing/canonical-url.ts';
import type { SeenEntry } from '../../core/listing/entry.ts';
import { relevance } from '../../core/sections/relevance.ts';
import { healthOf } from '../../core/sources/health.ts';
import { sourceAt } from '../../core/sources/hosts.ts';
import type { Source } from '../../core/sources/source.ts';
import type { EntryLog, VisitBook } from '../../ports/newsroom.ts';
import { judgeArticle } from '../gathering/judge-article.ts';
import { readArticle } from '../gathering/read-articles.ts';
import { type House, loadHouse } from '../settings/house.ts';
import type { DeskDraftPorts } from './desk-draft.ts';
import { readPool } from './read-pool.ts';
import { readPrinted } from './read-printed.ts';

/** What {@link whyNot} needs of the world; it writes nothing. */
export interface WhyNotPorts extends DeskDraftPorts {
  readonly visits: VisitBook;
  readonly entries: EntryLog;
}

/** The answer to a pasted address, with what is known of its source and entry. */
export interface WhyNotAnswer {
  /** The address in its one spelling; null where it is none. */
  readonly url: string | null;
  readonly articleId: string | null;
  readonly answer: WhyNot;
  readonly known: Known;
  /** The article lies in the store and no issue has it: a person may take it in all the same. */
  readonly isStored: boolean;
}

const NOTHING: Known = { source: null, visit: null, entry: null };
/** Words of a title told. */
const WORDS = 6;

/** Why an article is not in an issue: pasted addresses of phones, AMP pages and newsletters are the article's own. */
export async function whyNot(ports: WhyNotPorts, draft: Draft, pasted: string): Promise<WhyNotAnswer> {
  const url = addressIn(pasted);
  if (url === null) return { url, articleId: null, answer: { kind: 'no-address' }, known: NOTHING, isStored: false };
  const house = await loadHouse(ports.newsroom);
  const source = sourceAt(url, house.sources);
  const id = articleId(url, source?.hosts);
  const seen = await ports.entries.get(id);
  const known = await knownOf(ports, { house, source, seen });
  const article = seen && (await readArticle(ports.newsroom, id, seen.firstSeenAt));
  const answer = await answerFor(ports, { draft, house, url, source, id, seen, article });
  const isFree = !['clipping', 'waiting', 'printed'].includes(answer.kind);
  return { url, articleId: id, answer, known, isStored: article !== null && isFree };
}

/** The first address in what was pasted, in its one spelling; `https://` may be missing. */
function addressIn(pasted: string): string | null {
  const word = /https?:\/\/[^\s"'<>“”]+/i.exec(pasted)?.[0] ?? pasted.trim();
  const url = canonicalUrl(/^https?:/i.test(word) ? word : `https://${word}`);
  return url !== null && new URL(url).hostname.includes('.') && !/\s/.test(word) ? url : null;
}

interface Found {
  readonly draft: Draft;
  readonly house: House;
  readonly url: string;
  readonly source: Source | null;
  readonly id: string;
  readonly seen: SeenEntry | null;
  readonly article: Article | null;
}

async function answerFor(ports: WhyNotPorts, found: Found): Promise<WhyNot> {
  const { draft, house, url, source, id, seen, article } = found;
  const here = placeIn(draft, id, house.sections);
  if (here !== null) return here;
  const printed = await printedBefore(ports, draft, [id, articleId(url)]);
  if (printed !== null) return printed;
  if (source === null) return { kind: 'unknown-source', host: new URL(url).hostname };
  if (seen === null) return { kind: 'never-seen' };
  if (seen.fate.kind === 'pending') return { kind: 'pending', tries: seen.fate.tries };
  if (seen.fate.kind === 'dropped') {
    const { reason, detail } = seen.fate;
    return { kind: 'dropped', reason, detail, sight: sightOf(seen, house) };
  }
  return article === null ? { kind: 'gone' } : answerForStored(ports, { draft, house, source, article });
}

async function answerForStored(
  ports: WhyNotPorts,
  { draft, house, source, article }: Pick<Found, 'draft' | 'house'> & { source: Source; article: Article },
): Promise<WhyNot> {
  const window = { from: draft.window.from, to: ports.clock.now() };
  const { instant } = article.published;
  const verdict = isInWindow({ publishedAt: instant, firstSeenAt: article.firstSeenAt }, window);
  if (verdict === 'too-old' || verdict === 'not-yet') return { kind: verdict, publishedAt: instant };
  const request = { window, house, rulings: draft.rulings, issueKey: draft.issueKey };
  const stories = (await readPool(ports, request)).judged;
  const story = stories.find((each) => each.articles.some(({ id }) => id === article.id));
  if (story === undefined) {
    const { score, reasons } = judgeArticle(article, source, house);
    return { kind: 'not-reform', score, reasons };
  }
  for (const { id } of story.articles) {
    const place = placeIn(draft, id, house.sections);
    if (place !== null) return { kind: 'told-by', place };
  }
  return { kind: 'newcomer' };
}

async function printedBefore(ports: WhyNotPorts, draft: Draft, ids: readonly string[]): Promise<WhyNot | null> {
  const earlier = await readPrinted(ports.archive, draft.issueKey);
  if (earlier.kind === 'unread') return null;
  const printed = earlier.printed.find((each) => each.articleIds.some((id) => ids.includes(id)));
  return printed === undefined ? null : { kind: 'printed', issueKey: printed.issueKey, title: printed.title };
}

/** The log keeps the score of the first sight; the words are those of the title, by the rules as they are now. */
function sightOf(seen: SeenEntry, { lexicon }: House): Sight {
  const { score, phrases } = relevance({ title: seen.title, lead: null, text: '', rubric: null }, lexicon);
  const logged = seen.fate.kind === 'dropped' ? Number(seen.fate.detail) : Number.NaN;
  return {
    score: Number.isFinite(logged) ? logged : score,
    asked: lexicon.parts.firstSight,
    words: phrases.slice(0, WORDS).map(({ phrase }) => phrase),
  };
}

async function knownOf(
  ports: WhyNotPorts,
  { house, source, seen }: { house: House; source: Source | null; seen: SeenEntry | null },
): Promise<Known> {
  const visit = source && (await ports.visits.get(source.id));
  const now: Instant = ports.clock.now();
  return {
    source: source && { name: source.name, health: healthOf(visit, { now, calendar: house.calendar }) },
    visit: visit && { at: visit.visitedAt, next: visit.nextVisitAt },
    entry: seen && { title: seen.title, firstSeenAt: seen.firstSeenAt, publishedAt: seen.publishedAt },
  };
}
