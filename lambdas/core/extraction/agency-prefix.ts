import agencies from './agencies.json' with { type: 'json' };
import type { Run } from './article.ts';

const NAMES = agencies.prefixes.map((name) => name.replace(/[.+*?^${}()|[\]\\/]/g, '\\$&')).join('|');
const DASH = '\\s*[-–—:]+\\s*';
/** `TPO - `, `(Dân trí) - `, `VOV.VN – `; `(CT) -` and other short names in brackets before a dash; `(TTXVN/Vietnam+)` without one. */
const PREFIX = new RegExp(
  `^\\s*(?:(?:${NAMES}|[\\p{L}\\d]+(?:\\.(?:com|org|net|gov))?\\.vn)${DASH}|\\((?:${NAMES})\\)(?:${DASH}|\\s+)|\\([\\p{L}\\d.&+/ ]{2,24}\\)${DASH})(?=\\S)`,
  'iu',
);

/** The text without what a paper puts before its first words: `(CT) - Sáng 5-9, …` → `Sáng 5-9, …`. */
export function withoutAgencyPrefix(text: string): string {
  return text.replace(PREFIX, '');
}

/** The same for the runs of a paragraph, where the prefix is often bold and the rest is not. */
export function runsWithoutAgencyPrefix(runs: readonly Run[]): Run[] {
  const text = runs.map((run) => run.text).join('');
  let surplus = text.length - withoutAgencyPrefix(text).length;
  const kept: Run[] = [];
  for (const run of runs) {
    const cut = Math.min(surplus, run.text.length);
    surplus -= cut;
    if (cut < run.text.length) kept.push({ ...run, text: run.text.slice(cut) });
  }
  return kept;
}
