import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { dayOf, isBefore } from '../../../core/calendar/instant.ts';
import { editionOf } from '../../../core/issue/issue-key.ts';
import { issueKeyOf } from '../../../core/mailing/mailing-key.ts';
import { isPaused } from '../../../core/subscriptions/reads.ts';
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
import { filled } from '../source-messages.ts';
import { liftView } from './lift-view.ts';
import { issueName, masked, stateText } from './mail-view.ts';
import { mailMessages } from './messages.ts';

const lookUpForm = z.object({ address: z.string().max(400) });

/** Something to be said above the page of an address, and the answer's status. */
interface Said {
  readonly error?: string;
  readonly notice?: string;
  readonly status?: ContentfulStatusCode;
}

/** What is known of an address. */
export type Story = Extract<AddressStory, { kind: 'story' }>;

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
    return page(context, { template: 'address', values: { error, notice: '', story: null }, status: 422 });
  }
  await writeLookUp(doors.ports, {
    subscriberId: story.subscriberId,
    masked: masked(story.address),
    editor: context.get('person'),
  });
  return addressPage(context, story);
}

/** The page of an address, perhaps with something said above it. */
export function addressPage(
  context: DeskContext,
  story: Story,
  { error = '', notice = '', status = 200 }: Said = {},
): Response {
  const values = { error, notice, story: storyView(context, story) };
  return page(context, { template: 'address', values, status });
}

function storyView(context: DeskContext, { address, subscriberId, standing, deliveries }: Story) {
  const words = mailMessages();
  return {
    address,
    standing: words.standing[standing?.state ?? 'unknown'] ?? '',
    about: standing === null ? [] : aboutOf(standing),
    lift: standing === null ? null : liftView(context.get('person'), standing),
    deliveries: deliveries.map((each) => deliveryRow(each, subscriberId, standing)),
    canResend: may(context.get('person'), 'approve'),
  };
}

/** What the person wants, and since when it stands so. */
function aboutOf({ editions, changed, listed, pausedUntil, sections }: Standing): string[] {
  const words = mailMessages();
  // The service's own list of addresses it does not write to: only an operator can take one off it.
  const told = /^bounce .*Suppress/.test(changed.why) ? 'service-list' : changed.why;
  const known = words.changes[told] ?? words.changes[told.split(' ')[0] ?? ''] ?? words.changes.other;
  const why = listed === undefined ? known : filled(words.changes.listed, { basis: listed });
  return [
    ...(editions.length === 0 ? [] : [editions.map((each) => words.editions[each] ?? each).join(', ')]),
    ...(sections === undefined ? [] : [words.choices.some]),
    ...(pausedUntil === undefined ? [] : [filled(words.choices.paused, { until: formatDate(pausedUntil) })]),
    `${formatDate(dayOf(changed.at))}: ${why}`,
  ];
}

/** Why somebody stood in no audience, as far as their row of today tells; empty where it does not. */
function absenceOf(standing: Standing, { issueKey, startedAt }: DeliveryStory): string {
  const { state, changed, editions, sections } = standing;
  if (isBefore(startedAt, changed.at)) return state === 'active' ? 'later' : '';
  if (state !== 'active') return 'gone';
  if (!editions.includes(editionOf(issueKeyOf(issueKey)))) return 'edition';
  if (isPaused(standing, dayOf(startedAt))) return 'paused';
  return sections === undefined ? '' : 'sections';
}

function deliveryRow(story: DeliveryStory, subscriberId: string, standing: Standing | null) {
  const { issueKey } = story;
  const about = { issueKey, name: issueName(issueKey) };
  if (story.kind === 'not-in-audience') {
    const why = standing === null ? '' : (mailMessages().absences[absenceOf(standing, story)] ?? '');
    const what = filled(mailMessages().states['not-in-audience'], { why });
    return { ...about, what, startedAt: momentText(story.startedAt), again: '' };
  }
  const isAgain = story.state.kind === 'failed' || story.state.kind === 'uncertain';
  return {
    ...about,
    what: stateText(story.state),
    startedAt: momentText(story.startedAt),
    again: isAgain && story.mailing !== 'stopped' ? `${story.shard}/${subscriberId}` : '',
  };
}
