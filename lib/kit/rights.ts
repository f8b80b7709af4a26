import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ARCHIVE_KEYS, NEWSROOM_KEYS } from '../../lambdas/names.ts';
import { maySendTo, mayUseKeys, mayUseRows } from './permissions.ts';
import type { Press, Storage } from './press.ts';

/** What laying out a draft takes: reading the pool, its sources and the earlier issues, writing the draft and the row. */
export function mayLayOut(fn: LambdaFunction, storage: Storage): void {
  const { articles, drafts, models, settings } = NEWSROOM_KEYS;
  mayUseKeys(fn, storage.newsroom, { read: [articles, drafts, models, settings], write: [drafts] });
  mayReadEarlier(fn, storage);
  mayUseRows(fn, storage.tables.newsroom, {
    read: ['issue#*', 'numbers'],
    list: ['visit', 'issue#*'],
    // `numbers`: an operator may declare the next one of the monthly void.
    write: ['issue#*', 'numbers'],
    indexes: { bySourceDay: ['source#*'] },
  });
}

/** What marking stories by the earlier issues takes: the list of the visible ones and what was frozen. */
export function mayReadEarlier(fn: LambdaFunction, storage: Storage): void {
  mayUseKeys(fn, storage.archive, { read: [ARCHIVE_KEYS.manifest, ARCHIVE_KEYS.snapshots] });
}

/** What approving takes: freezing a snapshot, moving the issue on, asking for its publication, keeping what was decided. */
export function mayApprove(fn: LambdaFunction, press: Press): void {
  const { snapshots } = ARCHIVE_KEYS;
  const { decisions } = NEWSROOM_KEYS;
  mayUseKeys(fn, press.storage.newsroom, { read: [decisions], write: [decisions] });
  mayUseKeys(fn, press.storage.archive, { read: [snapshots], write: [snapshots] });
  // `numbers`: a monthly is given its number when it is approved.
  mayUseRows(fn, press.storage.tables.newsroom, { read: ['issue#*', 'numbers'], write: ['issue#*', 'numbers'] });
  maySendTo(fn, press.queues.publish);
}
