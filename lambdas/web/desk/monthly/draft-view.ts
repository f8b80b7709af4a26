import { phrase } from '../../../core/drafting/words.ts';
import type { MonthlyCandidate, MonthlyDraft, MonthlyDraftArticle } from '../../../core/monthly/draft.ts';
import type { MonthlySectionId } from '../../../core/monthly/monthly-content.ts';
import type { MonthlySetting } from '../../../core/monthly/setting.ts';
import { words } from '../../../core/monthly/words.ts';
import { formatDate, formatDay } from '../../../core/vietnamese/dates.ts';
import { webLink } from '../draft-view.ts';
import { leftText, monthlyMessages } from './messages.ts';

/** Candidates whose forms are on the page; the others are behind a fold. */
const IN_SIGHT = 30;

/** The month as a headline: `Bản tin điện tử tháng 11/2026`. */
export function monthView({ issueKey }: Pick<MonthlyDraft, 'issueKey'>) {
  const month = formatDate(`${issueKey}-01`).slice('01/'.length);
  return { issueKey, month, name: phrase(monthlyMessages().name, month) };
}

/** The two sections with their articles as cards, empty ones too: a section can only be filled where it is seen. */
export function monthlySectionsView(draft: MonthlyDraft, sections: MonthlySetting['sections']) {
  return sections.map(({ id, title, target }) => {
    const articles = draft.articles.filter(({ section }) => section === id);
    const cards = articles.map((article, index) => ({
      ...cardOf(article),
      isFirst: index === 0,
      isLast: index === articles.length - 1,
    }));
    return { id, title, target, count: cards.length, cards };
  });
}

/** What waits outside: the marked ones first, then by weight; the first of them with forms. */
export function candidatesView(draft: MonthlyDraft) {
  const ordered = draft.leftOut.toSorted(
    (a, b) => rank(b) - rank(a) || b.score - a.score || a.title.localeCompare(b.title, 'vi'),
  );
  const all = ordered.map(candidateOf);
  return { candidates: all.slice(0, IN_SIGHT), further: all.slice(IN_SIGHT), outside: all.length };
}

/** What a person took out by hand comes first, as it may have been a slip; then what was marked in the dailies. */
function rank({ why, picked }: MonthlyCandidate): number {
  return Number(why === 'dropped') * 2 + Number(picked);
}

function candidateOf(candidate: MonthlyCandidate) {
  const { id, title, section, picked, site, url, why, dailies } = candidate;
  const isOwn = candidate.stored === null;
  const isPossible = candidate.article !== undefined || (!isOwn && why !== 'gone' && why !== 'title-only');
  return {
    ...{ id, title, section, picked, isPossible },
    site: site ?? '',
    url: url === null ? null : webLink(url),
    why: leftText(why),
    isDropped: why === 'dropped',
    dailies: dailiesText(dailies),
  };
}

function cardOf(article: MonthlyDraftArticle) {
  const { id, section, title, sapo, byline, affiliation, picked, reasons, printing } = article;
  return {
    ...{ id, section, title, picked, reasons },
    sapo: sapo ?? '',
    site: article.site ?? '',
    day: article.publishedOn === null ? '' : formatDay(article.publishedOn),
    byline: [byline ?? '', affiliation ?? ''].filter((each) => each !== '').join(', '),
    isOwn: article.stored === null,
    url: article.url === null ? null : webLink(article.url),
    facts: factsOf(article),
    caution: monthlyMessages().cautions[printing],
    thumb: firstPicture(article),
  };
}

/** `12 đoạn`, `10/12 đoạn in`, `1/3 ảnh đã lấy`. */
function factsOf({ pieces }: MonthlyDraftArticle): string[] {
  const { facts } = monthlyMessages();
  const texts = pieces.filter((piece) => piece.kind === 'text');
  const printed = texts.filter(({ struck }) => !struck).length;
  const pictures = pieces.filter((piece) => piece.kind === 'picture');
  const taken = pictures.filter((piece) => piece.taken).length;
  return [
    printed === texts.length ? phrase(facts.paragraphs, printed) : phrase(facts.struck, printed, texts.length),
    pictures.length === 0 ? facts.noPictures : phrase(facts.taken, taken, pictures.length),
  ];
}

/** Id of the first picture that is printed; empty where there is none. */
function firstPicture({ pieces }: MonthlyDraftArticle): string {
  return pieces.flatMap((piece) => (piece.kind === 'picture' && piece.taken ? [piece.picture?.id ?? ''] : []))[0] ?? '';
}

function dailiesText(dailies: readonly string[]): string {
  return dailies.length === 0 ? '' : phrase(monthlyMessages().facts.dailies, dailies.map(formatDay).join(', '));
}

/** A section as one an article can be put into, by its short name: the printed titles begin alike. */
export function choicesOf(sections: MonthlySetting['sections']): { id: MonthlySectionId; title: string }[] {
  return sections.map(({ id }) => ({ id, title: words.sections[id] }));
}
