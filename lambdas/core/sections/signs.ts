import type { PlaceFound } from '../places/about-place.ts';
import type { Source } from '../sources/source.ts';
import { syllables } from '../vietnamese/syllables.ts';
import { type WhoActs, whoActs } from './actors.ts';
import type { Lexicon } from './lexicon.ts';
import type { Parts } from './phrases.ts';
import type { SectionId } from './section.ts';
import { eachPhrase, type Trie, trieOf } from './trie.ts';
import { voiceShare } from './voice.ts';

/** What the choice of a section is made from. */
export interface Chosen {
  readonly title: string;
  readonly text: string;
  readonly parts: Parts;
  readonly place: PlaceFound | null;
  readonly sourceKind: Source['kind'] | null;
}

/** Something that speaks for or against a section without being a phrase of it. */
export interface Sign {
  readonly id: keyof Lexicon['sections']['signs'];
  readonly section: SectionId;
  /** As told to the editor; empty where it would say nothing. */
  readonly cue: string;
  readonly weight: number;
}

const CENTRAL: readonly (Source['kind'] | null)[] = ['ministry', 'portal'];
/** `sáng 6/9`, `ngày 28-3`, `vừa ban hành`; not `từ ngày 1/1 đến ngày 20/8`: a period is no event. */
const EVENT =
  /(?:sáng|chiều|tối|(?<!(?:từ|đến|trước|sau) )ngày) (?:ngày )?\d{1,2}[/.-]\d{1,2}|vừa (?:ban hành|ký|tổ chức|có văn bản|công bố)/u;
const EXPERT = /^(?:GS|PGS|TS|ThS|LS|Luật sư|Chuyên gia|ĐBQH)(?![\p{L}])/u;
const QUOTE = /^["“‘'](?:[^"”’' ]+ ){4,}[^"”’']+["”’']|:\s*["“‘'](?:[^"”’' ]+ ){4,}[^"”’']+["”’']$/u;
/** A word or two in quotation marks, not a whole saying. */
const SCARE = /["“‘'][^"“”‘’']{2,22}["”’']/u;
/** A date, or a word that says the news is new. */
const DATED = /\d{1,2}[/.-]\d{1,2}|(?<!\p{L})(?:vừa|hôm nay|hôm qua|sáng nay|chiều nay|mới đây|theo đó)(?!\p{L})/u;
/** Syllables of a text in which a report would date its event; a shorter text tells nothing. */
const BEGINNING = 150;
const EXCLAIMED = /(?:!|…|\.{3})\s*$/u;

const FIGURE = /\d/;
/** A capital inside a title. */
const NAMES = /(?<=[\p{Ll},] )\p{Lu}/u;
/** Syllables of a title that names a subject and tells nothing of it. */
const SHORT = 8;

const splitOpenings = new WeakMap<readonly string[], readonly (readonly string[])[]>();

/** The signs a report shows, each with its weight. */
export function signsOf(report: Chosen, lexicon: Lexicon): Sign[] {
  const who = whoActs(report, lexicon);
  return [...whereSigns(report, lexicon), ...actorSigns(report, who, lexicon), ...voiceSigns(report, lexicon)].filter(
    ({ weight }) => weight !== 0,
  );
}

/** Who acts, and whether anybody does. */
function actorSigns(report: Chosen, { subject, named, inTitle }: WhoActs, lexicon: Lexicon): Sign[] {
  const { place, parts } = report;
  const { signs: weights, roles } = lexicon.sections;
  const hasFigure = parts.title.some((syllable) => FIGURE.test(syllable));
  const isBare = place === null && !hasFigure && !tellsDecision(parts, lexicon);
  const isThought = isBare && !named;
  const isTelling = !isBare || inTitle || NAMES.test(report.title) || parts.text.length < BEGINNING;
  const bare = isTelling ? 0 : 1 + Math.min(0, voiceShare(report, lexicon));
  return [
    { id: 'centralActs', section: roles.central, cue: '', weight: subject === 'central' ? weights.centralActs : 0 },
    { id: 'nobodyActs', section: roles.voice, cue: '', weight: isThought ? weights.nobodyActs : 0 },
    {
      id: 'shortTitle',
      section: roles.voice,
      cue: '',
      weight: isThought && parts.title.length <= SHORT ? weights.shortTitle : 0,
    },
    { id: 'bareTitle', section: roles.voice, cue: '', weight: weights.bareTitle * bare },
  ];
}

/** Where it happens, and whose paper tells it. */
function whereSigns({ place, sourceKind }: Chosen, { sections: { signs: weights, roles }, reasons }: Lexicon): Sign[] {
  const local: Sign =
    place === null
      ? { id: 'placeless', section: roles.local, cue: '', weight: weights.placeless }
      : {
          id: place.inTitle ? 'placeInTitle' : 'place',
          section: roles.local,
          cue: '',
          weight: placeWeight(place, weights),
        };
  return [
    local,
    { id: 'noPlace', section: roles.central, cue: reasons.noPlace, weight: place === null ? weights.noPlace : 0 },
    {
      id: 'centralSource',
      section: roles.central,
      cue: '',
      weight: CENTRAL.includes(sourceKind) ? weights.centralSource : 0,
    },
    { id: 'localSource', section: roles.local, cue: '', weight: sourceKind === 'local' ? weights.localSource : 0 },
  ];
}

/** Whose voice it is: a reporter's, or a commentator's. */
function voiceSigns(report: Chosen, lexicon: Lexicon): Sign[] {
  const { signs: weights, roles } = lexicon.sections;
  const { reasons } = lexicon;
  const title = report.title.trim();
  const heard = voiceShare(report, lexicon);
  const seen: readonly (readonly [Sign['id'], string, number])[] = [
    ['question', reasons.question, title.endsWith('?') ? weights.question : 0],
    ['exclamation', '', EXCLAIMED.test(title) ? weights.exclamation : 0],
    ['expert', '', EXPERT.test(title) ? weights.expert : 0],
    ['event', '', EVENT.test(report.parts.lead.join(' ')) ? weights.event : 0],
    ['quote', reasons.quote, QUOTE.test(title) ? weights.quote : 0],
    ['scare', reasons.scare, SCARE.test(title) && !QUOTE.test(title) ? weights.scare : 0],
    ['noEvent', reasons.noEvent, datesNothing(report) ? weights.noEvent : 0],
    ['opening', reasons.opening, opensAsComment(report, lexicon) ? weights.opening : 0],
    ['voice', reasons.voice, weights.voice * Math.max(0, heard)],
    ['report', '', weights.report * Math.max(0, -heard)],
    ['asked', reasons.asked, weights.asked * timesAsked(report.text, weights.askedCap)],
    ['firstPerson', reasons.firstPerson, weights.firstPerson * timesFirstPerson(report, weights.firstPersonCap)],
  ];
  return seen.map(([id, cue, weight]) => ({ id, section: roles.voice, cue, weight }));
}

const decisions = new WeakMap<Lexicon, Trie<true>>();

function tellsDecision({ title, lead }: Parts, lexicon: Lexicon): boolean {
  const trie = decisions.get(lexicon) ?? trieOf(lexicon.sections.decides.map((words) => [words, true] as const));
  decisions.set(lexicon, trie);
  let isTold = false;
  for (const part of [title, lead])
    eachPhrase(part, trie, () => {
      isTold = true;
    });
  return isTold;
}

function placeWeight(place: PlaceFound, weights: Lexicon['sections']['signs']): number {
  return place.inTitle ? weights.placeInTitle : weights.place * Math.min(1, place.weight / weights.placeFull);
}

function datesNothing({ parts }: Chosen): boolean {
  return parts.text.length >= BEGINNING && !DATED.test(parts.text.slice(0, BEGINNING).join(' '));
}

function opensAsComment(report: Chosen, lexicon: Lexicon): boolean {
  const { openings } = lexicon.sections;
  const ready = splitOpenings.get(openings) ?? openings.map((opening) => syllables(opening));
  splitOpenings.set(openings, ready);
  return ready.some((opening) => opening.every((syllable, index) => report.parts.title[index] === syllable));
}

function timesAsked(text: string, cap: number): number {
  let times = 0;
  for (let at = text.indexOf('?'); at >= 0 && times < cap; at = text.indexOf('?', at + 1)) times += 1;
  return times;
}

function timesFirstPerson(report: Chosen, cap: number): number {
  let times = 0;
  for (const part of [report.parts.title, report.parts.lead, report.parts.text])
    for (const word of part) if (word === 'tôi') times += 1;
  return Math.min(cap, times);
}
