import { loadDraft } from '../../workflows/editing/desk-draft.ts';
import { whyNot } from '../../workflows/editing/why-not.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import type { DeskDoors } from './doors.ts';
import { dayView } from './draft-view.ts';
import { anchorOf } from './edit-routes.ts';
import { forms, issueKeyOf, readForm } from './form.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may } from './permissions.ts';
import { badForm, submit } from './submit.ts';
import { whyNotView } from './why-not-view.ts';

/** Longest address asked about. */
const LONGEST = 2_000;

/** "Vì sao không có?": where a pasted address is in the issue, or why it is not, and what to do next. Changes nothing. */
export async function whyNotPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await loadDraft(doors.ports.newsroom, issueKey) : null;
  if (!stored) return problem(context, 'no-draft', { status: 404 });
  const draft = stored.value;
  const address = (context.req.query('address') ?? '').trim().slice(0, LONGEST);
  const { sections } = await loadHouse(doors.ports.newsroom);
  const values = {
    ...dayView(draft.issueKey),
    etag: stored.etag,
    seen: draft.log.length,
    address,
    answer: address === '' ? null : whyNotView(await whyNot(doors.ports, draft, address), draft),
    choices: sections.map(({ id, title }) => ({ id, title })),
    canEdit: !draft.sealed && may(context.get('person'), 'edit'),
  };
  return page(context, { template: 'why-not', values });
}

/** Takes an article of the store into the issue, whatever the rules said of it; its section is theirs. */
export async function takeIn(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.paper);
  if (!form) return badForm(context);
  const plan = () => [
    { kind: 'admit' as const, articleId: form.article },
    { kind: 'restore' as const, candidateId: form.article, section: null },
  ];
  return submit(context, doors, { form, plan, done: 'admitted', anchor: anchorOf(form.article) });
}
