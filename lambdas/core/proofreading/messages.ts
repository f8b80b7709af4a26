import { z } from 'zod';
import { phrase } from '../drafting/words.ts';
import data from './messages.json' with { type: 'json' };

const messages: ReadonlyMap<string, string> = new Map(Object.entries(z.record(z.string(), z.string()).parse(data)));

/** The reason of a finding, with what was found and its values filled in. */
export function messageOf(key: string, found: string, values: readonly (string | number)[]): string {
  return phrase(messages.get(key) ?? key, found, ...values);
}
