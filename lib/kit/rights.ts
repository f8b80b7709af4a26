import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { NEWSROOM_KEYS } from '../../lambdas/names.ts';
import { mayUseKeys, mayUseRows } from './permissions.ts';
import type { Storage } from './press.ts';

/** What laying out a draft takes: reading the pool and its sources, writing the draft and the row. */
export function mayLayOut(fn: LambdaFunction, storage: Storage): void {
  const { articles, drafts, settings } = NEWSROOM_KEYS;
  mayUseKeys(fn, storage.newsroom, { read: [articles, drafts, settings], write: [drafts] });
  mayUseRows(fn, storage.tables.newsroom, {
    read: ['visit', 'entry#*', 'source#*', 'issue#*'],
    write: ['issue#*'],
    indexes: ['bySourceDay'],
  });
}
