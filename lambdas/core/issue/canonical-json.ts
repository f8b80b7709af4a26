/**
 * The one JSON text of a value: keys sorted by code unit, no white space, strings as they are (no normalisation).
 * Throws `TypeError` on what JSON cannot say without loss: `undefined`, non-finite numbers, functions, class instances.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    return numberText(value);
  }
  if (Array.isArray(value)) {
    // `Array.from` visits holes, which `map` would skip and so lose.
    return `[${Array.from(value, canonicalJson).join(',')}]`;
  }
  if (isPlainObject(value)) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  throw new TypeError(`no canonical JSON for ${typeof value}`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) {
    throw new TypeError(`no canonical JSON for ${value}`);
  }
  return JSON.stringify(value);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
