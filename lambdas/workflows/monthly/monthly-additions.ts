import { createHash } from 'node:crypto';
import { dayOf, type Instant } from '../../core/calendar/instant.ts';
import type { Article } from '../../core/extraction/article.ts';
import { articleId, canonicalUrl } from '../../core/listing/canonical-url.ts';
import { composeArticle } from '../../core/monthly/compose-article.ts';
import type { MonthlyCandidate, MonthlyDraft, MonthlyDraftArticle } from '../../core/monthly/draft.ts';
import type { MonthlySectionId } from '../../core/monthly/monthly-content.ts';
import { typedPieces } from '../../core/monthly/typed-text.ts';
import { words } from '../../core/monthly/words.ts';
import { placeOn } from '../../core/places/gazetteer.ts';
import { sourceAt } from '../../core/sources/hosts.ts';
import type { Source } from '../../core/sources/source.ts';
import type { FailureKind } from '../../core/sources/visit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntryLog } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Web } from '../../ports/web.ts';
import { judgeArticle } from '../gathering/judge-article.ts';
import { readArticle } from '../gathering/read-articles.ts';
import { readByLink } from '../gathering/read-by-link.ts';
import { type House, loadHouse } from '../settings/house.ts';
import { loadMonthlySetting } from './monthly-files.ts';

/** What bringing in an article needs of the world. */
export interface AdditionPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly web: Web;
  readonly entries: Pick<EntryLog, 'get'>;
}

/** Why an article could not be brought in: the page was not to be had (its failure), or what it is. */
export type AddRefusal =
  | FailureKind
  | 'no-such-candidate'
  /** The text is not stored any more. */
  | 'no-such-article'
  /** What was pasted is no web address. */
  | 'no-address'
  /** A site of which nothing is agreed: it must be in the list of sources first. */
  | 'unknown-source'
  | 'not-an-article'
  | 'printing-forbids'
  | 'already-there';

/** An own article by a named official, as typed. */
export interface Contribution {
  readonly title: string;
  readonly author: string;
  /** Printed as footnote `(*)`. */
  readonly affiliation: string | null;
  readonly sapo: string | null;
  /** See `typed-text.ts`. */
  readonly text: string;
  readonly section: MonthlySectionId;
}

/** What was left out comes back: as a person left it, else whole from the store; an excerpt where no more is allowed. */
export async function restored(
  ports: AdditionPorts,
  asked: { readonly candidateId: string; readonly section: MonthlySectionId | null },
  draft: MonthlyDraft,
): Promise<MonthlyDraftArticle | AddRefusal> {
  const candidate = draft.leftOut.find(({ id }) => id === asked.candidateId);
  if (candidate === undefined) return 'no-such-candidate';
  const section = asked.section ?? candidate.section;
  if (candidate.article !== undefined) return { ...candidate.article, section };
  const { stored } = candidate;
  const article = stored && (await readArticle(ports.newsroom, stored.articleId, stored.firstSeenAt));
  if (article === null) return 'no-such-article';
  const { sources } = await loadHouse(ports.newsroom);
  return allowed({ ...composeArticle(article, sources, knownOf(candidate, section)), title: candidate.title });
}

function knownOf({ place, picked, score, dailies }: MonthlyCandidate, section: MonthlySectionId) {
  return { section, place, picked, score, dailies, reasons: [] };
}

/** An article of a paper of the registry by its address: from the store where it lies, else fetched politely. */
export async function articleByLink(
  ports: AdditionPorts,
  asked: { readonly url: string; readonly section: MonthlySectionId | null },
  draft: MonthlyDraft,
): Promise<MonthlyDraftArticle | AddRefusal> {
  const house = await loadHouse(ports.newsroom);
  const url = canonicalUrl(asked.url.trim());
  if (url === null) return 'no-address';
  const source = sourceAt(url, house.sources);
  if (source === null) return 'unknown-source';
  const id = articleId(url, source.hosts);
  if (draft.articles.some((article) => article.id === id)) return 'already-there';
  const article = await readByLink(ports, { id, url, source });
  return typeof article === 'string' ? article : byLink(ports, { article, source, house, section: asked.section });
}

async function byLink(
  ports: AdditionPorts,
  found: { article: Article; source: Source; house: House; section: MonthlySectionId | null },
): Promise<MonthlyDraftArticle | AddRefusal> {
  const { article, source, house } = found;
  const { place, score } = judgeArticle(article, source, house);
  const own = (await loadMonthlySetting(ports.newsroom)).place;
  const today = dayOf(ports.clock.now());
  const isOwn = place !== null && placeOn(place, today) === placeOn(own, today);
  const section = found.section ?? (isOwn ? 'dia-phuong' : 'trung-uong');
  const known = { section, place, picked: false, score, dailies: [], reasons: [words.reasons.byLink] };
  return allowed(composeArticle(article, house.sources, known));
}

function allowed(article: MonthlyDraftArticle): MonthlyDraftArticle | AddRefusal {
  return article.printing === 'title' ? 'printing-forbids' : article;
}

/** An own contribution; its id is made of name, title and time, so that two by one person are two. */
export function contribution(typed: Contribution, now: Instant): MonthlyDraftArticle {
  const { title, author, affiliation, sapo, text, section } = typed;
  const digest = createHash('sha256').update(`${author}\n${title}\n${now}`).digest('hex').slice(0, 16);
  return {
    id: `bai-viet-${digest}`,
    section,
    stored: null,
    url: null,
    publishedOn: null,
    place: null,
    title,
    sapo,
    pieces: typedPieces(text),
    byline: author,
    via: null,
    site: null,
    affiliation,
    printing: 'full',
    cut: false,
    picked: false,
    score: 0,
    dailies: [],
    reasons: [words.reasons.contribution],
  };
}
