import type { Instant } from '../calendar/instant.ts';
import { phrase } from '../drafting/words.ts';
import { candidateOfArticle } from './candidate.ts';
import type { MonthlyDraft, MonthlyDraftArticle, MonthlyPiece } from './draft.ts';
import type { MonthlyEdit, MonthlyEditOf } from './edit-schema.ts';
import { typedPieces } from './typed-text.ts';
import { words } from './words.ts';

export { type MonthlyEdit, monthlyEditSchema } from './edit-schema.ts';

/** Why an edit was not done; the draft is unchanged. */
export type MonthlyRefusal =
  | 'already-approved'
  | 'no-such-article'
  | 'already-there'
  /** There is no such piece, or it is of another kind. */
  | 'no-such-piece'
  /** Nothing of the text would be left. */
  | 'nothing-left'
  /** A paper's own words are struck out or kept, never rewritten. */
  | 'not-own-text'
  /** More than the agreement with the paper allows. */
  | 'printing-forbids';

/** What came of an edit. */
export type MonthlyEdited =
  | { readonly kind: 'edited'; readonly draft: MonthlyDraft }
  | { readonly kind: 'refused'; readonly reason: MonthlyRefusal };

type Done = { readonly draft: MonthlyDraft; readonly did: string };
type Changed = { readonly article: MonthlyDraftArticle; readonly did: string };

/** Applies one edit; pure and total. The draft grows by one line of log. */
export function applyMonthlyEdit(
  draft: MonthlyDraft,
  edit: MonthlyEdit,
  actor: { readonly by: string; readonly at: Instant },
): MonthlyEdited {
  const done = draft.sealed === undefined ? doneTo(draft, edit) : 'already-approved';
  if (typeof done === 'string') return { kind: 'refused', reason: done };
  return { kind: 'edited', draft: { ...done.draft, log: [...draft.log, { ...actor, did: done.did }] } };
}

function doneTo(draft: MonthlyDraft, edit: MonthlyEdit): Done | MonthlyRefusal {
  if (edit.kind === 'name-editor') {
    const did = edit.name === null ? words.log.editorCleared : phrase(words.log.editorNamed, edit.name);
    return { draft: { ...draft, editorName: edit.name }, did };
  }
  if (edit.kind === 'add') return add(draft, edit.article);
  const article = draft.articles.find(({ id }) => id === edit.articleId);
  if (article === undefined) return 'no-such-article';
  if (edit.kind === 'move') return move(draft, article, edit);
  if (edit.kind === 'drop') return drop(draft, article);
  const changed = changedBy(article, edit);
  if (typeof changed === 'string') return changed;
  return { draft: replaced(draft, article, changed.article), did: changed.did };
}

function add(draft: MonthlyDraft, article: MonthlyDraftArticle): Done | MonthlyRefusal {
  if (draft.articles.some(({ id }) => id === article.id)) return 'already-there';
  if (article.printing === 'title') return 'printing-forbids';
  return {
    draft: {
      ...draft,
      articles: [...draft.articles, article],
      leftOut: draft.leftOut.filter(({ id }) => id !== article.id),
    },
    did: phrase(words.log.add, article.title, words.sections[article.section]),
  };
}

function drop(draft: MonthlyDraft, article: MonthlyDraftArticle): Done {
  return {
    draft: {
      ...draft,
      articles: draft.articles.filter((each) => each !== article),
      leftOut: [{ ...candidateOfArticle(article, 'dropped'), article }, ...draft.leftOut],
    },
    did: phrase(words.log.drop, article.title),
  };
}

function move(draft: MonthlyDraft, article: MonthlyDraftArticle, { section, position }: MonthlyEditOf<'move'>): Done {
  const rest = draft.articles.filter((each) => each !== article);
  const follower = rest.filter((each) => each.section === section)[position];
  const at = follower === undefined ? rest.length : rest.indexOf(follower);
  return {
    draft: { ...draft, articles: rest.toSpliced(at, 0, { ...article, section }) },
    did: phrase(words.log.move, article.title, words.sections[section], position + 1),
  };
}

type ArticleEdit = Exclude<MonthlyEdit, { kind: 'add' | 'drop' | 'move' | 'name-editor' }>;

function changedBy(article: MonthlyDraftArticle, edit: ArticleEdit): Changed | MonthlyRefusal {
  const did = phrase(words.log[edit.kind], article.title);
  switch (edit.kind) {
    case 'title':
      return { article: { ...article, title: edit.title }, did: phrase(words.log.title, edit.title) };
    case 'sapo':
      return article.printing !== 'full' && (edit.sapo ?? '').length > (article.sapo ?? '').length
        ? 'printing-forbids'
        : { article: { ...article, sapo: edit.sapo }, did };
    case 'lines': {
      const { byline, via, site, affiliation } = edit;
      return { article: { ...article, byline, via, site, affiliation }, did };
    }
    case 'strike':
      return strike(article, edit);
    case 'write':
      return article.stored === null
        ? { article: { ...article, pieces: [...typedPieces(edit.text), ...picturesOf(article)] }, did }
        : 'not-own-text';
    case 'take-picture':
      return article.printing === 'full'
        ? onPicture(article, edit, (piece) => ({ ...piece, taken: true, picture: edit.picture }))
        : 'printing-forbids';
    case 'drop-picture':
      return onPicture(article, edit, (piece) => ({ ...piece, taken: false }));
    case 'place-picture':
      return onPicture(article, edit, (piece) => ({ ...piece, before: edit.before }));
    case 'caption':
      return onPicture(article, edit, (piece) => ({ ...piece, caption: edit.caption, credit: edit.credit }));
  }
}

function strike(article: MonthlyDraftArticle, { pieces }: MonthlyEditOf<'strike'>): Changed | MonthlyRefusal {
  if (pieces.some((index) => article.pieces[index]?.kind !== 'text')) return 'no-such-piece';
  const struck = new Set(pieces);
  const after = article.pieces.map(
    (piece, index): MonthlyPiece => (piece.kind === 'text' ? { ...piece, struck: struck.has(index) } : piece),
  );
  const isEmpty = article.sapo === null && !after.some((piece) => piece.kind === 'text' && !piece.struck);
  if (isEmpty) return 'nothing-left';
  return { article: { ...article, pieces: after }, did: phrase(words.log.strike, article.title) };
}

type Picture = Extract<MonthlyPiece, { kind: 'picture' }>;

function onPicture(
  article: MonthlyDraftArticle,
  edit: MonthlyEditOf<'take-picture' | 'drop-picture' | 'place-picture' | 'caption'>,
  change: (piece: Picture) => Picture,
): Changed | MonthlyRefusal {
  const found = article.pieces[edit.piece];
  if (found?.kind !== 'picture') return 'no-such-piece';
  const pieces = article.pieces.with(edit.piece, change(found));
  return { article: { ...article, pieces }, did: phrase(words.log[edit.kind], article.title) };
}

function picturesOf(article: MonthlyDraftArticle): MonthlyPiece[] {
  return article.pieces.filter((piece) => piece.kind === 'picture');
}

function replaced(draft: MonthlyDraft, old: MonthlyDraftArticle, changed: MonthlyDraftArticle): MonthlyDraft {
  return { ...draft, articles: draft.articles.map((each) => (each === old ? changed : each)) };
}
