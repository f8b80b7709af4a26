import { type Instant, isBefore } from '../../../core/calendar/instant.ts';
import type { Draft } from '../../../core/drafting/draft.ts';
import { phrase } from '../../../core/drafting/words.ts';
import type { Issue } from '../../../core/issue/issue.ts';
import { editionOf } from '../../../core/issue/issue-key.ts';
import { loadDraft } from '../../../workflows/editing/desk-draft.ts';
import { type JournalEntry, readJournal } from '../../../workflows/journal.ts';
import { loadMonthlyDraft } from '../../../workflows/monthly/monthly-files.ts';
import type { DeskDoors } from '../doors.ts';
import { momentText } from '../draft-view.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { type Approved, approvedOf } from './after-page.ts';
import { anyIssueKeyOf, issueView, printedSections } from './issue-view.ts';
import { afterMessages } from './messages.ts';

interface Line {
  readonly at: Instant;
  readonly by: string;
  readonly did: string;
  readonly why: string;
}

/** Everything that was done with an issue, by whom, when and why. There is no way to change a line of it. */
export async function journalPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = anyIssueKeyOf(context);
  if (issueKey === null) return problem(context, 'not-found', { status: 404 });
  const { ports } = doors;
  const [draft, issue, approved, entries] = await Promise.all([
    editionOf(issueKey) === 'daily' ? loadDraft(ports.newsroom, issueKey) : loadMonthlyDraft(ports.newsroom, issueKey),
    ports.issues.get(issueKey),
    approvedOf(context, doors),
    readJournal(ports.newsroom, issueKey),
  ]);
  if (!draft && !issue && entries.length === 0) return problem(context, 'not-found', { status: 404 });
  const lines = [
    ...draftLines(draft?.value ?? null, issue),
    ...(approved ? approvedLines(approved) : []),
    ...entries.map(entryLine),
  ].sort((left, right) => (isBefore(left.at, right.at) ? 1 : isBefore(right.at, left.at) ? -1 : 0));
  const values = {
    ...issueView(issueKey),
    isApproved: approved !== null,
    lines: lines.map((each) => ({ ...each, at: momentText(each.at) })),
  };
  return page(context, { template: 'journal', values });
}

function draftLines(draft: Pick<Draft, 'log' | 'sealed'> | null, issue: Issue | null): Line[] {
  const words = afterMessages().journal;
  const house = words.house ?? '';
  const sealed = draft?.sealed;
  const approvedAs = (fingerprint: string) => phrase(words.approved ?? '', fingerprint.slice(0, 12));
  return [
    ...(draft?.log ?? []).map(({ at, by, did }) => ({ at, by, did, why: '' })),
    ...(sealed ? [{ at: sealed.at, by: sealed.name, did: approvedAs(sealed.fingerprint), why: '' }] : []),
    ...(issue?.publishedAt ? [{ at: issue.publishedAt, by: house, did: words.published ?? '', why: '' }] : []),
    ...(issue?.sentAt ? [{ at: issue.sentAt, by: house, did: words.sent ?? '', why: '' }] : []),
  ];
}

function approvedLines({ snapshot, withdrawals }: Approved): Line[] {
  const words = afterMessages().journal;
  const titles = new Map(
    printedSections(snapshot).flatMap(({ clippings }) => clippings.map(({ id, title }) => [id, title])),
  );
  return [
    ...(snapshot.content.corrections ?? []).map(({ at, by, why, revision }) => {
      return { at, by, why, did: phrase(words.corrected ?? '', revision) };
    }),
    ...withdrawals.map(({ at, name, why, item }) => {
      const did = item === null ? words['withdrawn-issue'] : words['withdrawn-item'];
      return { at, by: name, why, did: phrase(did ?? '', titles.get(item ?? '') ?? '') };
    }),
  ];
}

function entryLine({ at, name, deed, why }: JournalEntry): Line {
  return { at, by: name, why, did: afterMessages().journal[deed] ?? deed };
}
