import { z } from 'zod';
import type { Draft } from '../../core/drafting/draft.ts';
import { phrase } from '../../core/drafting/words.ts';
import { changesSince, seenOf } from '../../core/issue/changes-since.ts';
import type { DailyContent } from '../../core/issue/snapshot.ts';
import { approveMessages } from './approve-messages.ts';
import { logView } from './draft-view.ts';

/** What the form of the approval carries of the issue on the screen; only ever shown to whoever sent it. */
const seenSchema = z.object({
  clippings: z
    .array(z.object({ id: z.string(), section: z.string(), title: z.string().max(2000), mark: z.string() }))
    .max(500),
  editorName: z.string(),
});

/** What an approver saw, as text for the form. */
export function seenText(content: DailyContent): string {
  return JSON.stringify(seenOf(content));
}

/** What changed since an approver looked: clipping by clipping, and what the others did meanwhile; empty of a form that does not say. */
export function changeView(
  draft: Draft,
  content: DailyContent,
  form: { readonly seen?: string | undefined; readonly log?: number | undefined },
): { readonly changes: readonly string[]; readonly since: ReturnType<typeof logView> } {
  const since = form.log === undefined ? [] : logView(draft.log.slice(form.log));
  const seen = seenSchema.safeParse(jsonOf(form.seen));
  if (!seen.success) return { changes: [], since };
  const words = approveMessages();
  const { clippings, editor } = changesSince(seen.data, content);
  const changes = [
    ...clippings.map(({ kind, title }) => phrase(words.changes[kind], title)),
    ...(editor ? [phrase(words.editor, content.editorName)] : []),
  ];
  // The fingerprint holds more than the clippings: something beside them, or nothing that is printed, was changed.
  const other = since.length > 0 ? words.same : words.around;
  return { changes: changes.length > 0 ? changes : [other], since };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
