import { dayOf, type Instant } from '../../core/calendar/instant.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import type { DraftPlace, Known, WhyNot } from '../../core/drafting/why-not.ts';
import { failureKindSchema } from '../../core/sources/visit.ts';
import { formatDate } from '../../core/vietnamese/dates.ts';
import { formatCount } from '../../core/vietnamese/numbers.ts';
import type { WhyNotAnswer } from '../../workflows/editing/why-not.ts';
import { momentText, webLink } from './draft-view.ts';
import { toldOf } from './mark-view.ts';
import { failureText, leftOutText } from './messages.ts';
import { filled, sourceMessages } from './source-messages.ts';
import { whyNotMessages } from './why-not-messages.ts';

type Values = Readonly<Record<string, string | number>>;

/** The answer as the page shows it: a sentence, what it rests on, what to do next. */
export function whyNotView(found: WhyNotAnswer, draft: Draft) {
  const { answer, known } = found;
  const key = keyOf(answer, known);
  const message = whyNotMessages().answers[key];
  if (message === undefined) throw new Error(`why-not-messages.json has no answer ${key}`);
  const values = { source: known.source?.name ?? '', ...healthValues(known), ...valuesOf(answer, draft) };
  return {
    key,
    title: filled(message.title, values),
    text: filled(message.text, values).trim(),
    next: filled(message.next, values),
    facts: factsOf(known, answer),
    url: found.url === null ? null : webLink(found.url),
    clipping: clippingOf(answer),
    candidate: candidateOf(answer),
    section: draft.leftOut.concat(draft.tray).find(({ id }) => id === candidateOf(answer))?.section ?? '',
    isUndated: answer.kind === 'waiting' && answer.where === 'undated',
    admits: found.isStored ? (found.articleId ?? '') : '',
    offersSources: key === 'unknown-source' || key === 'dropped-foreign-host' || key.startsWith('never-seen'),
    offersNewcomers: ['newcomer', 'told-by-clipping', 'pending', 'never-seen', 'never-visited'].includes(key),
  };
}

/** Which message answers; every key stands in the table, which a test compares. */
function keyOf(answer: WhyNot, { source, visit }: Known): string {
  switch (answer.kind) {
    case 'clipping':
      return answer.isLead ? 'clipping' : 'clipping-other';
    case 'waiting':
      return answer.isLead ? answer.where : 'waiting-other';
    case 'told-by':
      return `told-by-${answer.place.kind}`;
    case 'dropped':
      return `dropped-${answer.reason}`;
    case 'never-seen': {
      if (visit === null) return 'never-visited';
      const kind = source?.health.kind ?? 'healthy';
      return ['failing', 'refused', 'silent'].includes(kind) ? `never-seen-${kind}` : 'never-seen';
    }
    default:
      return answer.kind;
  }
}

function valuesOf(answer: WhyNot, draft: Draft): Values {
  const words = whyNotMessages();
  switch (answer.kind) {
    case 'clipping':
    case 'waiting':
      return placeValues(answer);
    case 'told-by':
      return placeValues(answer.place);
    case 'printed':
      return { date: formatDate(answer.issueKey), title: answer.title };
    case 'unknown-source':
      return { host: answer.host };
    case 'pending':
      return { tries: answer.tries };
    case 'dropped':
      return droppedValues(answer);
    case 'not-reform': {
      const reasons = answer.reasons.length === 0 ? '' : filled(words.reasons, { reasons: answer.reasons.join(', ') });
      return { score: formatCount(answer.score), reasons };
    }
    case 'too-old':
    case 'not-yet': {
      const { from, to } = draft.window;
      return { published: momentOf(answer.publishedAt), from: momentText(from), to: momentText(to) };
    }
    default:
      return {};
  }
}

function placeValues(place: DraftPlace): Values {
  const { title, site } = place;
  return place.kind === 'clipping'
    ? { number: place.number, title, site }
    : { title, site, why: leftOutText(place.why) };
}

function droppedValues({ detail, sight }: Extract<WhyNot, { kind: 'dropped' }>): Values {
  const words = whyNotMessages();
  const failure = failureKindSchema.safeParse(detail.split(':')[0]);
  const listed = sight.words.map((word) => `“${word}”`).join(', ');
  return {
    detail,
    score: formatCount(sight.score),
    asked: formatCount(sight.asked),
    words: listed === '' ? words.noWords : filled(words.words, { words: listed }),
    page: words.pages[detail] ?? detail,
    failure: failure.success ? failureText(failure.data) : words.givenUp,
    published: Number.isNaN(Date.parse(detail)) ? words.unknownDay : momentText(detail),
  };
}

function healthValues({ source }: Known): Values {
  const health = source?.health;
  if (health?.kind === 'failing' || health?.kind === 'refused') {
    return { since: momentText(health.since), failure: failureText(health.failure) };
  }
  return health?.kind === 'silent' ? { day: formatDate(health.since) } : {};
}

function factsOf({ source, visit, entry }: Known, answer: WhyNot): string[] {
  const { facts } = whyNotMessages();
  const told = answer.kind === 'waiting' ? toldOf(answer.mark) : '';
  return [
    ...(told === '' ? [] : [filled(facts.mark, { told })]),
    ...(source ? [filled(facts.source, { name: source.name, health: healthText(source.health.kind) })] : []),
    ...(visit ? [filled(facts.visit, { at: momentText(visit.at), next: momentText(visit.next) })] : []),
    ...(entry ? [filled(facts.seen, { at: momentText(entry.firstSeenAt), title: entry.title })] : []),
    ...(entry?.publishedAt ? [filled(facts.published, { at: momentText(entry.publishedAt) })] : []),
  ];
}

function healthText(kind: string): string {
  return (sourceMessages().health[kind] ?? kind).toLowerCase();
}

function momentOf(instant: Instant | null): string {
  if (instant === null) return whyNotMessages().unknownDay;
  return `${momentText(instant)}/${dayOf(instant).slice(0, 4)}`;
}

function clippingOf(answer: WhyNot): string {
  const place = answer.kind === 'told-by' ? answer.place : answer;
  return place.kind === 'clipping' ? place.id : '';
}

function candidateOf(answer: WhyNot): string {
  const place = answer.kind === 'told-by' ? answer.place : answer;
  return place.kind === 'waiting' ? place.id : '';
}
