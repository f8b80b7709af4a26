import { readersOf } from '../../../core/mailing/canary.ts';
import { formatCount } from '../../../core/vietnamese/numbers.ts';
import { readReputation } from '../../../workflows/mailing/mailing-figures.ts';
import { recentMailings } from '../../../workflows/mailing/mailing-story.ts';
import { countReaders } from '../../../workflows/subscribing/count-readers.ts';
import type { DeskDoors } from '../doors.ts';
import { momentText } from '../draft-view.ts';
import { type DeskContext, page } from '../page.ts';
import { may } from '../permissions.ts';
import { filled } from '../source-messages.ts';
import { issueName, mailingText, reputationView } from './mail-view.ts';
import { hindranceOf } from './mailing-wishes.ts';
import { mailMessages } from './messages.ts';

/** A page is waited for; what is not counted by then is estimated. */
const COUNT_MS = 3_000;

/** How many readers there are, of which kind, and the question what became of one address. */
export async function readersPage(context: DeskContext, { ports }: DeskDoors): Promise<Response> {
  const { figures, parts, isEstimate } = await countReaders(ports, { millis: COUNT_MS });
  const words = mailMessages();
  const values = {
    figures: Object.entries(words.readers).flatMap(([kind, label]) => {
      const count = Object.entries(figures).find(([each]) => each === kind)?.[1] ?? 0;
      return [{ kind, label, count: formatCount(count) }];
    }),
    counted: isEstimate
      ? filled(words.estimate, { parts })
      : filled(words.exact, { at: momentText(ports.clock.now()) }),
    mayLookUp: may(context.get('person'), 'look-up'),
    mayImport: may(context.get('person'), 'settings'),
  };
  return page(context, { template: 'readers', values });
}

/** The mailings of the last issues and the sender's reputation. */
export async function mailingsPage(context: DeskContext, { ports }: DeskDoors): Promise<Response> {
  const [mailings, reputation] = await Promise.all([recentMailings(ports), readReputation(ports)]);
  const now = ports.clock.now();
  const values = {
    mailings: mailings.map((mailing) => ({
      issueKey: mailing.issueKey,
      name: issueName(mailing.issueKey),
      state: mailing.state,
      label: mailingText(mailing, hindranceOf(mailing, now)),
      audience: formatCount(readersOf(mailing)),
      startedAt: momentText(mailing.startedAt),
      finishedAt: mailing.finishedAt === null ? '' : momentText(mailing.finishedAt),
    })),
    reputation: reputationView(reputation),
  };
  return page(context, { template: 'mailings', values });
}
