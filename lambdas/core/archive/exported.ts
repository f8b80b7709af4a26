import { z } from 'zod';

/**
 * `export.json` of an exported archive: what else lies in its folder, so that a restore knows whether it is whole. Keys are
 * those of the archive bucket; `sha256` hex of the bytes. Everything else a reader sees is made again from these.
 */
export const exportListSchema = z.object({
  version: z.literal(1),
  /** Issues the manifest showed. */
  issues: z.number().int(),
  files: z.array(z.object({ key: z.string(), bytes: z.number().int(), sha256: z.string() })),
});
/** See {@link exportListSchema}. */
export type ExportList = z.infer<typeof exportListSchema>;

/** Whether a key may lie in an export: no way up, no root, no sign a file system might read otherwise. */
export function isExportKey(key: string): boolean {
  return (
    /^[a-z0-9][\w./-]*$/iu.test(key) && !key.split('/').some((part) => part === '' || part === '.' || part === '..')
  );
}
