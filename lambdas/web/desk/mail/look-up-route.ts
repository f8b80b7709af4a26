import { z } from 'zod';
import { dayOf } from '../../../core/calendar/instant.ts';
import { formatDate } from '../../../core/vietnamese/dates.ts';
import { writeLookUp } from '../../../workflows/editing/desk-book.ts';
import {
  type AddressStory,
  type DeliveryStory,
  type Standing,
  tellStory,
} from '../../../workflows/mailing/mailing-story.ts';
import type { DeskDoors } from '../doors.ts';
import { momentText } from '../draft-view.ts';
import { readForm } from '../form.ts';
import { type DeskContext, page } from '../page.ts';
import { may } from '../permissions.ts';
import { issueName, masked, stateText } from './mail-view.ts';
import { mailMessages } from './messages.ts';

const lookUpForm = z.object({ address: z.string().max(400) });

type Story = Extract<AddressStory, { kind: 'story' }>;

/**
 * What became of the last issues for one address. A POST, so that the address stands in no history and no log of addresses;
 * who asked is written in the desk's book, by the keyed hash of the address, before anything is told.
 */
export async function lookUp(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, lookUpForm);
  const keyring = await doors.mail.keyring();
  const story = await tellStory(doors.ports, { address: form?.address ?? '', keyring });
  if (story.kind === 'not-an-address') {
    const error = mailMessages().refusals['not-an-address'] ?? '';
    return page(context, { template: 'address', values: { error, story: null }, status: 422 });
  }
  await writeLookUp(doors.ports, {
    subscriberId: story.subscriberId,
    masked: masked(story.address),
    editor: context.get('person'),
  });
  const values = { error: '', story: storyView(context, story) };
  return page(context, { template: 'address', values });
}

function storyView(context: DeskContext, { address, subscriberId, standing, deliveries }: Story) {
  const words = mailMessages();
  return {
    address,
    standing: words.standing[standing?.state ?? 'unknown'] ?? '',
    about: standing === null ? [] : aboutOf(standing),
    deliveries: deliveries.map((each) => deliveryRow(each, subscriberId)),
    canResend: may(context.get('person'), 'approve'),
  };
}

/** What the person wants, and since when it stands so. */
function aboutOf({ editions, changed, pausedUntil, sections }: Standing): string[] {
  const words = mailMessages();
  const why = words.changes[changed.why] ?? words.changes[changed.why.split(' ')[0] ?? ''] ?? words.changes.other;
  return [
    ...(editions.length === 0 ? [] : [editions.map((each) => words.editions[each] ?? each).join(', ')]),
    ...(sections === undefined ? [] : [words.readers.some ?? '']),
    ...(pausedUntil === undefined ? [] : [`${words.readers.paused}: ${formatDate(pausedUntil)}`]),
    `${formatDate(dayOf(changed.at))}: ${why}`,
  ];
}

function deliveryRow(story: DeliveryStory, subscriberId: string) {
  const { issueKey } = story;
  const about = { issueKey, name: issueName(issueKey) };
  if (story.kind === 'not-in-audience') {
    return { ...about, what: mailMessages().states['not-in-audience'] ?? '', startedAt: '', again: '' };
  }
  const isAgain = story.state.kind === 'failed' || story.state.kind === 'uncertain';
  return {
    ...about,
    what: stateText(story.state),
    startedAt: momentText(story.startedAt),
    again: isAgain && story.mailing !== 'stopped' ? `${story.shard}/${subscriberId}` : '',
  };
}
