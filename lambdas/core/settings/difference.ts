/** One change between two values of a setting. `path` names fields, and items of a list by their `id`, `year` or `day`. */
export type Difference =
  | { readonly kind: 'changed'; readonly path: readonly string[]; readonly before: string; readonly after: string }
  | { readonly kind: 'added'; readonly path: readonly string[]; readonly after: string }
  | { readonly kind: 'removed'; readonly path: readonly string[]; readonly before: string }
  /** The same items in another order, named in their new one. */
  | { readonly kind: 'ordered'; readonly path: readonly string[]; readonly after: string };

/** Fields that name an item of a list, in this order; `from` names days off. */
const NAMES = ['id', 'year', 'day', 'from'] as const;

/** What is different between two JSON values, field by field, in the order of `before`, then what was added. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  const [old, fresh] = [itemsOf(before), itemsOf(after)];
  if (old === null || fresh === null) return ofWhole(before, after, path);
  const kept = [...old.keys()].filter((name) => fresh.has(name));
  return [
    ...ofOrder({ before, after }, { kept, path }),
    ...kept.flatMap((name) => differences(old.get(name), fresh.get(name), [...path, name])),
    ...gone(old, fresh).map(([name, value]) => ({
      kind: 'removed' as const,
      path: [...path, name],
      before: shortText(value),
    })),
    ...gone(fresh, old).map(([name, value]) => ({
      kind: 'added' as const,
      path: [...path, name],
      after: shortText(value),
    })),
  ];
}

function ofWhole(before: unknown, after: unknown, path: readonly string[]): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ kind: 'changed', path, before: shortText(before), after: shortText(after) }];
}

/** The order of the fields of an object says nothing; that of a list does. */
function ofOrder(
  { before, after }: { readonly before: unknown; readonly after: unknown },
  { kept, path }: { readonly kept: readonly string[]; readonly path: readonly string[] },
): Difference[] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [];
  const now = [...(itemsOf(after)?.keys() ?? [])].filter((name) => kept.includes(name));
  return kept.join('\n') === now.join('\n') ? [] : [{ kind: 'ordered', path, after: now.join(', ') }];
}

type Items = ReadonlyMap<string, unknown>;

function gone(from: Items, other: Items): [string, unknown][] {
  return [...from].filter(([name, value]) => value !== undefined && !other.has(name));
}

/** The parts of an object or list by name; null of anything else. */
function itemsOf(value: unknown): Items | null {
  if (Array.isArray(value)) return new Map(value.map((item: unknown): [string, unknown] => [nameOf(item), item]));
  return isObject(value) ? new Map(Object.entries(value).filter(([, item]) => item !== undefined)) : null;
}

function nameOf(item: unknown): string {
  if (!isObject(item)) return String(item);
  const fields = new Map(Object.entries(item));
  const name = NAMES.map((each) => fields.get(each)).find((each) => each !== undefined);
  return name === undefined ? JSON.stringify(item) : String(name);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in one line: of an object what stands in its fields. */
function shortText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const items = itemsOf(value);
  if (items === null) return String(value);
  return [...items.values()]
    .map(shortText)
    .filter((text) => text !== '')
    .join(' · ');
}
