import { isCapitalAt, isLetterAt } from './letters.ts';
import { nextStart, wordEnd, wordKey, wordsOf } from './words.ts';

/** Names ready to be looked for: word by word, the longest first. */
export interface NameTable<T> {
  readonly root: Branch<T>;
  /** First words of names that begin with a small letter (`thành phố Hồ Chí Minh`), by the code of that letter. */
  readonly small: ReadonlyMap<number, readonly string[]>;
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

/** Makes a table of names; where a name is given twice the later meaning wins, and the freer spelling. */
export function nameTable<T>(names: Iterable<readonly [string, T]>): NameTable<T> {
  const root: Branch<T> = { next: new Map(), leaf: null };
  const small = new Set<string>();
  for (const [name, meaning] of names) {
    const words = wordsOf(name);
    const [first] = words;
    if (first !== undefined && !isCapital(first)) small.add(first);
    const branch = words.reduce((at, word) => grow(at, wordKey(word)), root);
    const known = branch.leaf?.capitals;
    branch.leaf = { meaning, capitals: words.map((word, at) => isCapital(word) && (known?.[at] ?? true)) };
  }
  return { root, small: Map.groupBy(small, (word) => word.charCodeAt(0)) };
}

/** The key a name is listed under: small letters, one tone placement, plain dashes, single spaces. */
export function nameKey(name: string): string {
  return wordsOf(name).map(wordKey).join(' ');
}

/** The listed names in a text, in order and not overlapping, the longest at each place. Linear in the text. */
export function findNames<T>(text: string, table: NameTable<T>): Named<T>[] {
  const found: Named<T>[] = [];
  let insideWord = false;
  for (let at = 0; at < text.length; ) {
    const named: Named<T> | null = !insideWord && mayBegin(text, at, table) ? longest(text, at, table.root) : null;
    if (named !== null) found.push(named);
    insideWord = named !== null || isLetterAt(text, at);
    at = named === null ? at + 1 : named.end;
  }
  return found;
}

function mayBegin<T>(text: string, index: number, { small }: NameTable<T>): boolean {
  if (isCapitalAt(text, index)) return true;
  return small.get(text.charCodeAt(index))?.some((word) => text.startsWith(word, index)) ?? false;
}

function longest<T>(text: string, index: number, root: Branch<T>): Named<T> | null {
  const capitals: boolean[] = [];
  let best: Named<T> | null = null;
  let branch = root;
  for (let start = index; ; ) {
    const end = wordEnd(text, start);
    const next = end === start ? undefined : branch.next.get(wordKey(text.slice(start, end)));
    if (next === undefined) return best;
    capitals.push(isCapital(text.slice(start, end)));
    branch = next;
    const { leaf } = branch;
    if (leaf?.capitals.every((needed, at) => !needed || capitals[at])) best = { meaning: leaf.meaning, index, end };
    start = nextStart(text, start, end);
  }
}

function grow<T>(branch: Branch<T>, key: string): Branch<T> {
  const known = branch.next.get(key);
  if (known !== undefined) return known;
  const made: Branch<T> = { next: new Map(), leaf: null };
  branch.next.set(key, made);
  return made;
}

/** Figures and joining signs count as capitals: they have no small form. */
function isCapital(word: string): boolean {
  const first = word.charAt(0);
  return first !== first.toLowerCase() || first === first.toUpperCase();
}
