import type { Features } from './features.ts';
import type { Ruled } from './ruled.ts';

/**
 * Joins the groups whose articles an editor put together, whole where nothing speaks against it; what an editor keeps
 * apart from the joined ones stays behind in a group of its own. Groups hold positions in the batch.
 */
export function withTogether(
  groups: readonly (readonly number[])[],
  batch: readonly Features[],
  ruled: Ruled,
): number[][] {
  const idOf = (position: number): string => batch[position]?.input.id ?? '';
  const fits = (position: number, into: readonly number[]): boolean =>
    into.every((other) => !ruled.isApart(idOf(position), idOf(other)));
  return ruled.together.reduce<number[][]>(
    (all, ids) => {
      const touched = all.filter((group) => group.some((position) => ids.has(idOf(position))));
      const joined = touched.flat().filter((position) => ids.has(idOf(position)));
      const left: number[][] = [];
      for (const group of touched) {
        const behind: number[] = [];
        for (const position of group) {
          if (joined.includes(position)) continue;
          if (fits(position, joined)) joined.push(position);
          else behind.push(position);
        }
        if (behind.length > 0) left.push(behind);
      }
      return [...all.filter((group) => !touched.includes(group)), joined, ...left];
    },
    groups.map((group) => [...group]),
  );
}
