import type { Day } from '../../core/calendar/instant.ts';
import { placeName, placesOn } from '../../core/places/gazetteer.ts';
import type { Health } from '../../core/sources/health.ts';
import { isPaused, placeOf, type Source } from '../../core/sources/source.ts';
import type { SourceCheck } from '../../core/sources/source-check.ts';
import { failureKindSchema } from '../../core/sources/visit.ts';
import { formatDate } from '../../core/vietnamese/dates.ts';
import type { SourceState } from '../../workflows/gathering/source-health.ts';
import { momentText } from './draft-view.ts';
import { failureText } from './messages.ts';
import { filled, sourceMessages } from './source-messages.ts';

/** Entries of a way in shown on the page of a check. */
const SHOWN = 5;

/** One source as a row of the list. */
export function sourceRow({ source, visit, health }: SourceState, today: Day) {
  const words = sourceMessages();
  const { outcome, history } = visit ?? {};
  const lastDay = history?.days.at(-1);
  return {
    id: source.id,
    name: source.name,
    site: source.citeAs,
    kind: health.kind,
    health: words.health[health.kind] ?? health.kind,
    reason: reasonOf(health),
    lastRead: visit?.lastReadAt ? momentText(visit.lastReadAt) : words.unread,
    entries: outcome?.kind === 'read' ? String(outcome.entries) : '',
    fresh: lastDay ? String(lastDay.fresh) : '',
    paused: isPaused(source, today) ? pauseText(source.pause) : '',
    next: visit ? momentText(visit.nextVisitAt) : '',
    isUnconfirmed: source.state === 'unconfirmed',
    isOffice: placeOf(source) === 'office',
    place: placeOf(source) === 'office' ? words.fromOffice : '',
    problems: (history?.problems ?? []).map((each) => problemText(words.listing[each.kind], each)),
  };
}

function pauseText(pause: Source['pause']): string {
  const { until, open } = sourceMessages().pause;
  if (pause === undefined) return '';
  return filled(pause.until === null ? open : until, {
    reason: pause.reason,
    day: pause.until ? formatDate(pause.until) : '',
  });
}

/** Why a source is as it is, in one sentence. */
function reasonOf(health: Health): string {
  const { reasons } = sourceMessages();
  const message = reasons[health.kind];
  switch (health.kind) {
    case 'thin':
      return filled(message, { ...health, day: formatDate(health.day) });
    case 'silent':
      // No working day is over since: there is nothing to count yet.
      return filled(health.workingDays === 0 ? reasons['silent-yet'] : message, {
        workingDays: health.workingDays,
        day: formatDate(health.since),
      });
    case 'failing':
    case 'refused':
      return filled(message, { since: momentText(health.since), failure: failureText(health.failure) });
    default:
      return '';
  }
}

/** A problem in words: `{why}` is the failure its detail begins with, `{detail}` what of it a person can read. */
function problemText(message: string | undefined, { url, detail }: { url: string; detail: string }): string {
  const [first = ''] = detail.split(':');
  const failure = failureKindSchema.safeParse(first);
  const why = failure.success ? failureText(failure.data) : (sourceMessages().noArticle[first] ?? '');
  return filled(message, { url, detail, why });
}

/** How many sources are in each state, for the line above the list; states without sources are left out. */
export function healthCounts(states: readonly SourceState[]) {
  return Object.entries(sourceMessages().health).flatMap(([kind, label]) => {
    const count = states.filter(({ health }) => health.kind === kind).length;
    return count === 0 ? [] : [{ kind, label, count }];
  });
}

/** What a check found, for its page. */
export function checkView(check: SourceCheck, today: Day) {
  const words = sourceMessages();
  return {
    address: check.address,
    doors: check.doors.map(({ kind, url, entries }) => ({
      label: words.doors[kind] ?? kind,
      url,
      count: entries.length,
      entries: entries.slice(0, SHOWN).map((entry) => ({
        title: entry.title === '' ? entry.url : entry.title,
        date: entry.publishedAt === null ? words.unknownDay : momentText(entry.publishedAt),
      })),
    })),
    articles: check.articles.map((article) => ({
      title: article.title,
      lead: article.lead ?? '',
      authors: article.authors.join(', '),
      date: article.publishedAt === null ? words.unknownDay : momentText(article.publishedAt),
      characters: article.characters,
    })),
    problems: check.problems.map((each) => problemText(words.checks[each.kind], each)),
    proposal: check.proposal === null ? null : proposalView(check.proposal),
    kinds: Object.entries(words.kinds).map(([id, label]) => ({ id, label })),
    places: [{ id: '', name: words.national }, ...placesOn(today).map((id) => ({ id, name: placeName(id, today) }))],
  };
}

function proposalView(source: NonNullable<SourceCheck['proposal']>) {
  const { id, name, citeAs, kind, hosts } = source;
  return { id, name, citeAs, kind, hosts: hosts.join(', '), json: JSON.stringify(source) };
}
