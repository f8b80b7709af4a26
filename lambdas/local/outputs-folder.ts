import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { editionOf, type IssueKey } from '../core/issue/issue-key.ts';

const writtenSchema = z.object({ edition: z.string() });

/**
 * Where an issue is written that shall go to `out`: that very folder, or, where an issue of the other edition lies there, a
 * folder inside it of the issue's own name. A daily and its month's monthly made with one `--out` would overwrite each other.
 */
export function outputsFolder(out: string, issueKey: IssueKey): string {
  const edition = editionIn(out);
  return edition === null || edition === editionOf(issueKey) ? out : join(out, issueKey);
}

/** The edition of the issue whose outputs a folder holds; null where there are none that can be read. */
function editionIn(folder: string): string | null {
  const file = join(folder, 'issue.json');
  if (!existsSync(file)) return null;
  try {
    return writtenSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).edition;
  } catch {
    return null;
  }
}
