import { createHash } from 'node:crypto';
import { canonicalJson } from '../../issue/canonical-json.ts';
import type { Lexicon } from '../lexicon.ts';

const known = new WeakMap<Lexicon, string>();

/** Twelve hex digits that change with any word or weight of a lexicon, and with nothing else. */
export function lexiconVersion(lexicon: Lexicon): string {
  const version = known.get(lexicon) ?? shortHash(lexicon);
  known.set(lexicon, version);
  return version;
}

/** Twelve hex digits of the SHA-256 of a value's canonical JSON. */
export function shortHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex').slice(0, 12);
}
