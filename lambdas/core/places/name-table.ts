import { alignTones } from '../vietnamese/tone-placement.ts';

/** Names ready to be looked for: word by word, the longest first. */
export interface NameTable<T> {
  readonly root: Branch<T>;
  /** Finds where a name may begin: a capital, a figure, or a word that a listed name begins with in small letters. */
  readonly start: RegExp;
}

interface Branch<T> {
  readonly next: Map<string, Branch<T>>;
  /** Meaning of the words up to here, and for each of them whether it must have a capital. */
  leaf: { readonly meaning: T; readonly capitals: readonly boolean[] } | null;
}

/** A name found: what it means and where it stands. */
export interface Named<T> {
  readonly meaning: T;
  readonly index: number;
  readonly end: number;
}

/** A word, with an apostrophe inside it (`Cư M'gar`), or a sign that joins words (`TT-Huế`, `GD&ĐT`, `Văn hóa, Thể thao`). */
const WORD = /[-–—&,]|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’](?=\p{L}))*/uy;
/** Between words: nothing beside a joining sign, one space, or the full stop of a short form (`TP.HCM`). */
const GAP = /(?<!\p{L}{3})\. ?| ?/uy;
const WORDS = /[-–—&,]|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’](?=\p{L}))*/gu;

/** Makes a table of names; where a name is given twice the later meaning wins. */
export function nameTable<T>(names: Iterable<readonly [string, T]>): NameTable<T> {
  const root: Branch<T> = { next: new Map(), leaf: null };
  const small = new Set<string>();
  for (const [name, meaning] of names) {
    const words = name.match(WORDS) ?? [];
    const [first] = words;
    if (first !== undefined && !isCapital(first)) small.add(first);
    const capitals = words.map(isCapital);
    const branch = words.reduce((at, word) => grow(at, keyOf(word)), root);
    const known = branch.leaf?.capitals;
    branch.leaf = { meaning, capitals: capitals.map((capital, index) => capital && (known?.[index] ?? true)) };
  }
  const begins = ['\\p{Lu}', '\\d', ...[...small].map((word) => `${word}(?![\\p{L}\\p{M}\\p{N}])`)];
  return { root, start: new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${begins.join('|')})`, 'gu') };
}

/** The key a name is listed under: small letters, one tone placement, plain dashes, single spaces. */
export function nameKey(name: string): string {
  return (name.match(WORDS) ?? []).map(keyOf).join(' ');
}

/** The listed names in a text, in order and not overlapping, the longest at each place. Linear in the text. */
export function findNames<T>(text: string, table: NameTable<T>): Named<T>[] {
  const found: Named<T>[] = [];
  const start = new RegExp(table.start);
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const named = longest(text, match.index, table.root);
    if (named === null) continue;
    found.push(named);
    start.lastIndex = named.end;
  }
  return found;
}

function longest<T>(text: string, index: number, root: Branch<T>): Named<T> | null {
  const capitals: boolean[] = [];
  let branch = root;
  let end = index;
  let best: Named<T> | null = null;
  for (let word = wordAt(text, end); word !== null; word = wordAt(text, end + gapAt(text, end))) {
    const next = branch.next.get(keyOf(word.word));
    if (next === undefined) break;
    capitals.push(isCapital(word.word));
    branch = next;
    end = word.end;
    const { leaf } = branch;
    if (leaf?.capitals.every((needed, at) => !needed || capitals[at])) best = { meaning: leaf.meaning, index, end };
  }
  return best;
}

function wordAt(text: string, index: number): { word: string; end: number } | null {
  WORD.lastIndex = index;
  const word = WORD.exec(text)?.[0];
  return word === undefined ? null : { word, end: index + word.length };
}

function gapAt(text: string, index: number): number {
  GAP.lastIndex = index;
  return GAP.exec(text)?.[0].length ?? 0;
}

function grow<T>(branch: Branch<T>, key: string): Branch<T> {
  const known = branch.next.get(key);
  if (known !== undefined) return known;
  const made: Branch<T> = { next: new Map(), leaf: null };
  branch.next.set(key, made);
  return made;
}

function keyOf(word: string): string {
  return alignTones(word.toLowerCase()).replace('’', "'").replace(/[–—]/, '-');
}

/** Figures and joining signs count as capitals: they have no small form. */
function isCapital(word: string): boolean {
  const [first = ''] = word;
  return first !== first.toLowerCase() || first === first.toUpperCase();
}
