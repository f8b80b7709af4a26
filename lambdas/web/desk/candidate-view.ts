import type { Candidate, Draft } from '../../core/drafting/draft.ts';
import { phrase } from '../../core/drafting/words.ts';
import { momentText, shownReasons, type Target, webLink } from './draft-view.ts';
import { candidateMarks, placeText, toldOf } from './mark-view.ts';
import { deskMessages, leftOutText } from './messages.ts';
import { foundIn } from './search-view.ts';

/** Stories left out that are shown whole; hundreds of forms would make the page too heavy for a phone. */
const WHOLE = 12;
/** Stories found that are shown. */
const FOUND = 30;

/** What the panel a story stands in says already, or no reason against it. */
const SAID_BY_PLACE: ReadonlySet<Candidate['why']> = new Set(['newcomer', 'undated', 'asked-for']);

/** What of the stories outside is looked at. */
interface Asked {
  readonly query: string;
  /** All of those left out, not only the best. */
  readonly isWhole: boolean;
  readonly targets: readonly Target[];
}

/** The stories outside the issue in their three places: newcomers, those whose day a person has to find, those left out. */
export function outsideView(draft: Draft, { query, isWhole, targets }: Asked) {
  const isUndated = ({ why }: Candidate): boolean => why === 'undated';
  const rows = (candidates: readonly Candidate[]) => candidates.map((each) => candidateView(each, { draft, targets }));
  const leftOut = draft.leftOut.filter((each) => !isUndated(each));
  return {
    tray: rows(draft.tray.filter((each) => !isUndated(each))),
    undated: rows([...draft.tray, ...draft.leftOut].filter(isUndated)),
    leftOut: rows(leftOut.slice(0, WHOLE)),
    further: isWhole ? leftOut.slice(WHOLE).map(lineOf) : [],
    furtherCount: Math.max(0, leftOut.length - WHOLE),
    leftOutCount: leftOut.length,
    search: query === '' ? null : searchView({ draft, targets }, query),
  };
}

/** What a story outside is shown beside: the draft, and its clippings as those it can be merged into. */
interface Beside {
  readonly draft: Draft;
  readonly targets: readonly Target[];
}

function searchView(beside: Beside, query: string) {
  const { draft } = beside;
  const found = foundIn([...draft.tray, ...draft.leftOut], query);
  const shown = found.slice(0, FOUND).map((each) => ({
    ...candidateView(each, beside),
    needsDay: each.why === 'undated',
    label: deskMessages().search[each.why === 'undated' ? 'dated' : 'restore'],
  }));
  const { none, some, more } = deskMessages().search;
  const told = found.length === 0 ? none : found.length > shown.length ? more : some;
  return { query, shown, told: phrase(told, query, found.length, shown.length) };
}

/** One of the many: its title and why it is outside. */
function lineOf({ id, title, site, why, url }: Candidate) {
  return { id, title, site, why: SAID_BY_PLACE.has(why) ? '' : leftOutText(why), url: webLink(url) };
}

function candidateView(candidate: Candidate, { draft, targets }: Beside) {
  const joined = draft.clippings.find(({ id }) => id === candidate.joins)?.id ?? '';
  return {
    id: candidate.id,
    title: candidate.title,
    site: candidate.site,
    section: candidate.section,
    place: placeText(candidate.place, draft.issueKey),
    reasons: shownReasons(candidate.reasons).chosen,
    why: SAID_BY_PLACE.has(candidate.why) ? '' : leftOutText(candidate.why),
    isDropped: candidate.why === 'dropped',
    marks: candidateMarks(candidate),
    told: toldOf(candidate.mark),
    joins: joined,
    joinsLabel: targets.find(({ id }) => id === joined)?.label ?? '',
    url: webLink(candidate.url),
    lead: candidate.lead ?? '',
    published: publishedText(candidate),
    papers: candidate.members.length,
  };
}

/** When the paper published it; a draft older than that field knows only when it was first seen. */
function publishedText({ publishedAt, firstSeenAt }: Candidate): string {
  const words = deskMessages().candidate;
  if (publishedAt === undefined) return phrase(words.seen, momentText(firstSeenAt));
  if (publishedAt === null) return phrase(words.undated, momentText(firstSeenAt));
  return phrase(words.published, momentText(publishedAt));
}
