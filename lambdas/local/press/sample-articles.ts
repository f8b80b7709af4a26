import { addDays, at, type Day } from '../../core/calendar/instant.ts';
import { fold } from '../../core/vietnamese/fold.ts';
import { fillIn } from './date-words.ts';
import type { DraftArticle, Paper, SampleArticle } from './paper.ts';
import { samplePapers } from './papers.ts';

/** Every article of the sample press as it stands for an issue of `issueDay`, paper by paper, newest first. */
export function sampleArticles(issueDay: Day): SampleArticle[] {
  return samplePapers().flatMap((paper) => articlesOf(paper, issueDay));
}

/** The articles of one paper, newest first. */
export function articlesOf(paper: Paper, issueDay: Day): SampleArticle[] {
  return paper.articles
    .map((draft, index) => stand(paper, draft, { issueDay, number: index + 1 }))
    .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
}

/** The address of a paper's front page; HTTP, since the press is served on this machine without certificates. */
export function homeOf(paper: Pick<Paper, 'hosts'>): string {
  return `http://${paper.hosts[0] ?? ''}`;
}

function stand(paper: Paper, draft: DraftArticle, place: { issueDay: Day; number: number }): SampleArticle {
  const { issueDay } = place;
  const day = draft.at.startsWith('hôm qua') ? addDays(issueDay, -1) : issueDay;
  const time = draft.at.slice(-5);
  const title = fillIn(draft.title, issueDay);
  const path = addressOf(paper, { title, rubric: draft.rubric, day, time, number: place.number });
  return {
    sourceId: paper.id,
    story: draft.story,
    page: draft.page ?? paper.page,
    url: `${homeOf(paper)}${path}`,
    publishedAt: at(day, time),
    day,
    rubric: draft.rubric,
    title,
    lead: paper.prefix + fillIn(draft.lead, issueDay),
    byline: draft.byline,
    body: draft.body.map((text) => fillIn(text, issueDay)),
  };
}

function addressOf(
  paper: Paper,
  parts: { title: string; rubric: string; day: Day; time: string; number: number },
): string {
  const tokens: Record<string, string> = {
    slug: slug(parts.title),
    rubric: slug(parts.rubric),
    yyyy: parts.day.slice(0, 4),
    yy: parts.day.slice(2, 4),
    mm: parts.day.slice(5, 7),
    dd: parts.day.slice(8, 10),
    hh: parts.time.slice(0, 2),
    min: parts.time.slice(3, 5),
    n: String(parts.number),
  };
  return paper.address.replace(/\{(\w+)\}/g, (_whole, token: string) => {
    const value = tokens[token];
    if (value === undefined) throw new Error(`${paper.id}: unknown part {${token}} of an address`);
    return value;
  });
}

function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
