import type { Day } from '../../core/calendar/instant.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import { phrase } from '../../core/drafting/words.ts';
import type { Stored } from '../../workflows/stored-json.ts';
import { logView } from './draft-view.ts';
import { formFields } from './form.ts';
import { deskMessages } from './messages.ts';
import { type DeskContext, page } from './page.ts';

/** What an editor was too late for. */
export interface Stale {
  readonly issueKey: Day;
  /** Length of the log the editor had seen. */
  readonly seen: number;
  readonly stored: Stored<Draft>;
}

/** Somebody else changed the draft meanwhile: says what they did and offers to do the same on the newest draft. */
export async function stalePage(context: DeskContext, { issueKey, seen, stored }: Stale): Promise<Response> {
  const fields = (await formFields(context)).filter(({ name }) => name !== 'etag' && name !== 'seen');
  const values = {
    draftPath: `/desk/issues/${issueKey}`,
    undone: undoneText(context, stored.value),
    since: logView(stored.value.log.slice(seen)),
    action: context.req.path,
    // On the newest draft the same form can be sent again: the editor has seen by now what the others did.
    fields: [...fields, { name: 'etag', value: stored.etag }, { name: 'seen', value: String(stored.value.log.length) }],
    text: fields.find(({ name }) => name === 'text')?.value ?? '',
  };
  return page(context, { template: 'stale', values, status: 409 });
}

/** What the form was to do, by the last word of its address, with the title of its item wherever that is by now. */
function undoneText(context: DeskContext, draft: Draft): string {
  const { undone } = deskMessages();
  const id = context.req.param('id');
  const item = [...draft.clippings, ...draft.leftOut, ...draft.tray].find((each) => each.id === id);
  const words = undone[context.req.path.split('/').at(-1) ?? ''];
  return words === undefined || (id && !item) ? undone.other : phrase(words, item?.title ?? '');
}
