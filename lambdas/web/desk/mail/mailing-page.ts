import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { phrase } from '../../../core/drafting/words.ts';
import { readersOf } from '../../../core/mailing/canary.ts';
import { issueKeyOf, mailingKeySchema } from '../../../core/mailing/mailing-key.ts';
import { formatCount } from '../../../core/vietnamese/numbers.ts';
import { type MailingFigures, mailingFigures, type Troubled } from '../../../workflows/mailing/mailing-figures.ts';
import type { DeskDoors } from '../doors.ts';
import { momentText } from '../draft-view.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { may } from '../permissions.ts';
import { filled } from '../source-messages.ts';
import { countsView, issueName, mailingText, masked, stateText } from './mail-view.ts';
import { hindranceOf, possibleWishes } from './mailing-wishes.ts';
import { mailMessages } from './messages.ts';

/** Something to be said above the page, and the answer's status. */
export interface Said {
  readonly error: string;
  readonly status: ContentfulStatusCode;
}

/** One issue's mailing: how many are in which state, who has no copy, and what can be asked of it. */
export async function mailingPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  return mailingWith(context, doors, { error: '', status: 200 });
}

/** The same page with a refusal above it. */
export async function mailingWith(context: DeskContext, doors: DeskDoors, { error, status }: Said): Promise<Response> {
  const issueKey = mailedKeyOf(context);
  const figures = issueKey === null ? null : await mailingFigures(doors.ports, issueKey);
  if (!figures)
    return problem(context, 'not-found', { status: 404, detail: mailMessages().refusals['no-mailing'] ?? '' });
  const hindrance = hindranceOf(figures.mailing, doors.ports.clock.now());
  const canAct = may(context.get('person'), 'approve');
  const values = {
    ...headOf(figures),
    label: mailingText(figures.mailing, hindrance),
    counts: countsView(figures.counts, readersOf(figures.mailing)),
    problems: figures.problems,
    troubled: figures.troubled.map(troubledRow),
    moreTroubled: formatCount(Math.max(0, inTrouble(figures) - figures.troubled.length)),
    inTrouble: formatCount(inTrouble(figures)),
    wishes: canAct ? possibleWishes(figures.mailing, hindrance) : [],
    canResend: canAct && inTrouble(figures) > 0 && figures.mailing.state !== 'stopped',
    issue: issueKeyOf(figures.mailing.issueKey),
    notice: noticeOf(context),
    error,
  };
  return page(context, { template: 'mailing', values, status });
}

/** The mailing in the address, an issue's or a correction's; null where it is no mailing's name. */
export function mailedKeyOf(context: DeskContext): string | null {
  const parsed = mailingKeySchema.safeParse(context.req.param('key'));
  return parsed.success ? parsed.data : null;
}

function headOf({ mailing }: MailingFigures) {
  const { issueKey, startedAt, finishedAt, state } = mailing;
  return {
    issueKey,
    name: issueName(issueKey),
    state,
    audience: formatCount(readersOf(mailing)),
    startedAt: momentText(startedAt),
    finishedAt: finishedAt === null ? '' : momentText(finishedAt),
  };
}

function inTrouble({ counts }: MailingFigures): number {
  return counts.failed + counts.uncertain;
}

function troubledRow({ shard, subscriberId, address, state }: Troubled) {
  return { value: `${shard}/${subscriberId}`, address: masked(address), what: stateText(state) };
}

/** `?done=resent&readers=3&has-it=1`: the keys and figures only, the words are the house's. */
function noticeOf(context: DeskContext): string {
  const words = mailMessages();
  const figure = (name: string): number => Number(/^\d{1,6}$/.exec(context.req.query(name) ?? '')?.[0] ?? 0);
  const done = filled(words.done[context.req.query('done') ?? ''], { readers: formatCount(figure('readers')) });
  const left = Object.entries(words.left).flatMap(([kind, text]) =>
    figure(kind) === 0 ? [] : [phrase(text, formatCount(figure(kind)))],
  );
  return [done, ...left].filter((text) => text !== '').join(' ');
}
