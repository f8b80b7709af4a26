import { stepsOf } from '../../core/drafting/history.ts';
import { draftKey } from '../../workflows/editing/desk-draft.ts';
import type { DeskDoors } from './doors.ts';
import { anchorOf } from './edit-routes.ts';
import { forms, issueKeyOf, readForm } from './form.ts';
import { issue } from './home-routes.ts';
import { type DeskContext, problem } from './page.ts';
import { badForm, submit } from './submit.ts';

/**
 * The page of an issue for a desk that has it open already: 304 while the draft is the one whose ETag was sent along,
 * else the page as it is now, whose changed parts the script puts in place of the old ones.
 */
export async function live(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await doors.ports.newsroom.get(draftKey(issueKey)) : null;
  if (!stored) return problem(context, 'no-draft', { status: 404 });
  // A gateway that compresses an answer makes its tag a weak one.
  if (context.req.header('if-none-match')?.replace(/^W\//, '') === stored.etag) return context.body(null, 304);
  const answer = await issue(context, doors);
  answer.headers.set('etag', stored.etag);
  return answer;
}

/** Takes one's own last step back. */
export async function undo(context: DeskContext, doors: DeskDoors): Promise<Response> {
  return step(context, doors, 'undo');
}

/** Does again what one took back last. */
export async function redo(context: DeskContext, doors: DeskDoors): Promise<Response> {
  return step(context, doors, 'redo');
}

async function step(context: DeskContext, doors: DeskDoors, kind: 'undo' | 'redo'): Promise<Response> {
  const form = await readForm(context, forms.step);
  if (!form) return badForm(context);
  const by = context.get('person').name;
  let anchor = '';
  return submit(context, doors, {
    form,
    plan: (draft) => {
      const id = stepsOf(draft, by)[kind]?.touched[0];
      anchor = id === undefined ? '' : anchorOf(id);
      return [{ kind, at: form.at }];
    },
    done: kind === 'undo' ? 'undone' : 'redone',
    anchor: () => anchor,
  });
}
