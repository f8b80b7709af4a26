import { type Difference, differences } from '../../core/settings/difference.ts';
import { formatDate } from '../../core/vietnamese/dates.ts';
import type { SectionTitles } from './settings-form.ts';
import { settingsMessages } from './settings-messages.ts';
import { filled } from './source-messages.ts';

/** Differences told one by one; of more it is said how many. */
const MOST = 60;

/** What is different between two values of a setting, a Vietnamese sentence each; sections go by the titles they have now. */
export function differenceSentences(before: unknown, after: unknown, titles: SectionTitles): string[] {
  const found = differences(before, after);
  const told = found.slice(0, MOST).map((difference) => sentenceOf(difference, titles));
  const more = filled(settingsMessages().sentences.more, { count: found.length - MOST });
  return found.length > MOST ? [...told, more] : told;
}

function sentenceOf(difference: Difference, titles: SectionTitles): string {
  const { sentences } = settingsMessages();
  const { before, after } = { before: '', after: '', ...difference };
  const values = {
    label: labelOf(difference.path, titles),
    before: valueText(before),
    after:
      difference.kind === 'ordered'
        ? after
            .split(', ')
            .map((id) => titles.get(id) ?? id)
            .join(', ')
        : valueText(after),
  };
  return filled(sentences[kindOf(difference, before, after)], values);
}

/** A value that was or becomes empty is said to be so; of a plain word nothing more is told than the word. */
function kindOf({ kind, path }: Difference, before: string, after: string): string {
  if (kind === 'added' && after === path.at(-1)) return 'addedWord';
  if (kind === 'removed' && before === path.at(-1)) return 'removedWord';
  if (kind !== 'changed') return kind;
  return before === '' ? 'filled' : after === '' ? 'emptied' : kind;
}

/** Where the difference lies, by the longest known pattern; the plain path where none is known. */
function labelOf(path: readonly string[], titles: SectionTitles): string {
  for (const [pattern, label] of Object.entries(settingsMessages().paths)) {
    const names = namesIn(pattern.split('.'), path);
    if (names !== null)
      return label.replaceAll(/\{(\d)\}/g, (_whole, at: string) => {
        const name = names[Number(at)] ?? '';
        return valueText(titles.get(name) ?? name);
      });
  }
  return path.join(' › ');
}

/** What the stars of a pattern stand for; null where it is of another path. */
function namesIn(pattern: readonly string[], path: readonly string[]): string[] | null {
  if (pattern.length !== path.length) return null;
  const isSame = pattern.every((part, at) => part === '*' || part === path[at]);
  return isSame ? path.filter((_, at) => pattern[at] === '*') : null;
}

function valueText(value: string): string {
  const known = settingsMessages().values[value];
  if (/^-?\d+\.\d+$/.test(value)) return value.replace('.', ',');
  return known ?? value.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => formatDate(day));
}
