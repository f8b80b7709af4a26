import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import type { DailyContent, DailySnapshot, FrozenClipping } from '../../../lambdas/core/issue/snapshot.ts';
import { gazetteer } from '../../../lambdas/core/places/gazetteer.ts';
import syllableParts from '../../../lambdas/core/proofreading/data/syllables.json' with { type: 'json' };
import lexicon from '../../../lambdas/core/sections/lexicon.json' with { type: 'json' };
import { SAMPLE_APPROVAL, sampleContent } from '../../support/sample-snapshot.ts';

/** A document only one clipping of the whole archive names. */
export const RARE_DOCUMENT = '4321/QĐ-UBND';

const CLIPPINGS = 10;
const PAPERS = 60;
/** Syllables of a clipping, from to. */
const LENGTH = [250, 600] as const;
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const DOCUMENTS = ['57-NQ/TW', '68/2026/NĐ-CP', '63/2025/QH15', '15/CT-TTg'];

type Dice = () => number;

function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The n-th commonest comes about 1/n as often as the first. */
function zipf(words: readonly string[], dice: Dice): string {
  return words[Math.floor(Math.exp(dice() * Math.log(words.length)) - 1)] ?? '';
}

/** 6,000 syllables that can be Vietnamese, and the trade's own terms as the lexicon has them. */
function vocabulary(dice: Dice): { readonly words: string[]; readonly terms: string[] } {
  const { onsets, rimes } = syllableParts;
  const all = onsets
    .split(' ')
    .flatMap((onset) =>
      rimes.split(' ').flatMap((rime) => TONES.map((tone) => (onset + rime + tone).normalize('NFC'))),
    );
  const syllables = [...new Set(all)]
    .map((word) => ({ word, at: dice() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, 6_000)
    .map(({ word }) => word);
  const words = Array.from({ length: 8_000 }, () =>
    dice() < 0.35 ? zipf(syllables, dice) : `${zipf(syllables, dice)} ${zipf(syllables, dice)}`,
  );
  const strings = JSON.stringify(lexicon).match(/"[^"{}:]*[à-ỹđ][^"{}:]*"/g) ?? [];
  const terms = [...new Set(strings.map((each) => each.slice(1, -1)))].filter((each) => each.split(' ').length <= 5);
  return { words, terms: ['thủ tục hành chính', 'một cửa', 'dịch vụ công', ...terms] };
}

/** Issues of ten clippings on every weekday of `years` years up to 2026-11-23, oldest first; the same every time. */
export function* inventedIssues(years: number): Generator<DailySnapshot> {
  const dice = diceOf(years);
  const { words, terms } = vocabulary(dice);
  const text = (length: number): string => {
    const said: string[] = [];
    for (let count = 0; count < length; count += said.at(-1)?.split(' ').length ?? 1) {
      const kind = dice();
      if (kind < 0.12) said.push(zipf(terms, dice));
      else if (kind < 0.15) said.push(String(Math.floor(dice() * 90_000)));
      else if (kind < 0.18) said.push(zipf(words, dice).replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase()));
      else said.push(zipf(words, dice) + (dice() < 0.06 ? '.' : ''));
    }
    return said.join(' ');
  };
  const base = sampleContent();
  let rare = true;
  for (const issueKey of weekdays(years)) {
    const clippings = Array.from({ length: CLIPPINGS }, (_, index) => {
      const documents =
        dice() < 0.35 ? ` ${zipf(DOCUMENTS, dice)}` : dice() < 0.3 ? ` ${Math.floor(dice() * 4_000)}/QĐ-UBND` : '';
      const unique = rare ? ` ${RARE_DOCUMENT}` : '';
      rare = false;
      return invented(index, issueKey, {
        dice,
        title: text(9),
        body: `${text(LENGTH[0] + dice() * (LENGTH[1] - LENGTH[0]))}${documents}${unique}`,
      });
    });
    yield freeze(issueOf(base, issueKey, clippings), SAMPLE_APPROVAL, 1);
  }
}

function invented(
  index: number,
  day: string,
  { dice, title, body }: { readonly dice: Dice; readonly title: string; readonly body: string },
): FrozenClipping {
  const site = `Bao${1 + Math.floor(dice() * PAPERS)}.example`;
  const place = gazetteer.provinces[Math.floor(dice() * gazetteer.provinces.length)]?.id ?? null;
  return {
    id: `${day}-${index}`,
    number: index + 1,
    title,
    place: index % 2 === 0 ? place : null,
    body: [paragraph(body.slice(0, body.length / 2)), paragraph(body.slice(body.length / 2))],
    cut: false,
    citation: { site, day, authors: [], agency: null },
    url: `https://${site.toLowerCase()}/${day}/${index}`,
    others: [],
    printing: 'full',
  };
}

function issueOf(base: DailyContent, issueKey: string, clippings: readonly FrozenClipping[]): DailyContent {
  const each = Math.ceil(clippings.length / base.sections.length);
  const sections = base.sections
    .map((section, index) => ({ ...section, clippings: clippings.slice(index * each, (index + 1) * each) }))
    .filter((section) => section.clippings.length > 0);
  return { ...base, issueKey, sections };
}

function weekdays(years: number): string[] {
  const days: string[] = [];
  const last = Date.UTC(2026, 10, 23);
  for (let at = Date.UTC(2027 - years, 0, 1); at <= last; at += 86_400_000) {
    const day = new Date(at);
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  }
  return days;
}
