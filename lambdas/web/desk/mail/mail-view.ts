import { phrase } from '../../../core/drafting/words.ts';
import { editionOf } from '../../../core/issue/issue-key.ts';
import type { Counts } from '../../../core/mailing/balance.ts';
import type { DeliveryState } from '../../../core/mailing/delivery.ts';
import type { Mailing } from '../../../core/mailing/mailing.ts';
import { issueKeyOf } from '../../../core/mailing/mailing-key.ts';
import { RATED_FROM, type Rates } from '../../../core/mailing/reputation.ts';
import { formatDate } from '../../../core/vietnamese/dates.ts';
import { formatCount } from '../../../core/vietnamese/numbers.ts';
import type { Reputation } from '../../../workflows/mailing/mailing-figures.ts';
import { momentText } from '../draft-view.ts';
import { filled } from '../source-messages.ts';
import { mailMessages } from './messages.ts';

/** `Số ngày 23/11/2026`, `Bản tin tháng 11/2026`; of the mailing of a correction with the revision behind it. */
export function issueName(mailingKey: string): string {
  const issueKey = issueKeyOf(mailingKey);
  const edition = editionOf(issueKey);
  const date = edition === 'daily' ? formatDate(issueKey) : formatDate(`${issueKey}-01`).slice('01/'.length);
  const name = phrase(mailMessages().issue[edition], date);
  const revision = mailingKey.slice(`${issueKey}-r`.length);
  return revision === '' ? name : phrase(mailMessages().issue.correction, name, revision);
}

/** What became of one recipient's message, in a sentence that never says more than the ledger knows. */
export function stateText(state: DeliveryState): string {
  const at = 'at' in state ? state.at : state.kind === 'uncertain' ? state.since : null;
  const why = 'reason' in state ? reasonText(state.reason) : '';
  const { states } = mailMessages();
  // Failed is also what nobody ever answered for: that it was not sent would be more than is known.
  const said = ('reason' in state ? states[`${state.kind}-${state.reason}`] : undefined) ?? states[state.kind];
  return filled(said, { at: at === null ? '' : momentText(at), why });
}

/** The reason of the ledger in words; what follows a colon is the mail service's own and stays away. */
function reasonText(reason: string): string {
  const { reasons } = mailMessages();
  return reasons[reason.split(':')[0] ?? ''] ?? reasons.other;
}

/** Recipients in each state, those that are there, with their share of the audience for a bar. */
export function countsView(counts: Counts, audience: number) {
  return Object.entries(mailMessages().counts).flatMap(([kind, label]) => {
    const count = Object.entries(counts).find(([each]) => each === kind)?.[1] ?? 0;
    return count === 0
      ? []
      : [{ kind, label, count: formatCount(count), share: percent(count / Math.max(1, audience)) }];
  });
}

/** How a mailing stands, one word of the messages. */
export function mailingText(mailing: Mailing, hindrance: 'disarmed' | 'stale' | null): string {
  const words = mailMessages().mailings;
  return words[hindrance ?? mailing.state] ?? mailing.state;
}

/** Bounces and complaints beside what they must stay under. */
export function reputationView({ mailings, together, serviceLimits, houseLimits }: Reputation) {
  const words = mailMessages().rates;
  const { heard } = together.tally;
  const lines = (['bounces', 'complaints'] as const).map((kind) => ({
    label: words[kind] ?? kind,
    rate: percent(together.rates[kind]),
    house: percent(houseLimits[kind]),
    service: percent(serviceLimits[kind]),
    ...judged(kind, together.rates, { houseLimits, serviceLimits }),
  }));
  return {
    lines,
    few: heard < RATED_FROM ? phrase(words.few ?? '', formatCount(heard), formatCount(RATED_FROM)) : '',
    heard: formatCount(heard),
    mailings: mailings.map(({ issueKey, tally, rates }) => ({
      issueKey,
      name: issueName(issueKey),
      heard: formatCount(tally.heard),
      bounces: `${formatCount(tally.bounced)} (${percent(rates.bounces)})`,
      complaints: `${formatCount(tally.complained)} (${percent(rates.complaints)})`,
    })),
  };
}

function judged(kind: keyof Rates, rates: Rates, limits: { houseLimits: Rates; serviceLimits: Rates }) {
  const words = mailMessages().rates;
  const verdict =
    rates[kind] >= limits.serviceLimits[kind] ? 'service' : rates[kind] >= limits.houseLimits[kind] ? 'house' : 'good';
  return { verdict: words[verdict] ?? '', isBad: verdict !== 'good' };
}

/** `4,2%`, `0,08%`: two decimals at most, and never 0% of something that is there. */
function percent(share: number): string {
  const hundredths = Math.round(share * 10_000);
  if (share > 0 && hundredths === 0) return '<0,01%';
  return `${String(hundredths / 100).replace('.', ',')}%`;
}

/** `ng…@soct.example.vn`: enough to tell people of one office apart, not enough to write to them. */
export function masked(address: string): string {
  const [local = '', domain = ''] = address.split('@');
  return address === '' ? '' : `${local.slice(0, 2)}…@${domain}`;
}
