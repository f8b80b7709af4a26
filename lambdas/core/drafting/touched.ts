import type { Draft } from './draft.ts';
import type { Edit } from './edit-schema.ts';

/** The name of the editor of the day among what edits touch; no story has such an id. */
const EDITOR_NAME = '@bien-tap-vien';

/** Ids of the stories an edit changes; none where whatever others did meanwhile makes no difference. */
export function touchedBy(edit: Edit): string[] {
  switch (edit.kind) {
    case 'move':
    case 'rewrite':
    case 'cite':
    case 'drop':
    case 'pick':
    case 'lead':
    case 'correct':
    case 'sentence':
      return [edit.clippingId];
    case 'merge':
      return [edit.clippingId, edit.into];
    case 'split':
      return [edit.clippingId, edit.clipping.id];
    case 'restore':
    case 'date':
      return [edit.candidateId];
    case 'insert':
      return [edit.clipping.id];
    case 'admit':
      return [edit.candidate.id];
    case 'wave':
      return [`@${edit.key}`];
    case 'name-editor':
      return [EDITOR_NAME];
    case 'take-newcomers':
      return [];
  }
}

/**
 * True where nobody touched any of `ids` since the log had `seen` lines: then an edit made on that older draft means the
 * same on this one. A line that does not say what it touched may have touched anything; a draft that changed without a
 * line, too.
 */
export function isUntouched(draft: Draft, seen: number, ids: readonly string[]): boolean {
  const later = draft.log.slice(seen);
  return later.length > 0 && later.every(({ touched }) => touched?.every((id) => !ids.includes(id)) ?? false);
}
