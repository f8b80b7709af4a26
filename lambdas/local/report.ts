import type { Draft, Gathered } from '../core/drafting/draft.ts';
import type { DailyContent } from '../core/issue/snapshot.ts';
import type { StoredMail } from './aws/ses/mailbox.ts';

/** What a day came to. */
export interface DayReport {
  readonly content: DailyContent;
  readonly mailBytes: number;
  /** Every mail of the issue to a reader that the mail service took, in whatever run. */
  readonly mails: readonly StoredMail[];
  /** Mails accepted in this very run. */
  readonly mailedNow: number;
  readonly seconds: readonly { readonly step: string; readonly seconds: number }[];
  readonly out: string;
}

/** The short report at the end of `--once`. */
export function reportText(report: DayReport): string {
  const { gathered, sections, issueKey } = report.content;
  const bounced = report.mails.filter((mail) => mail.state === 'bounced').length;
  const clippings = sections.reduce((sum, section) => sum + section.clippings.length, 0);
  const lines = [
    `Issue ${issueKey}`,
    `  sources     ${gathered.read} of ${gathered.sources} read`,
    ...missingLines(gathered),
    `  entries     ${gathered.entries}`,
    `  articles    ${gathered.articles} on reform`,
    `  stories     ${gathered.stories}`,
    `  clippings   ${clippings}`,
    ...sections.map((section) => `              ${section.title}: ${section.clippings.length}`),
    `  e-mail      ${report.mailBytes.toLocaleString('en')} bytes of HTML`,
    `  mails       ${report.mails.length} accepted, ${bounced} of them bounced; ${report.mailedNow} in this run`,
    `  seconds     ${report.seconds.map((each) => `${each.step} ${each.seconds.toFixed(1)}`).join(', ')}`,
    `  outputs     ${report.out}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The report of a day whose draft holds nothing: there is nothing to approve, so nothing goes out. */
export function emptyReportText({ issueKey, gathered }: Draft): string {
  const lines = [
    `Issue ${issueKey}: the draft is empty, so there is nothing to approve and nothing goes out`,
    `  sources     ${gathered.read} of ${gathered.sources} read`,
    ...missingLines(gathered),
    `  entries     ${gathered.entries}`,
  ];
  return `${lines.join('\n')}\n`;
}

function missingLines({ missing }: Gathered): string[] {
  return missing.map((each) => `              not read: ${each.name} (${because(each.failure, each.detail)})`);
}

function because(failure: string, detail: string): string {
  return detail ? `${failure}: ${detail}` : failure;
}
