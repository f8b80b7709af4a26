import { z } from 'zod';

const lineSchema = z.looseObject({ level: z.string(), message: z.string(), service: z.string() });
/** One line of a function's log. */
export type LogLine = z.infer<typeof lineSchema>;

/** The functions' lines in what a run printed. */
export function logLinesOf(output: string): LogLine[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{"level"'));
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}

const listSchema = z.array(z.string());

/** The lines of a day about one article, from the plan of its visit to what SES told of the mails; each follows from an id of the one before. */
export function trailOf(lines: readonly LogLine[], article: string): string[] {
  const has = (line: LogLine, field: string, value: string) =>
    listSchema.safeParse(line[field]).data?.includes(value) ?? false;
  const visit = lines.find((line) => line.message === 'visited' && has(line, 'articles', article));
  const [source = ''] = String(visit?.visitId ?? '').split('/');
  const plan = lines.find((line) => line.message === 'visits planned' && has(line, 'sources', source));
  const draft = lines.find((line) => line.message === 'draft' && has(line, 'articles', article));
  const later = lines.filter(({ issueKey, message }) => issueKey === draft?.issueKey && message !== 'draft');
  return [plan, visit, draft, ...later].flatMap((line) => (line ? [`${line.service} ${line.message}`] : []));
}
