import type { IssueKey } from '../../core/issue/issue-key.ts';
import { editionOf } from '../../core/issue/issue-key.ts';
import { redacted } from '../../core/issue/redact.ts';
import type { Snapshot } from '../../core/issue/snapshot.ts';
import { type Withdrawal, type WithdrawalLog, withdrawalLogSchema } from '../../core/issue/withdrawal.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, writeJson } from '../stored-json.ts';
import { readSnapshot } from './snapshot-files.ts';

/** Key of the log of what was withdrawn of an issue. */
export function withdrawalsKey(issueKey: IssueKey): string {
  return `${ARCHIVE_KEYS.withdrawals}${editionOf(issueKey)}/${issueKey}.json`;
}

/** What was withdrawn of an issue, oldest first. */
export async function readWithdrawals(archive: ObjectStore, issueKey: IssueKey): Promise<readonly Withdrawal[]> {
  return (await readJson(archive, withdrawalsKey(issueKey), withdrawalLogSchema))?.value.entries ?? [];
}

/** Adds to the log of an issue; what is withdrawn already is not withdrawn twice. Nothing is ever taken out of it. */
export async function logWithdrawal(archive: ObjectStore, issueKey: IssueKey, withdrawal: Withdrawal): Promise<void> {
  for (;;) {
    const stored = await readJson(archive, withdrawalsKey(issueKey), withdrawalLogSchema);
    const before = stored?.value.entries ?? [];
    if (before.some(({ item }) => item === withdrawal.item)) return;
    const log: WithdrawalLog = { version: 1, edition: editionOf(issueKey), issueKey, entries: [...before, withdrawal] };
    const condition = stored ? { kind: 'etag' as const, etag: stored.etag } : { kind: 'none' as const };
    const written = await writeJson(archive, withdrawalsKey(issueKey), log, condition);
    if (written.kind === 'stored') return;
  }
}

/** A snapshot as it may be shown: what was withdrawn of its issue is gone. Throws as {@link readSnapshot} does. */
export async function readPrintable(archive: ObjectStore, fingerprint: string): Promise<Snapshot> {
  const snapshot = await readSnapshot(archive, fingerprint);
  return redacted(snapshot, await readWithdrawals(archive, snapshot.content.issueKey));
}
