import type { Candidate, Clipping, Draft, Patch, Step } from './draft.ts';
import type { Actor, Edited } from './edit.ts';
import { phrase, words } from './words.ts';

/** Steps kept in a draft, of everybody together: some hundred kilobytes at most. */
const KEPT = 40;

/** What an editor may take back or do again: the step's place in the log and its words; null where there is nothing. */
export interface Steps {
  readonly undo: Step | null;
  readonly redo: Step | null;
}

/** The steps of one person that come next in either direction. */
export function stepsOf(draft: Draft, by: string): Steps {
  const own = (draft.history ?? []).filter((step) => step.by === by);
  return { undo: own.findLast(({ undone }) => !undone) ?? null, redo: own.find(({ undone }) => undone) ?? null };
}

/** The draft after one person's step, which it remembers; what that person had taken back before is forgotten. */
export function remembering(before: Draft, after: Draft, by: string): Draft {
  const lines = after.log.slice(before.log.length);
  const touched = [...new Set(lines.flatMap((line) => line.touched ?? []))];
  const did = lines.at(-1)?.did;
  if (touched.length === 0 || did === undefined) return after;
  const patch = patchTo(before, after, touched);
  const kept = (after.history ?? []).filter((step) => step.by !== by || !step.undone);
  const step: Step = { by, did, at: after.log.length, touched, undone: false, patch };
  return { ...after, history: [...kept, step].slice(-KEPT) };
}

/**
 * Takes one's last step back, or does again what was taken back last. Refused where it is not the step `at` the editor
 * saw (`no-such-step`), or where somebody else touched the same story since (`step-touched`).
 */
export function stepping(
  draft: Draft,
  asked: { readonly kind: 'undo' | 'redo'; readonly at: number },
  actor: Actor,
): Edited {
  if (draft.sealed !== undefined) return { kind: 'refused', reason: 'already-approved' };
  const step = stepsOf(draft, actor.by)[asked.kind];
  if (step === null || step.at !== asked.at) return { kind: 'refused', reason: 'no-such-step' };
  const others = draft.log.slice(step.at).filter(({ by }) => by !== actor.by);
  if (others.some(({ touched }) => touched?.some((id) => step.touched.includes(id)) ?? true)) {
    return { kind: 'refused', reason: 'step-touched' };
  }
  const did = phrase(words.log[asked.kind], step.did);
  const log = [...draft.log, { ...actor, did, touched: step.touched }];
  const changed = { ...patched(draft, step.patch), log };
  const turned: Step = {
    ...step,
    at: log.length,
    undone: asked.kind === 'undo',
    patch: patchTo(draft, changed, step.touched),
  };
  const history = (draft.history ?? []).map((each) => (each === step ? turned : each));
  return { kind: 'edited', draft: { ...changed, history } };
}

const LISTS = ['clippings', 'leftOut', 'tray'] as const;
type Item = Patch['items'][number];

/** What makes `before` of `after` again, as far as the step went. */
function patchTo(before: Draft, after: Draft, touched: readonly string[]): Patch {
  const [then, now] = [placesOf(before), placesOf(after)];
  const isChanged = (id: string): boolean =>
    touched.includes(id) || !isSame(contentOf(then.get(id)), contentOf(now.get(id)));
  const ids = [...new Set([...then.keys(), ...now.keys()])].filter(isChanged);
  return {
    items: ids.map((id) => then.get(id) ?? { id, list: null, index: 0, behind: null }),
    rulings: difference(before.rulings ?? [], after.rulings ?? []),
    waved: difference(before.waved ?? [], after.waved ?? []),
    setAside: asideDifference(before.setAside ?? [], after.setAside ?? []),
    ...(before.editorName === after.editorName ? {} : { editorName: before.editorName }),
  };
}

function placesOf(draft: Draft): Map<string, Item> {
  const clippings = itemsOf('clippings', draft.clippings).map((item, index) => {
    const clipping = draft.clippings[index];
    return clipping === undefined ? item : { ...item, clipping };
  });
  const outside = (['leftOut', 'tray'] as const).flatMap((list) =>
    itemsOf(list, draft[list]).map((item, index) => {
      const candidate = draft[list][index];
      return candidate === undefined ? item : { ...item, candidate };
    }),
  );
  return new Map([...clippings, ...outside].map((item) => [item.id, item]));
}

function itemsOf(list: (typeof LISTS)[number], stories: readonly { readonly id: string }[]): Item[] {
  return stories.map(({ id }, index) => ({ id, list, index, behind: stories[index - 1]?.id ?? null }));
}

function contentOf(item: Item | undefined) {
  return item && [item.list, item.clipping, item.candidate];
}

function difference<T>(before: readonly T[], after: readonly T[]): { add: T[]; remove: T[] } {
  const without = (all: readonly T[], known: readonly T[]) =>
    all.filter((each) => !known.some((other) => isSame(each, other)));
  return { add: without(before, after), remove: without(after, before) };
}

function asideDifference(before: readonly Clipping[], after: readonly Clipping[]): Patch['setAside'] {
  const { add, remove } = difference(before, after);
  return { add, remove: remove.map(({ articleId }) => articleId) };
}

function patched(draft: Draft, patch: Patch): Draft {
  const ids = new Set(patch.items.map(({ id }) => id));
  const items = patch.items.toSorted((a, b) => a.index - b.index);
  const put = <T extends { readonly id: string }>(
    list: (typeof LISTS)[number],
    stories: readonly T[],
    storyOf: (item: Item) => T | undefined,
  ): T[] => {
    const rest = stories.filter(({ id }) => !ids.has(id));
    for (const item of items.filter((each) => each.list === list)) {
      const story = storyOf(item);
      if (story !== undefined) rest.splice(placeOf(rest, item), 0, story);
    }
    return rest;
  };
  const { rulings, waved, setAside } = patch;
  const kept = (draft.setAside ?? []).filter(({ articleId }) => !setAside.remove.includes(articleId));
  return {
    ...draft,
    clippings: put<Clipping>('clippings', draft.clippings, ({ clipping }) => clipping),
    leftOut: put<Candidate>('leftOut', draft.leftOut, ({ candidate }) => candidate),
    tray: put<Candidate>('tray', draft.tray, ({ candidate }) => candidate),
    rulings: changed(draft.rulings ?? [], rulings),
    waved: changed(draft.waved ?? [], waved),
    setAside: [...kept, ...setAside.add],
    ...(patch.editorName === undefined ? {} : { editorName: patch.editorName }),
  };
}

/** Behind the story it stood behind; where that one is elsewhere by now, at the same count. */
function placeOf(stories: readonly { readonly id: string }[], { behind, index }: Item): number {
  if (behind === null) return 0;
  const before = stories.findIndex(({ id }) => id === behind);
  return before < 0 ? Math.min(index, stories.length) : before + 1;
}

function changed<T>(all: readonly T[], { add, remove }: { readonly add: readonly T[]; readonly remove: readonly T[] }) {
  return [...all.filter((each) => !remove.some((other) => isSame(each, other))), ...add];
}

/** What did not change is the very same object in most cases; both came out of one parsed draft. */
function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
