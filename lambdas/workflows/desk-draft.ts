import type { Day } from '../core/calendar/instant.ts';
import { type Draft, draftSchema } from '../core/drafting/draft.ts';
import { applyEdit } from '../core/drafting/edit.ts';
import { NEWSROOM_KEYS } from '../names.ts';
import type { Clock } from '../ports/clock.ts';
import type { EntryLog } from '../ports/newsroom.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { completeEdit, type DeskEdit, type EditRefusal } from './complete-edit.ts';
import { readJson, type Stored, writeJson } from './stored-json.ts';

/** What working on a draft needs of the world. */
export interface DeskDraftPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  /** What earlier issues printed. */
  readonly archive: ObjectStore;
  readonly entries: Pick<EntryLog, 'get'>;
}

/** `stale`: somebody else was faster; `stored` is what there is now. Nothing is written unless `edited`. */
export type EditOutcome =
  | { readonly kind: 'edited'; readonly stored: Stored<Draft> }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'stale'; readonly stored: Stored<Draft> }
  | { readonly kind: 'refused'; readonly reason: EditRefusal; readonly stored: Stored<Draft> }
  | { readonly kind: 'no-draft' };

/** Edits an editor makes in one go: all of them or none. */
export interface EditRequest {
  readonly issueKey: Day;
  /** ETag of the draft the editor was looking at. */
  readonly etag: string;
  /** The edits, worked out on the very draft the editor saw; a text is the reason why there can be none. */
  readonly plan: (draft: Draft) => readonly DeskEdit[] | EditRefusal;
  /** The editor's printed name. */
  readonly by: string;
}

/** See {@link completeEdit}. */
export type { DeskEdit, EditRefusal } from './complete-edit.ts';

/** Key of the draft of a day. */
export function draftKey(issueKey: Day): string {
  return `${NEWSROOM_KEYS.drafts}daily/${issueKey}.json`;
}

/** The draft of a day with its ETag, or null where none was laid out. */
export async function loadDraft(newsroom: ObjectStore, issueKey: Day): Promise<Stored<Draft> | null> {
  return readJson(newsroom, draftKey(issueKey), draftSchema);
}

/** Applies edits to the draft the editor saw; written only where that draft is still the one that is stored. */
export async function editDraft(ports: DeskDraftPorts, request: EditRequest): Promise<EditOutcome> {
  const stored = await loadDraft(ports.newsroom, request.issueKey);
  if (!stored) return { kind: 'no-draft' };
  if (stored.value.sealed) return { kind: 'refused', reason: 'already-approved', stored };
  if (stored.etag !== request.etag) return { kind: 'stale', stored };
  const applied = await applyAll(ports, stored.value, request);
  if (typeof applied === 'string') return { kind: 'refused', reason: applied, stored };
  if (applied === stored.value) return { kind: 'unchanged' };
  const condition = { kind: 'etag' as const, etag: stored.etag };
  const written = await writeJson(ports.newsroom, draftKey(request.issueKey), applied, condition);
  if (written.kind === 'stored') return { kind: 'edited', stored: { value: applied, etag: written.etag } };
  const newer = await loadDraft(ports.newsroom, request.issueKey);
  return newer ? { kind: 'stale', stored: newer } : { kind: 'no-draft' };
}

/** The draft after all edits; the same object where there were none; a text where one was refused. */
async function applyAll(ports: DeskDraftPorts, before: Draft, request: EditRequest): Promise<Draft | EditRefusal> {
  const edits = request.plan(before);
  if (typeof edits === 'string') return edits;
  const now = ports.clock.now();
  let draft = before;
  for (const asked of edits) {
    const edit = await completeEdit(ports, asked, { draft, now });
    if (typeof edit === 'string') return edit;
    const applied = applyEdit(draft, edit, { by: request.by, at: now });
    if (applied.kind === 'refused') return applied.reason;
    draft = applied.draft;
  }
  return draft;
}
