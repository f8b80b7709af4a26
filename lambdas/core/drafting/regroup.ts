import { printedTitle } from '../issue/freeze.ts';
import type { Ruling } from '../stories/ruling.ts';
import type { Clipping, Draft, OtherPaper } from './draft.ts';
import type { Done, Refusal } from './edit.ts';
import type { EditOf } from './edit-schema.ts';
import { phrase, words } from './words.ts';

/**
 * What editors decide about which articles tell one story. Each decision is kept as a ruling, so that it holds when
 * newcomers arrive; words a person had changed are set aside and come back with their article.
 */
export function merge(draft: Draft, { clippingId, into, papers }: EditOf<'merge'>): Done | Refusal {
  const target = draft.clippings.find(({ id }) => id === into);
  const clipping = draft.clippings.find(({ id }) => id === clippingId);
  const candidate = [...draft.tray, ...draft.leftOut].find(({ id }) => id === clippingId);
  const title = clipping === undefined ? candidate?.title : printedTitle(clipping);
  if (target === undefined) return 'no-such-clipping';
  if (title === undefined) return 'no-such-candidate';
  if (clippingId === into) return 'same-clipping';
  const merged = { ...target, others: distinct([...target.others, ...papers], target.articleId) };
  const aside = clipping ?? candidate?.clipping;
  const set = aside === undefined ? draft : setAside(draft, aside);
  const ruled = papers.map(({ articleId }): Ruling => ({ kind: 'together', a: target.articleId, b: articleId }));
  return {
    draft: {
      ...withRulings(set, ruled),
      clippings: draft.clippings.filter((each) => each !== clipping).map((each) => (each === target ? merged : each)),
      tray: draft.tray.filter((each) => each !== candidate),
      leftOut: draft.leftOut.filter((each) => each !== candidate),
    },
    did: phrase(words.log.merge, title, printedTitle(target)),
  };
}

/** See {@link merge}. The new clipping stands right behind the one it came from. */
export function split(draft: Draft, { clippingId, articleId, clipping }: EditOf<'split'>): Done | Refusal {
  const from = draft.clippings.find(({ id }) => id === clippingId);
  if (from === undefined) return 'no-such-clipping';
  if (!holds(from, articleId)) return 'no-such-paper';
  if (clipping.articleId !== articleId) return 'wrong-clipping';
  const left = { ...from, others: without(from.others, articleId) };
  const aside = asideOf(draft, articleId);
  const own = { ...(aside ?? clipping), id: freeId(draft, articleId), section: from.section, others: [] };
  const ruled = [from.articleId, ...left.others.map((other) => other.articleId)].map(
    (b): Ruling => ({ kind: 'apart', a: articleId, b }),
  );
  return {
    draft: {
      ...withRulings(withoutAside(draft, articleId), ruled),
      clippings: draft.clippings.flatMap((each) => (each === from ? [left, own] : [each])),
    },
    did: phrase(words.log.split, own.citation.site, printedTitle(from)),
  };
}

/** See {@link merge}. Place, number, section and marks stay; title, text and citation are the other paper's. */
export function changeLead(draft: Draft, edit: EditOf<'lead'>): Done | Refusal {
  const { clippingId, articleId, clipping, paper } = edit;
  const present = draft.clippings.find(({ id }) => id === clippingId);
  if (present === undefined) return 'no-such-clipping';
  if (!holds(present, articleId)) return 'no-such-paper';
  if (clipping.articleId !== articleId) return 'wrong-clipping';
  const { id, section, sortedAs, mark, place } = present;
  const known = {
    ...{ id, section, place },
    ...(sortedAs === undefined ? {} : { sortedAs }),
    ...(mark ? { mark } : {}),
    // The story was marked, whichever paper tells it.
    ...(present.pickedForMonthly ? { pickedForMonthly: true } : {}),
  };
  const led = {
    ...(asideOf(draft, articleId) ?? clipping),
    ...known,
    others: distinct([paper, ...without(present.others, articleId)], articleId),
    leadReasons: [words.chosenLead],
  };
  return {
    draft: {
      ...withRulings(setAside(withoutAside(draft, articleId), present), [{ kind: 'lead', articleId }]),
      clippings: draft.clippings.map((each) => (each === present ? led : each)),
    },
    did: phrase(words.log.lead, printedTitle(led), led.citation.site),
  };
}

/** An id for a clipping of its own; an article that gave its story the id keeps none twice. */
function freeId(draft: Draft, articleId: string): string {
  const taken = new Set([...draft.clippings, ...draft.leftOut, ...draft.tray].map(({ id }) => id));
  const ids = [articleId, ...Array.from({ length: taken.size }, (_, index) => `${articleId}-${index + 2}`)];
  return ids.find((id) => !taken.has(id)) ?? articleId;
}

/** A draft with rulings added. */
export function withRulings(draft: Draft, rulings: readonly Ruling[]): Draft {
  return { ...draft, rulings: [...(draft.rulings ?? []), ...rulings] };
}

/** Only words a person changed need keeping: everything else is composed again. */
function setAside(draft: Draft, clipping: Clipping): Draft {
  if (!clipping.edited) return draft;
  return { ...draft, setAside: [...(withoutAside(draft, clipping.articleId).setAside ?? []), clipping] };
}

function asideOf(draft: Draft, articleId: string): Clipping | null {
  return draft.setAside?.find((each) => each.articleId === articleId) ?? null;
}

function withoutAside(draft: Draft, articleId: string): Draft {
  const { setAside: all, ...rest } = draft;
  return all === undefined ? draft : { ...rest, setAside: all.filter((each) => each.articleId !== articleId) };
}

function holds(clipping: Clipping, articleId: string): boolean {
  return clipping.others.some((other) => other.articleId === articleId);
}

function without(papers: readonly OtherPaper[], articleId: string): OtherPaper[] {
  return papers.filter((each) => each.articleId !== articleId);
}

/** Every paper's article once, the leading one not among them. */
function distinct(papers: readonly OtherPaper[], lead: string): OtherPaper[] {
  const ids = new Set([lead]);
  return papers.filter(({ articleId }) => !ids.has(articleId) && ids.add(articleId));
}
