import type { Lexicon } from './lexicon.ts';
import type { Parts } from './phrases.ts';
import { eachPhrase, type Trie, trieOf } from './trie.ts';

/** A text whose voice is heard. */
export interface Spoken {
  readonly text: string;
  readonly parts: Parts;
}

/** Syllables by which a short text is believed less: two lines show little of their author's voice. */
const DOUBT = 60;
/** A name or an office inside a sentence: reports are full of them. */
const CAPITAL = /(?<=[\p{Ll},] )\p{Lu}/gu;
const FIGURE = /\d+/gu;

/** From -1, a report through and through, to 1, an argument. */
export function voiceShare(spoken: Spoken, lexicon: Lexicon): number {
  return Math.max(-1, Math.min(1, voiceOf(spoken, lexicon) / lexicon.sections.voice.full));
}

const tries = new WeakMap<Lexicon, Trie<number>>();

/**
 * Whether an author argues or a reporter reports: words of judgement and argument less words of reporting, names and
 * figures, for every hundred syllables. Positive for a commentary, far below nothing for a report; a short text is brought
 * near to what is usual.
 */
function voiceOf({ text, parts }: Spoken, lexicon: Lexicon): number {
  const { voice } = lexicon.sections;
  const sequence = [...parts.title, ...(startsWith(parts.text, parts.lead) ? [] : parts.lead), ...parts.text];
  if (sequence.length === 0) return 0;
  let balance = -timesOf(text, CAPITAL) - timesOf(text, FIGURE);
  eachPhrase(sequence, trieFor(lexicon), ({ known: [adds = 0] }) => {
    balance += adds;
  });
  return (100 * balance + DOUBT * voice.usual) / (sequence.length + DOUBT) - voice.even;
}

function startsWith(text: readonly string[], lead: readonly string[]): boolean {
  return lead.every((syllable, at) => text[at] === syllable);
}

function timesOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function trieFor(lexicon: Lexicon): Trie<number> {
  const known = tries.get(lexicon);
  if (known !== undefined) return known;
  const { argues, reports } = lexicon.sections.voice;
  const made = trieOf([
    ...argues.map((phrase) => [phrase, 1] as const),
    ...reports.map((phrase) => [phrase, -1] as const),
  ]);
  tries.set(lexicon, made);
  return made;
}
