import { type Section, seedSections } from '../../core/sections/sections.ts';
import type { Editions } from '../../core/subscriptions/subscriber.ts';
import type { PublicDoors } from './doors.ts';

/** What one may subscribe to. */
const EDITIONS = ['daily', 'monthly'] as const;

/** A form as it was parsed: a name may come once or several times. */
type Body = Readonly<Record<string, unknown>>;

/** A section one may choose. */
export interface OfferedSection {
  readonly id: string;
  /** `Chủ trương cải cách`: printed headings are in capitals, a list of choices is not. */
  readonly title: string;
}

/** The sections of the bulletin in their printed order. */
export async function offeredSections({ sections }: PublicDoors): Promise<OfferedSection[]> {
  const listed: readonly Section[] = (await sections?.()) ?? seedSections();
  return listed.map(({ id, title }) => ({ id, title: sentenceCase(title) }));
}

/** A form without the choice is the one from before there was any. */
export function chosenEditions(body: Body): Editions {
  if (body.choice === undefined) return ['daily'];
  const chosen = [body.editions].flat();
  return EDITIONS.filter((edition) => chosen.includes(edition));
}

/** Ids; null for all, which is also what a form without the choice means. */
export function chosenSections(body: Body, offered: readonly OfferedSection[]): string[] | null {
  if (body.some !== 'yes') return null;
  const chosen = [body.sections].flat();
  const ids = offered.map(({ id }) => id).filter((id) => chosen.includes(id));
  return ids.length === offered.length ? null : ids;
}

/** The edition of that name; null where there is none: then everything is meant. */
export function editionOf(name: string | undefined): Editions[number] | null {
  return EDITIONS.find((edition) => edition === name) ?? null;
}

function sentenceCase(title: string): string {
  const small = title.toLocaleLowerCase('vi');
  return small.charAt(0).toLocaleUpperCase('vi') + small.slice(1);
}
