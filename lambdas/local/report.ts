import { z } from 'zod';
import type { SentMail } from './outbox.ts';

/** The parts of `issue.json` the report is made of. */
export const reportedIssueSchema = z.object({
  gathered: z.object({
    sources: z.number(),
    read: z.number(),
    missing: z.array(z.object({ name: z.string(), failure: z.string(), detail: z.string().optional() })),
    entries: z.number(),
    articles: z.number(),
    stories: z.number(),
  }),
  sections: z.array(
    z.object({ title: z.string(), clippings: z.array(z.object({ number: z.number(), title: z.string() })) }),
  ),
});
/** See {@link reportedIssueSchema}. */
export type ReportedIssue = z.infer<typeof reportedIssueSchema>;

/** What a day came to. */
export interface DayReport {
  readonly issueKey: string;
  readonly issue: ReportedIssue;
  readonly mailBytes: number;
  readonly mails: readonly SentMail[];
  /** Mails accepted in this very run. */
  readonly mailedNow: number;
  readonly seconds: readonly { readonly step: string; readonly seconds: number }[];
  readonly out: string;
}

/** The short report at the end of `--once`. */
export function reportText(report: DayReport): string {
  const { gathered, sections } = report.issue;
  const bounced = report.mails.filter((mail) => mail.state === 'bounced').length;
  const count = sections.reduce((sum, section) => sum + section.clippings.length, 0);
  const lines = [
    `Issue ${report.issueKey}`,
    `  sources     ${gathered.read} of ${gathered.sources} read`,
    ...gathered.missing.map(
      (each) => `              not read: ${each.name} (${each.failure}${each.detail ? `: ${each.detail}` : ''})`,
    ),
    `  entries     ${gathered.entries}`,
    `  articles    ${gathered.articles} on reform`,
    `  stories     ${gathered.stories}`,
    `  clippings   ${count}`,
    ...sections.map((section) => `              ${section.title}: ${section.clippings.length}`),
    `  e-mail      ${report.mailBytes.toLocaleString('en')} bytes of HTML`,
    `  mails       ${report.mails.length} accepted, ${bounced} bounced, ${report.mailedNow} in this run`,
    `  seconds     ${report.seconds.map((each) => `${each.step} ${each.seconds.toFixed(1)}`).join(', ')}`,
    `  outputs     ${report.out}`,
  ];
  return `${lines.join('\n')}\n`;
}
