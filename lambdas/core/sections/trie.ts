import { syllables } from '../vietnamese/syllables.ts';

/** Phrases by their syllables, each with what is to be known where it stands. */
export interface Trie<Known> {
  readonly next: Map<string, Trie<Known>>;
  readonly known: Known[];
}

/** Makes phrases ready to be looked for; a phrase may be known in several ways. */
export function trieOf<Known>(phrases: Iterable<readonly [phrase: string, known: Known]>): Trie<Known> {
  const root: Trie<Known> = { next: new Map(), known: [] };
  for (const [phrase, known] of phrases) {
    let node = root;
    for (const syllable of syllables(phrase)) {
      const next: Trie<Known> = node.next.get(syllable) ?? { next: new Map(), known: [] };
      node.next.set(syllable, next);
      node = next;
    }
    if (node !== root) node.known.push(known);
  }
  return root;
}

/** What is known of a run of syllables, `to` being the first behind it. */
export interface Standing<Known> {
  readonly known: readonly Known[];
  readonly from: number;
  readonly to: number;
}

/** Every phrase at every place, also inside one another: by place, the shorter before the longer. */
export function eachPhrase<Known>(
  sequence: readonly string[],
  trie: Trie<Known>,
  visit: (standing: Standing<Known>) => void,
): void {
  for (let from = 0; from < sequence.length; from += 1) {
    let node = trie.next.get(sequence[from] ?? '');
    for (let to = from + 1; node !== undefined; to += 1) {
      if (node.known.length > 0) visit({ known: node.known, from, to });
      node = node.next.get(sequence[to] ?? '');
    }
  }
}
