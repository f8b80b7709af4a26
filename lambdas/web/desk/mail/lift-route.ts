import { z } from 'zod';
import { writeLift } from '../../../workflows/editing/desk-book.ts';
import { tellStory } from '../../../workflows/mailing/mailing-story.ts';
import { liftSuppression } from '../../../workflows/subscribing/lift-suppression.ts';
import type { DeskDoors } from '../doors.ts';
import { line, readForm } from '../form.ts';
import { type DeskContext, page } from '../page.ts';
import { may } from '../permissions.ts';
import { addressPage } from './look-up-route.ts';
import { masked } from './mail-view.ts';
import { mailMessages } from './messages.ts';

const liftForm = z.object({
  address: z.string().max(400),
  why: line.pipe(z.string().max(300)),
  confirm: z.string().optional(),
});

/** Written into a reason, shortened before it is kept: the book holds no address. */
const ADDRESS_LIKE = /[^\s()<>[\]"“”,;:]+@[^\s()<>[\]"“”,;:]+/g;

/** Answers that are no refusal: something was tried, and this is what came of it. */
const TRIED: ReadonlySet<string> = new Set(['asked', 'uncertain', 'not-sent']);

/**
 * Sends the owner of a suppressed address the mail by which they become a reader again; who asked for it and why is written
 * down first, without the address. A POST that answers with the page, so that the address stands in no history.
 */
export async function liftHere(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, liftForm);
  const keyring = await doors.mail.keyring();
  const told = () => tellStory(doors.ports, { address: form?.address ?? '', keyring });
  const story = await told();
  const words = mailMessages();
  if (form === null || story.kind === 'not-an-address') {
    const error = words.refusals[form === null ? 'bad-form' : 'not-an-address'] ?? '';
    return page(context, { template: 'address', values: { error, notice: '', story: null }, status: 422 });
  }
  const missing = form.why === '' ? 'no-reason' : form.confirm === 'yes' ? null : 'unconfirmed';
  if (missing !== null) return addressPage(context, story, { error: words.refusals[missing] ?? '', status: 422 });
  const person = context.get('person');
  const { subscriberId, address } = story;
  const why = form.why.replaceAll(ADDRESS_LIKE, masked);
  await writeLift(doors.ports, { subscriberId, masked: masked(address), editor: person, why });
  const settings = { ...doors.mail, publicAddress: doors.publicAddress, keyring };
  const wish = { address, by: person.id, mayLiftComplaints: may(person, 'settings') };
  const answer = await liftSuppression(doors.ports, settings, wish);
  const after = await told();
  const said = words.lift[answer] ?? '';
  const shown = after.kind === 'story' ? after : story;
  return TRIED.has(answer)
    ? addressPage(context, shown, answer === 'not-sent' ? { error: said, status: 502 } : { notice: said })
    : addressPage(context, shown, { error: said, status: 409 });
}
