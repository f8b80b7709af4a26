import { createHash } from 'node:crypto';
import type { Day, Instant } from '../../core/calendar/instant.ts';
import { composeClipping, inSection } from '../../core/drafting/compose-clipping.ts';
import type { Clipping } from '../../core/drafting/draft.ts';
import type { EditOf } from '../../core/drafting/edit-schema.ts';
import { alone } from '../../core/drafting/judged-story.ts';
import { type Article, paragraph } from '../../core/extraction/article.ts';
import { articleId, canonicalUrl } from '../../core/listing/canonical-url.ts';
import type { SectionId } from '../../core/sections/section.ts';
import { sourceAt } from '../../core/sources/hosts.ts';
import type { Source } from '../../core/sources/source.ts';
import { normalise } from '../../core/vietnamese/normalise.ts';
import type { Web } from '../../ports/web.ts';
import { judgeArticle } from '../gathering/judge-article.ts';
import { readByLink } from '../gathering/read-by-link.ts';
import type { AddRefusal } from '../monthly/monthly-additions.ts';
import { type House, loadHouse } from '../settings/house.ts';
import type { DeskDraftPorts } from './desk-draft.ts';
import { keepAdded } from './find-article.ts';

/** What bringing a clipping in by hand needs of the world. */
export type OwnClippingPorts = DeskDraftPorts & { readonly web: Web };

/** Where it is to stand; `section` null: where the rules would put it. */
interface Wanted {
  readonly issueKey: Day;
  readonly section: SectionId | null;
}

/** The text of a page that refuses us, as a person copied it. */
export interface PastedPage extends Wanted {
  readonly url: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Empty: the name of the paper as the list of sources has it. */
  readonly site: string;
  readonly day: Day | null;
  readonly authors: readonly string[];
}

/** A piece written by the house or for it, signed. */
export interface OwnPiece extends Wanted {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly author: string;
  readonly affiliation: string;
  /** Where its title leads: the bulletin's own address. */
  readonly url: string;
}

/** An edit that puts the clipping into its section, or why there is none. */
type Insertion = EditOf<'insert'> | AddRefusal | 'no-such-section';

/** A paper's article by its address: fetched politely where the store has it not; sorted and condensed like any other. */
export async function clippingByLink(
  ports: OwnClippingPorts,
  asked: Wanted & { readonly url: string },
): Promise<Insertion> {
  const house = await loadHouse(ports.newsroom);
  const found = sourceOf(asked.url, house);
  if (typeof found === 'string') return found;
  const article = await readByLink(ports, found);
  if (typeof article === 'string') return article;
  await keepAdded(ports.newsroom, asked.issueKey, article);
  return insertion(composed(article, found.source, { house, asked }), house, 'link');
}

/** A pasted page: what may be printed of its paper is what the agreement says, whoever copied the text. */
export async function clippingOfPage(ports: OwnClippingPorts, page: PastedPage): Promise<Insertion> {
  const house = await loadHouse(ports.newsroom);
  const found = sourceOf(page.url, house);
  if (typeof found === 'string') return found;
  const { id, url, source } = found;
  const article: Article = {
    version: 1,
    ...{ id, url, sourceId: source.id, title: normalise(page.title), lead: null, rubric: null },
    blocks: page.paragraphs.map((text) => paragraph(normalise(text))),
    byline: { printed: page.authors.join(', '), authors: [...page.authors], agency: null },
    published: { instant: null, evidence: 'none' },
    firstSeenAt: ports.clock.now(),
  };
  await keepAdded(ports.newsroom, page.issueKey, article);
  const clipping = composed(article, source, { house, asked: page });
  const { citation } = clipping;
  const site = page.site === '' ? citation.site : page.site;
  return insertion({ ...clipping, citation: { ...citation, site, day: page.day } }, house, 'pasted');
}

/** An own piece stands as it was typed; its line of origin names who signs it and where they serve. */
export async function clippingOfPiece(ports: OwnClippingPorts, piece: OwnPiece): Promise<Insertion> {
  const house = await loadHouse(ports.newsroom);
  const { title, author, affiliation, url } = piece;
  const now = ports.clock.now();
  const id = `bai-viet-${digestOf([author, title, now])}`;
  const clipping: Clipping = {
    ...{ id, articleId: id, sourceId: 'ban-bien-tap', url: `${url.replace(/\/+$/, '')}/#${id}`, firstSeenAt: now },
    publishedAt: now,
    section: piece.section ?? 'phan-tich',
    sortedAs: null,
    ...{ place: null, placePrefix: null, title: normalise(title) },
    body: piece.paragraphs.map((text) => paragraph(normalise(text))),
    cut: false,
    citation: { site: '', day: null, authors: [author], agency: null, affiliation },
    ...{ others: [], printing: 'full', score: 0, reasons: [], edited: true, mark: null },
  };
  return insertion(clipping, house, 'own');
}

interface Found {
  readonly id: string;
  readonly url: string;
  readonly source: Source;
}

function sourceOf(address: string, house: House): Found | AddRefusal {
  const url = canonicalUrl(address.trim());
  if (url === null) return 'no-address';
  const source = sourceAt(url, house.sources);
  return source === null ? 'unknown-source' : { id: articleId(url, source.hosts), url, source };
}

function composed(article: Article, source: Source, by: { readonly house: House; readonly asked: Wanted }): Clipping {
  const { house, asked } = by;
  const judged = alone(article, judgeArticle(article, source, house));
  const { section, place } = judged.classification;
  const likely = section ?? (place === null ? 'chu-truong' : 'dia-phuong');
  const { issueKey } = asked;
  const context = { sources: house.sources, section: likely, issueKey, length: house.clippingLength };
  return inSection(composeClipping(judged, context), asked.section ?? likely, issueKey);
}

function insertion(clipping: Clipping, house: House, origin: NonNullable<Clipping['origin']>): Insertion {
  const listed = house.sections.find(({ id }) => id === clipping.section);
  if (!listed) return 'no-such-section';
  return { kind: 'insert', clipping: { ...clipping, origin }, order: listed.order, called: listed.title };
}

function digestOf(parts: readonly (string | Instant)[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
