import type { MonthlyDraft, MonthlyDraftArticle } from '../../core/monthly/draft.ts';
import { applyMonthlyEdit, type MonthlyEdit, type MonthlyRefusal } from '../../core/monthly/edit.ts';
import type { MonthlyEditOf } from '../../core/monthly/edit-schema.ts';
import type { Month, MonthlySectionId } from '../../core/monthly/monthly-content.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntryLog } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { type Stored, writeJson } from '../stored-json.ts';
import { type KeepPicturePorts, keepPicture, type PictureRefusal } from './keep-picture.ts';
import { type AddRefusal, articleByLink, type Contribution, contribution, restored } from './monthly-additions.ts';
import { loadMonthlyDraft, monthlyDraftKey } from './monthly-files.ts';

/** What working on the draft of a monthly needs of the world. */
export interface MonthlyDeskPorts extends KeepPicturePorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly entries: Pick<EntryLog, 'get'>;
}

/** What an editor may ask for: a {@link MonthlyEdit}, the contents left out where the house looks them up. */
export type MonthlyDeskEdit =
  | Exclude<MonthlyEdit, { kind: 'add' | 'take-picture' }>
  | Omit<MonthlyEditOf<'take-picture'>, 'picture'>
  /** What was left out comes back; `section` null: the one it was sorted into. */
  | { readonly kind: 'restore'; readonly candidateId: string; readonly section: MonthlySectionId | null }
  /** An article of a paper of the registry, by its address as pasted. */
  | { readonly kind: 'add-link'; readonly url: string; readonly section: MonthlySectionId | null }
  | ({ readonly kind: 'contribute' } & Contribution);

/** Why an edit was not done. */
export type MonthlyEditRefusal = MonthlyRefusal | AddRefusal | PictureRefusal;

/** `stale`: somebody else was faster; `stored` is what there is now. Nothing is written unless `edited`. */
export type MonthlyEditOutcome =
  | { readonly kind: 'edited'; readonly stored: Stored<MonthlyDraft> }
  | { readonly kind: 'stale'; readonly stored: Stored<MonthlyDraft> }
  | { readonly kind: 'refused'; readonly reason: MonthlyEditRefusal; readonly stored: Stored<MonthlyDraft> }
  | { readonly kind: 'no-draft' };

/** Edits an editor makes in one go: all of them or none. */
export interface MonthlyEditRequest {
  readonly issueKey: Month;
  /** ETag of the draft the editor was looking at. */
  readonly etag: string;
  readonly edits: readonly MonthlyDeskEdit[];
  /** The editor's printed name. */
  readonly by: string;
}

/** How long an editor waits for a picture, milliseconds. */
const PICTURE_MILLIS = 20_000;

/** Applies edits to the draft the editor saw; written only where that draft is still the one that is stored. */
export async function editMonthly(ports: MonthlyDeskPorts, request: MonthlyEditRequest): Promise<MonthlyEditOutcome> {
  const stored = await loadMonthlyDraft(ports.newsroom, request.issueKey);
  if (!stored) return { kind: 'no-draft' };
  if (stored.value.sealed) return { kind: 'refused', reason: 'already-approved', stored };
  if (stored.etag !== request.etag) return { kind: 'stale', stored };
  const applied = await applyAll(ports, stored.value, request);
  if (typeof applied === 'string') return { kind: 'refused', reason: applied, stored };
  const condition = { kind: 'etag' as const, etag: stored.etag };
  const written = await writeJson(ports.newsroom, monthlyDraftKey(request.issueKey), applied, condition);
  if (written.kind === 'stored') return { kind: 'edited', stored: { value: applied, etag: written.etag } };
  const newer = await loadMonthlyDraft(ports.newsroom, request.issueKey);
  return newer ? { kind: 'stale', stored: newer } : { kind: 'no-draft' };
}

async function applyAll(
  ports: MonthlyDeskPorts,
  before: MonthlyDraft,
  request: MonthlyEditRequest,
): Promise<MonthlyDraft | MonthlyEditRefusal> {
  let draft = before;
  for (const asked of request.edits) {
    const edit = await completed(ports, asked, draft);
    if (typeof edit === 'string') return edit;
    const applied = applyMonthlyEdit(draft, edit, { by: request.by, at: ports.clock.now() });
    if (applied.kind === 'refused') return applied.reason;
    draft = applied.draft;
  }
  return draft;
}

/** Looks up what the editor did not send along; a text is the reason why that was impossible. */
async function completed(
  ports: MonthlyDeskPorts,
  asked: MonthlyDeskEdit,
  draft: MonthlyDraft,
): Promise<MonthlyEdit | MonthlyEditRefusal> {
  switch (asked.kind) {
    case 'take-picture':
      return withPicture(ports, asked, draft);
    case 'restore':
      return added(await restored(ports, asked, draft));
    case 'add-link':
      return added(await articleByLink(ports, asked, draft));
    case 'contribute':
      return added(contribution(asked, ports.clock.now()));
    default:
      return asked;
  }
}

function added(article: MonthlyDraftArticle | AddRefusal): MonthlyEdit | AddRefusal {
  return typeof article === 'string' ? article : { kind: 'add', article };
}

/** A picture that was kept before is not fetched again. */
async function withPicture(
  ports: MonthlyDeskPorts,
  asked: Omit<MonthlyEditOf<'take-picture'>, 'picture'>,
  draft: MonthlyDraft,
): Promise<MonthlyEdit | MonthlyEditRefusal> {
  const article = draft.articles.find(({ id }) => id === asked.articleId);
  if (article === undefined) return 'no-such-article';
  if (article.printing !== 'full') return 'printing-forbids';
  const piece = article.pieces[asked.piece];
  if (piece?.kind !== 'picture') return 'no-such-piece';
  if (piece.picture !== null) return { ...asked, picture: piece.picture };
  const outcome = await keepPicture(ports, { url: piece.url, millis: PICTURE_MILLIS });
  return outcome.kind === 'kept' ? { ...asked, picture: outcome.picture } : outcome.why;
}
