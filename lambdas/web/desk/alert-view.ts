import { z } from 'zod';
import type { Alert } from '../../core/archive/watch.ts';
import { formatDate } from '../../core/vietnamese/dates.ts';
import { readTemplateJson } from '../../rendering/templates.ts';

const wordsSchema = z.object({ version: z.literal(1), gone: z.string(), title: z.string(), figures: z.string() });

/** What an editor reads of a cited article that changed: which issue and item, what happened, where to look. */
export function alertView(alert: Alert): Record<string, string> {
  const words = wordsSchema.parse(readTemplateJson('desk/watch-messages.json'));
  const detail = alert.kind === 'figures' ? (alert.figures ?? []).join('; ') : (alert.now ?? '');
  const { issueKey, title, site, url } = alert;
  const date = issueKey.length === 10 ? formatDate(issueKey) : issueKey;
  return { issueKey, date, title, site, url, what: words[alert.kind].replace('{0}', () => detail) };
}
