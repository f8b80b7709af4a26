import { ANCHORS } from '../archive/catalogue-of.ts';
import type { MonthlyArticle } from '../monthly/monthly-content.ts';
import { noticeWords, withdrawnCitation } from './notices.ts';
import type { FrozenClipping, IssueContent, Snapshot, WithdrawnPart } from './snapshot.ts';
import type { Withdrawal } from './withdrawal.ts';

/**
 * The snapshot as it may still be shown: nothing of a withdrawn issue but its name, of a withdrawn item only its number and
 * section. It keeps the fingerprint of what was approved; with nothing withdrawn it is the very snapshot.
 */
export function redacted(snapshot: Snapshot, withdrawals: readonly Withdrawal[]): Snapshot {
  const first = new Map<string | null, Withdrawal>();
  for (const each of withdrawals) if (!first.has(each.item)) first.set(each.item, each);
  const whole = first.get(null);
  const withdrawn = whole
    ? [{ number: null, at: whole.at, places: placesOf(snapshot.content) }]
    : partsOf(snapshot.content, first);
  if (withdrawn.length === 0) return snapshot;
  return snapshot.content.edition === 'daily'
    ? { ...snapshot, content: dailyWithout(snapshot.content, first), withdrawn }
    : { ...snapshot, content: monthlyWithout(snapshot.content, first), withdrawn };
}

type Reasons = ReadonlyMap<string | null, Withdrawal>;

/** Ids of the items of an issue in the order of their numbers. */
export function itemIdsOf(content: IssueContent): string[] {
  return content.edition === 'daily'
    ? content.sections.flatMap(({ clippings }) => clippings.map(({ id }) => id))
    : content.sections.flatMap(({ articles }) => articles.map(({ id }) => id));
}

/** The names under which its sections and items stood on its page. */
function placesOf(content: IssueContent): string[] {
  const items = itemIdsOf(content).map((_, index) => `${ANCHORS[content.edition]}${index + 1}`);
  return [...content.sections.map(({ id }) => id), ...items];
}

function partsOf(content: IssueContent, reasons: Reasons): WithdrawnPart[] {
  return itemIdsOf(content).flatMap((id, index) => {
    const reason = reasons.get(id);
    return reason ? [{ number: index + 1, at: reason.at }] : [];
  });
}

function dailyWithout<C extends Extract<IssueContent, { edition: 'daily' }>>(content: C, reasons: Reasons): C {
  if (reasons.has(null)) return { ...content, sections: [], corrections: undefined };
  const sections = content.sections.map((section) => ({
    ...section,
    clippings: section.clippings.map((clipping) => {
      const reason = reasons.get(clipping.id);
      return reason ? emptied(clipping, reason) : clipping;
    }),
  }));
  return { ...content, sections };
}

function emptied({ id, number }: FrozenClipping, { at }: Withdrawal): FrozenClipping {
  return {
    id,
    number,
    title: noticeWords.editions.daily.withdrawnItem,
    place: null,
    body: [],
    cut: false,
    citation: { site: '', day: null, authors: [], agency: null },
    url: null,
    others: [],
    printing: 'full',
    withdrawn: withdrawnCitation(at),
  };
}

function monthlyWithout<C extends Extract<IssueContent, { edition: 'monthly' }>>(content: C, reasons: Reasons): C {
  if (reasons.has(null)) return { ...content, sections: [], corrections: undefined };
  const sections = content.sections.map((section) => ({
    ...section,
    articles: section.articles.map((article) => {
      const reason = reasons.get(article.id);
      return reason ? emptiedArticle(article, reason) : article;
    }),
  }));
  return { ...content, sections };
}

function emptiedArticle({ id }: MonthlyArticle, { at }: Withdrawal): MonthlyArticle {
  const nothing = { sapo: null, byline: null, via: null, site: null, url: null, publishedOn: null, affiliation: null };
  const withdrawn = withdrawnCitation(at);
  return { id, title: noticeWords.editions.monthly.withdrawnItem, body: [], printing: 'full', withdrawn, ...nothing };
}
