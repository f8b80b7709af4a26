import type { Day } from '../../core/calendar/instant.ts';
import { type Draft, draftSchema } from '../../core/drafting/draft.ts';
import { type Actor, applyEdit, type Edited } from '../../core/drafting/edit.ts';
import { remembering, stepping } from '../../core/drafting/history.ts';
import { isUntouched } from '../../core/drafting/touched.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntryLog } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, type Stored, writeJson } from '../stored-json.ts';
import { completeEdit, type DeskEdit, type EditRefusal } from './complete-edit.ts';

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
  /** Length of that draft's log; left out: whatever changed meanwhile makes the request too late. */
  readonly seen?: number;
  /** The edits, worked out on the draft they are done to; a text is the reason why there can be none. */
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

/** Times a write is tried again because another editor's came between; each time somebody's edit was stored. */
const TRIES = 24;

/** What depends on the stories of the draft: refused on a newer draft than the editor saw, it is the others' doing. */
const MEANWHILE: ReadonlySet<string> = new Set([
  'no-such-clipping',
  'no-such-candidate',
  'no-such-paper',
  'already-there',
  'text-changed',
  'no-such-step',
]);

/**
 * Applies edits to the draft that is stored: the one the editor saw, or a newer one where nobody touched meanwhile what
 * the edits touch. Every write is conditional on the very draft the edits were applied to.
 */
export async function editDraft(ports: DeskDraftPorts, request: EditRequest): Promise<EditOutcome> {
  for (let left = TRIES; left > 0; left -= 1) {
    const stored = await loadDraft(ports.newsroom, request.issueKey);
    if (!stored) return { kind: 'no-draft' };
    const outcome = await editStored(ports, request, stored);
    if (outcome !== 'overtaken') return outcome;
  }
  const newer = await loadDraft(ports.newsroom, request.issueKey);
  return newer ? { kind: 'stale', stored: newer } : { kind: 'no-draft' };
}

async function editStored(
  ports: DeskDraftPorts,
  request: EditRequest,
  stored: Stored<Draft>,
): Promise<EditOutcome | 'overtaken'> {
  const before = stored.value;
  if (before.sealed) return { kind: 'refused', reason: 'already-approved', stored };
  const isNewer = stored.etag !== request.etag;
  const seen = request.seen ?? before.log.length;
  if (isNewer && !isUntouched(before, seen, [])) return { kind: 'stale', stored };
  const applied = await applyAll(ports, before, request);
  if (typeof applied === 'string') {
    return isNewer && MEANWHILE.has(applied) ? { kind: 'stale', stored } : { kind: 'refused', reason: applied, stored };
  }
  if (applied === before) return { kind: 'unchanged' };
  const touched = applied.log.slice(before.log.length).flatMap((line) => line.touched ?? []);
  if (isNewer && !isUntouched(before, seen, touched)) return { kind: 'stale', stored };
  const condition = { kind: 'etag' as const, etag: stored.etag };
  const written = await writeJson(ports.newsroom, draftKey(request.issueKey), applied, condition);
  const etag =
    written.kind === 'stored' ? written.etag : await etagOfOwn(ports.newsroom, draftKey(request.issueKey), applied);
  return etag === null ? 'overtaken' : { kind: 'edited', stored: { value: applied, etag } };
}

/** The tag of what is stored where that is what we just wrote: the reply was lost, and the write was tried again below us. */
async function etagOfOwn(newsroom: ObjectStore, key: string, draft: Draft): Promise<string | null> {
  const present = await newsroom.get(key);
  return present !== null && new TextDecoder().decode(present.body) === JSON.stringify(draft) ? present.etag : null;
}

/** The draft after all edits; the same object where there were none; a text where one was refused. */
async function applyAll(ports: DeskDraftPorts, before: Draft, request: EditRequest): Promise<Draft | EditRefusal> {
  const edits = request.plan(before);
  if (typeof edits === 'string') return edits;
  const actor = { by: request.by, at: ports.clock.now() };
  let draft = before;
  let isStep = false;
  for (const asked of edits) {
    const applied = await applyOne(ports, asked, { draft, actor });
    if (typeof applied === 'string') return applied;
    isStep ||= asked.kind !== 'undo' && asked.kind !== 'redo';
    draft = applied;
  }
  return isStep ? remembering(before, draft, request.by) : draft;
}

async function applyOne(
  ports: DeskDraftPorts,
  asked: DeskEdit,
  { draft, actor }: { readonly draft: Draft; readonly actor: Actor },
): Promise<Draft | EditRefusal> {
  if (asked.kind === 'undo' || asked.kind === 'redo') return draftOf(stepping(draft, asked, actor));
  const edit = await completeEdit(ports, asked, { draft, now: actor.at });
  return typeof edit === 'string' ? edit : draftOf(applyEdit(draft, edit, actor));
}

function draftOf(edited: Edited): Draft | EditRefusal {
  return edited.kind === 'edited' ? edited.draft : edited.reason;
}
