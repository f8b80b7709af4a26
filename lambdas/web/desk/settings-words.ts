import { seedSections } from '../../core/sections/sections.ts';
import { type Difference, differences } from '../../core/settings/difference.ts';
import { formatDate } from '../../core/vietnamese/dates.ts';
import { settingsMessages } from './settings-messages.ts';
import { filled } from './source-messages.ts';

/** Differences told one by one; of more it is said how many. */
const MOST = 60;

/** What is different between two values of a setting, a Vietnamese sentence each. */
export function differenceSentences(before: unknown, after: unknown): string[] {
  const found = differences(before, after);
  const told = found.slice(0, MOST).map(sentenceOf);
  const more = filled(settingsMessages().sentences.more, { count: found.length - MOST });
  return found.length > MOST ? [...told, more] : told;
}

function sentenceOf(difference: Difference): string {
  const { sentences } = settingsMessages();
  const { before, after } = { before: '', after: '', ...difference };
  const values = {
    label: labelOf(difference.path),
    before: valueText(before),
    after: difference.kind === 'ordered' ? after.split(', ').map(sectionTitle).join(', ') : valueText(after),
  };
  return filled(sentences[kindOf(difference.kind, before, after)], values);
}

/** A value that was or becomes empty is said to be so. */
function kindOf(kind: Difference['kind'], before: string, after: string): string {
  if (kind !== 'changed') return kind;
  return before === '' ? 'filled' : after === '' ? 'emptied' : kind;
}

/** Where the difference lies, by the longest known pattern; the plain path where none is known. */
function labelOf(path: readonly string[]): string {
  for (const [pattern, label] of Object.entries(settingsMessages().paths)) {
    const names = namesIn(pattern.split('.'), path);
    if (names !== null)
      return label.replaceAll(/\{(\d)\}/g, (_whole, at: string) => valueText(sectionTitle(names[Number(at)] ?? '')));
  }
  return path.join(' › ');
}

/** What the stars of a pattern stand for; null where it is of another path. */
function namesIn(pattern: readonly string[], path: readonly string[]): string[] | null {
  if (pattern.length !== path.length) return null;
  const isSame = pattern.every((part, at) => part === '*' || part === path[at]);
  return isSame ? path.filter((_, at) => pattern[at] === '*') : null;
}

/** A section's printed title, as the house began with it; the name itself of any other. */
export function sectionTitle(id: string): string {
  return seedSections().find((section) => section.id === id)?.title ?? id;
}

function valueText(value: string): string {
  const known = settingsMessages().values[value];
  if (/^-?\d+\.\d+$/.test(value)) return value.replace('.', ',');
  return known ?? value.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => formatDate(day));
}
