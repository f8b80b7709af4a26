import { nationalBodies } from '../places/bodies.ts';
import type { Lexicon } from './lexicon.ts';
import type { Parts } from './phrases.ts';
import { eachPhrase, type Trie, trieOf } from './trie.ts';

/** Who acts in a report: bodies of the whole country, or of a province, ward or commune. */
export type Actor = 'central' | 'local';

/** Who acts, as title and lead tell it. */
export interface WhoActs {
  /** Whom the title begins with, or null. */
  readonly subject: Actor | null;
  /** Whether title or lead name anybody at all. */
  readonly named: boolean;
  /** Whether the title itself does. */
  readonly inTitle: boolean;
}

/** Syllables with which a title names its subject. */
const SUBJECT = 5;
const tries = new WeakMap<Lexicon, Trie<Actor>>();

/** Finds who acts by the lists of the lexicon and the national bodies the places room knows. */
export function whoActs({ title, parts }: { title: string; parts: Parts }, lexicon: Lexicon): WhoActs {
  const trie = tries.get(lexicon) ?? trieOf(namesOf(lexicon));
  tries.set(lexicon, trie);
  const subject = firstOf(parts.title.slice(0, SUBJECT), trie);
  const inTitle = nationalBodies(title, null).length > 0 || firstOf(parts.title, trie) !== null;
  return {
    subject:
      subject ?? (nationalBodies(title.split(' ').slice(0, SUBJECT).join(' '), null).length > 0 ? 'central' : null),
    named: inTitle || firstOf(parts.lead, trie) !== null,
    inTitle,
  };
}

function firstOf(sequence: readonly string[], trie: Trie<Actor>): Actor | null {
  const found: Actor[] = [];
  eachPhrase(sequence, trie, ({ known }) => found.push(...known));
  return found[0] ?? null;
}

function namesOf({ sections: { actors } }: Lexicon): (readonly [string, Actor])[] {
  return [
    ...actors.central.map((name) => [name, 'central'] as const),
    ...actors.local.map((name) => [name, 'local'] as const),
  ];
}
