import { z } from 'zod';
import { citationText } from '../../core/drafting/citation.ts';
import type { Clipping, Draft } from '../../core/drafting/draft.ts';
import { phrase } from '../../core/drafting/words.ts';
import { blockTexts } from '../../core/extraction/article.ts';
import { changesSince, type SeenClipping, seenOf, versionSeen } from '../../core/issue/changes-since.ts';
import { printedTitle } from '../../core/issue/freeze.ts';
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

/** An edited clipping as it was on the screen and as it reads now. */
interface Both {
  readonly before: Reading;
  readonly now: Reading;
}

interface Reading {
  readonly title: string;
  readonly citation: string;
  readonly paragraphs: readonly string[];
}

/** What an approver is told of a draft that changed: line by line, both texts of what was edited, and who did what. */
export interface ChangeView {
  readonly changes: readonly string[];
  readonly both: readonly Both[];
  readonly since: ReturnType<typeof logView>;
}

/** What changed since an approver looked; of a form that does not say what was on the screen only what others did. */
export function changeView(
  draft: Draft,
  content: DailyContent,
  form: { readonly seen?: string | undefined; readonly log?: number | undefined },
): ChangeView {
  const since = form.log === undefined ? [] : logView(draft.log.slice(form.log));
  const seen = seenSchema.safeParse(jsonOf(form.seen));
  if (!seen.success) return { changes: [], both: [], since };
  const words = approveMessages();
  const { clippings, editor } = changesSince(seen.data, content);
  const changes = [
    ...clippings.map(({ kind, title }) => phrase(words.changes[kind], title)),
    ...(editor ? [phrase(words.editor, content.editorName)] : []),
  ];
  const edited = new Set(clippings.filter(({ kind }) => kind === 'edited').map(({ id }) => id));
  const both = seen.data.clippings.filter(({ id }) => edited.has(id)).flatMap((each) => bothOf(draft, each));
  // The fingerprint holds more than the clippings: something beside them, or nothing that is printed, was changed.
  const other = since.length > 0 ? words.same : words.around;
  return { changes: changes.length > 0 ? changes : [other], both, since };
}

/** The steps of a draft remember how a clipping read before each of them; after very many steps the oldest are forgotten. */
function bothOf(draft: Draft, seen: SeenClipping): Both[] {
  const known = (draft.history ?? []).flatMap(({ patch }) => patch.items.flatMap(({ clipping }) => clipping ?? []));
  const [before, now] = [versionSeen(known, seen), draft.clippings.find(({ id }) => id === seen.id)];
  return before === undefined || now === undefined ? [] : [{ before: readingOf(before), now: readingOf(now) }];
}

function readingOf(clipping: Clipping): Reading {
  const { body, citation } = clipping;
  return { title: printedTitle(clipping), citation: citationText(citation), paragraphs: blockTexts(body) };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
