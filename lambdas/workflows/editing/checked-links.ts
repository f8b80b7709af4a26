import { z } from 'zod';
import { type Instant, instantSchema } from '../../core/calendar/instant.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, writeJson } from '../stored-json.ts';
import type { LinkState } from './check-links.ts';

/** `drafts/links/<issueKey>.json`: what the last look at the links of a draft came to, for the list before its approval. */
const checkedSchema = z.object({
  version: z.literal(1),
  at: instantSchema,
  links: z.array(z.object({ url: z.string(), kind: z.enum(['alive', 'dead', 'unknown']) })),
});
/** See {@link checkedSchema}. */
export type CheckedLinks = z.infer<typeof checkedSchema>;

/** Keeps what a look at the links came to; a later look replaces it. */
export async function keepChecked(
  newsroom: ObjectStore,
  issueKey: string,
  {
    at,
    links,
    states,
  }: { readonly at: Instant; readonly links: readonly Link[]; readonly states: readonly LinkState[] },
): Promise<void> {
  const kinds = new Map(states.map(({ clippingId, kind }) => [clippingId, kind]));
  const checked: CheckedLinks = {
    version: 1,
    at,
    links: links.map(({ clippingId, url }) => ({ url, kind: kinds.get(clippingId) ?? 'unknown' })),
  };
  await writeJson(newsroom, keyOf(issueKey), checked, { kind: 'any' });
}

type Link = { readonly clippingId: string; readonly url: string };

/** The last look at the links of an issue; null: nobody has looked. */
export async function readChecked(newsroom: ObjectStore, issueKey: string): Promise<CheckedLinks | null> {
  return (await readJson(newsroom, keyOf(issueKey), checkedSchema))?.value ?? null;
}

function keyOf(issueKey: string): string {
  return `${NEWSROOM_KEYS.drafts}links/${issueKey}.json`;
}
