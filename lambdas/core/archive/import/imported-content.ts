import { z } from 'zod';
import { at, type Day } from '../../calendar/instant.ts';
import { type DailyContent, dailyContentSchema, type IssueContent, type Masthead } from '../../issue/snapshot.ts';
import {
  type MonthlyArticle,
  type MonthlyContent,
  type MonthlyMasthead,
  monthlyContentSchema,
} from '../../monthly/monthly-content.ts';
import { findPlaces } from '../../places/find-places.ts';
import type { Section } from '../../sections/section.ts';
import type { ImportedArticle, ImportedBulletin, ImportedDaily, ImportedItem, ImportedMonthly } from './bulletin.ts';
import { likeness, titleKey } from './likeness.ts';
import seed from './words.json' with { type: 'json' };

const words = z.object({ version: z.literal(1), unknownSite: z.string(), unknownEditor: z.string() }).parse(seed);

/** What the house adds to what a printed bulletin does not say itself. */
export interface ImportHouse {
  readonly sections: readonly Section[];
  readonly masthead: Masthead;
  readonly monthly: MonthlyMasthead;
}

/** The content an issue is frozen from, marked with the file it came from; null without a date or without any item. */
export function importedContent(bulletin: ImportedBulletin, file: string, house: ImportHouse): IssueContent | null {
  if (bulletin.issueKey === null || bulletin.sections.length === 0) return null;
  return bulletin.kind === 'daily'
    ? dailyOf(bulletin, { file, house, issueKey: bulletin.issueKey })
    : monthlyOf(bulletin, { file, house, issueKey: bulletin.issueKey });
}

interface Target {
  readonly file: string;
  readonly house: ImportHouse;
  readonly issueKey: string;
}

function dailyOf(bulletin: ImportedDaily, { file, house, issueKey }: Target): DailyContent {
  const { face } = bulletin;
  let number = 0;
  const sections = mergedSections(bulletin, house.sections).map(({ section, items }) => ({
    id: section.id,
    title: section.title,
    clippings: items.map((item) => {
      number += 1;
      return { ...clippingOf(item, section), id: `nhap-${issueKey}-${number}`, number };
    }),
  }));
  const { masthead } = house;
  return dailyContentSchema.parse({
    edition: 'daily',
    issueKey,
    masthead: {
      ...masthead,
      bulletin: face.bulletin ?? masthead.bulletin,
      subject: face.subject ?? masthead.subject,
      frequency: face.frequency ?? masthead.frequency,
      opening: face.opening ?? masthead.opening,
    },
    sections,
    editorName: bulletin.editorName ?? words.unknownEditor,
    // Nobody gathered anything here: an empty window that ends before the day's work would begin.
    window: { from: at(issueKey, '00:00'), to: at(issueKey, '00:00') },
    gathered: { sources: 0, read: 0, missing: [], entries: 0, articles: 0, stories: 0 },
    imported: { file },
  });
}

/** The house's section a printed one is, by its name; the first where nothing is alike. Sections printed twice are one. */
function mergedSections(
  bulletin: ImportedDaily,
  sections: readonly Section[],
): { readonly section: Section; readonly items: readonly ImportedItem[] }[] {
  const merged = new Map<Section, ImportedItem[]>();
  for (const { title, items } of bulletin.sections) {
    const [section] = sections.toSorted((a, b) => nearness(b, title) - nearness(a, title));
    if (section) merged.set(section, [...(merged.get(section) ?? []), ...items]);
  }
  return [...merged].map(([section, items]) => ({ section, items }));
}

function nearness(section: Section, title: string): number {
  return titleKey(section.title) === titleKey(title) ? 2 : likeness(section.title, title);
}

function clippingOf(item: ImportedItem, section: Section) {
  const place = section.order === 'province' ? (findPlaces(item.title)[0]?.place ?? null) : null;
  const citation = item.citation ?? { site: words.unknownSite, day: null, authors: [], agency: null };
  const { title, body, cut, url } = item;
  return { title, place, body, cut, citation, url, others: [], printing: 'full' as const };
}

function monthlyOf(bulletin: ImportedMonthly, { file, house, issueKey }: Target): MonthlyContent {
  const { face } = bulletin;
  const groups = new Map<'trung-uong' | 'dia-phuong', { title: string; articles: ImportedArticle[] }>();
  for (const { title, articles } of bulletin.sections) {
    const id = titleKey(title).endsWith('trung uong') ? 'trung-uong' : 'dia-phuong';
    const before = groups.get(id);
    groups.set(id, {
      title: before?.title || title || house.monthly.subject,
      articles: [...(before?.articles ?? []), ...articles],
    });
  }
  let number = 0;
  const sections = [...groups].map(([id, { title, articles }]) => ({
    id,
    title,
    articles: articles.map((article) => {
      number += 1;
      return articleOf(article, `nhap-${issueKey}-${number}`);
    }),
  }));
  const kept = Object.fromEntries(Object.entries(face).filter(([, value]) => value !== null));
  return monthlyContentSchema.parse({
    edition: 'monthly',
    issueKey,
    masthead: { ...house.monthly, ...kept },
    sections,
    editorName: face.board ?? words.unknownEditor,
    imported: { file },
  });
}

function articleOf(article: ImportedArticle, id: string): MonthlyArticle {
  const { title, sapo, byline, via, site, affiliation } = article;
  // A printed picture did not come with the text; a block of that kind would have no picture to show.
  const body = article.body.flatMap((block) => (block.kind === 'picture' ? [] : [block]));
  return { id, title, sapo, body, byline, via, site, url: null, publishedOn: null, affiliation, printing: 'full' };
}

/** The day an imported issue is filed under. */
export function importedDay(content: IssueContent): Day {
  return content.edition === 'daily' ? content.issueKey : `${content.issueKey}-01`;
}
