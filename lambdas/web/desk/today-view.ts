import type { Day, Instant } from '../../core/calendar/instant.ts';
import type { Act, Check } from '../../core/operations/check.ts';
import { formatCount } from '../../core/vietnamese/numbers.ts';
import { momentText } from './draft-view.ts';
import { filled } from './source-messages.ts';
import { todayMessages } from './today-messages.ts';

/** One line of today's page: what it is, how it stands, the figures and what to do, all in Vietnamese. */
export function checkView(check: Check, day: Day) {
  const words = todayMessages();
  return {
    kind: check.check,
    standing: check.standing,
    label: words.standings[check.standing] ?? check.standing,
    title: words.titles[check.check] ?? check.check,
    facts: factsOf(check),
    act:
      check.act === 'nothing' || check.act === 'wait'
        ? ''
        : filled(words.acts[check.act], { article: check.article ?? '' }),
    link: linkOf(check.act, day),
    more: moreOf(check),
  };
}

/** Where a person does what is asked; null where it is not done at the desk. */
function linkOf(act: Act, day: Day): { readonly href: string; readonly label: string } | null {
  const hrefs: Partial<Record<Act, string>> = {
    approve: `/desk/issues/${day}`,
    'release-mailing': `/desk/issues/${day}/after`,
    'resume-mailing': `/desk/mailings/${day}`,
    'decide-stale': `/desk/mailings/${day}`,
    'look-at-sources': '/desk/sources',
  };
  const href = hrefs[act];
  return href === undefined ? null : { href, label: todayMessages().links[act] ?? href };
}

/** The figures of a check in one sentence; empty where there is nothing to tell. */
function factsOf(check: Check): string {
  const words = todayMessages().facts;
  switch (check.check) {
    case 'gathering':
      return filled(words[check.lastVisitAt === null ? 'gathering-none' : 'gathering'], {
        visited: check.visited,
        sources: check.sources,
        at: timeOf(check.lastVisitAt),
      });
    case 'draft':
      return filled(words[check.at === null ? 'due' : 'draft'], {
        at: timeOf(check.at ?? check.due),
        clippings: check.clippings ?? 0,
      });
    case 'approval':
      return filled(words[check.at === null ? 'due' : 'approval'], {
        at: timeOf(check.at ?? check.due),
        by: check.by ?? '',
      });
    case 'publication':
      return check.at === null ? '' : filled(words.publication, { at: timeOf(check.at) });
    case 'mailing':
      return mailingFacts(check);
    case 'canary':
      return filled(words[`canary-${check.state}`], { at: timeOf(check.due) });
    case 'sources':
      return sourceFacts(check);
    case 'dead-letters':
      return check.queues.length === 0 ? '' : filled(words['dead-letters'], { count: lettersOf(check.queues) });
    case 'watchman':
      return filled(words[check.lastRoundAt === null ? 'watchman-none' : 'watchman'], {
        at: timeOf(check.lastRoundAt),
        found: check.found.length,
      });
    case 'search':
      return '';
    case 'zalo':
      return check.parked.length === 0 ? '' : filled(words.zalo, { count: check.parked.length });
  }
}

function mailingFacts({ state, at, due, from, audience }: Extract<Check, { check: 'mailing' }>): string {
  return filled(todayMessages().mailing[state], {
    at: timeOf(at ?? from ?? due),
    audience: formatCount(audience ?? 0),
  });
}

/** A thin day or a single failure is told in the details alone. */
function sourceFacts({ troubles }: Extract<Check, { check: 'sources' }>): string {
  const { facts } = todayMessages();
  const count = troubles.filter(({ needsLook }) => needsLook).length;
  return count === 0 ? (facts['sources-well'] ?? '') : filled(facts.sources, { count });
}

function lettersOf(queues: readonly { readonly letters: number }[]): number {
  return queues.reduce((sum, { letters }) => sum + letters, 0);
}

/** Details told one by one: sources in trouble, what the watchman started again. */
function moreOf(check: Check): string[] {
  const words = todayMessages();
  if (check.check === 'sources') {
    return check.troubles.map(({ name, health, isPriority }) =>
      filled(words.trouble[isPriority ? 'priority' : 'other'], { name, health: words.health[health] ?? health }),
    );
  }
  if (check.check !== 'watchman') return [];
  return check.found.map(({ at, kind, issueKey }) =>
    filled(words.found[kind] ?? words.found.other, { at: momentText(at), issueKey }),
  );
}

function timeOf(at: Instant | null): string {
  return at === null ? '' : momentText(at);
}
