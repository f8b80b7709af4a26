import { z } from 'zod';

/** Longest printed name of an editor. */
const LONGEST_NAME = 100;

/**
 * `settings/editors.json`: the names that may stand at the end of a bulletin, and the accounts that are shut out of the desk at
 * once, whatever their sign-in still says (a token given out before stays good for its hours).
 */
export const editorListSchema = z.object({
  version: z.literal(1),
  names: z.array(z.string().min(1).max(LONGEST_NAME)).max(60),
  /** `id`: the address or the id the account signs in with, in small letters. */
  closed: z.array(z.object({ id: z.string().min(1).max(200), why: z.string() })).max(200),
});
/** See {@link editorListSchema}. */
export type EditorList = z.infer<typeof editorListSchema>;

/** No names to choose from, and nobody shut out. */
export function seedEditorList(): EditorList {
  return { version: 1, names: [], closed: [] };
}

/** True when the account is shut out, by its id or by its confirmed address. */
export function isShutOut(
  { closed }: EditorList,
  { id, email }: { readonly id: string; readonly email?: string },
): boolean {
  const own = [id, email ?? id].map((each) => each.toLowerCase());
  return closed.some((each) => own.includes(each.id));
}
