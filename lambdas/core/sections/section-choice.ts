import type { PlaceFound } from '../places/about-place.ts';
import type { Source } from '../sources/source.ts';
import type { Lexicon } from './lexicon.ts';
import { type Found, findPhrases, type Parts, type PhraseTable, phraseTable } from './phrases.ts';
import { type SectionId, sectionIdSchema } from './section.ts';

/** A section with its score and what spoke for it, the weightiest first. */
export interface SectionScore {
  readonly section: SectionId;
  readonly score: number;
  readonly cues: readonly string[];
}

/** What the choice of a section is made from. */
export interface Chosen {
  readonly title: string;
  readonly parts: Parts;
  readonly place: PlaceFound | null;
  readonly sourceKind: Source['kind'] | null;
}

const tables = new WeakMap<Lexicon, ReadonlyMap<SectionId, PhraseTable>>();
const CENTRAL: readonly (Source['kind'] | null)[] = ['ministry', 'portal'];
/** `sáng 6/9`, `ngày 28-3`, `vừa ban hành`. */
const EVENT = /(?:sáng|chiều|tối|ngày) (?:ngày )?\d{1,2}[/.-]\d{1,2}|vừa (?:ban hành|ký|tổ chức|có văn bản|công bố)/u;
const EXPERT = /^(?:GS|PGS|TS|ThS|LS|Luật sư|Chuyên gia|ĐBQH)(?![\p{L}])/u;
const QUOTE = /^["“‘'][^"”’']{8,}["”’']|:\s*["“‘'][^"”’']{8,}["”’']$/u;

/** The sections with their scores, the best first; equal scores keep the printed order. */
export function sectionScores(report: Chosen, lexicon: Lexicon): SectionScore[] {
  const { parts, cues } = lexicon.sections;
  return sectionIdSchema.options
    .map((section): SectionScore => {
      const weights = cues[section];
      const table = tablesOf(lexicon).get(section) ?? new Map();
      const weighed = findPhrases(report.parts, table).map((found) => ({
        cue: found.phrase,
        weight:
          (weights[found.phrase] ?? 0) * share(found, section === 'phan-tich' ? parts.textOfGenre : parts.text, parts),
      }));
      const all = [...weighed, ...signs(section, report, lexicon)].sort((a, b) => b.weight - a.weight);
      return {
        section,
        score: all.reduce((sum, { weight }, rank) => sum + weight * (weight > 0 ? parts.decay ** rank : 1), 0),
        cues: all.filter(({ weight }) => weight > 0).map(({ cue }) => cue),
      };
    })
    .sort((a, b) => b.score - a.score);
}

type Weighed = { readonly cue: string; readonly weight: number };

/** What speaks for a section without being a phrase of it. */
function signs(section: SectionId, report: Chosen, lexicon: Lexicon): Weighed[] {
  const { signs: weights } = lexicon.sections;
  const { reasons } = lexicon;
  const { place } = report;
  const bySection: Record<SectionId, Weighed[]> = {
    'chu-truong': [
      { cue: reasons.noPlace, weight: place === null ? weights.noPlace : 0 },
      { cue: '', weight: CENTRAL.includes(report.sourceKind) ? weights.centralSource : 0 },
    ],
    'dia-phuong': [
      { cue: '', weight: place === null ? weights.placeless : placeWeight(place, weights) },
      { cue: '', weight: report.sourceKind === 'local' ? weights.localSource : 0 },
    ],
    'quan-ly': [],
    'phan-tich': [
      { cue: reasons.question, weight: report.title.trim().endsWith('?') ? weights.question : 0 },
      { cue: '', weight: /(?:!|…|\.{3})\s*$/u.test(report.title) ? weights.exclamation : 0 },
      { cue: '', weight: EXPERT.test(report.title.trim()) ? weights.expert : 0 },
      { cue: '', weight: EVENT.test(report.parts.lead.join(' ')) ? weights.event : 0 },
      { cue: reasons.quote, weight: QUOTE.test(report.title.trim()) ? weights.quote : 0 },
      { cue: reasons.firstPerson, weight: weights.firstPerson * timesFirstPerson(report, weights.firstPersonCap) },
    ],
  };
  return bySection[section];
}

function placeWeight(place: PlaceFound, weights: Lexicon['sections']['signs']): number {
  return place.inTitle ? weights.placeInTitle : weights.place * Math.min(1, place.weight / weights.placeFull);
}

function timesFirstPerson(report: Chosen, cap: number): number {
  const said = [...report.parts.title, ...report.parts.lead, ...report.parts.text].filter(
    (word) => word === 'tôi',
  ).length;
  return Math.min(cap, said);
}

function share(found: Found, inText: number, parts: Lexicon['sections']['parts']): number {
  return (
    Math.min(1, found.title) * parts.title +
    Math.min(1, found.lead) * parts.lead +
    Math.min(parts.textCap, found.text) * inText
  );
}

function tablesOf(lexicon: Lexicon): ReadonlyMap<SectionId, PhraseTable> {
  const known = tables.get(lexicon);
  if (known !== undefined) return known;
  const made = new Map(
    sectionIdSchema.options.map((section) => [section, phraseTable(Object.keys(lexicon.sections.cues[section]))]),
  );
  tables.set(lexicon, made);
  return made;
}
