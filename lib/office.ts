import { Effect, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { NEWSROOM_KEYS } from '../lambdas/names.ts';
import { mayUseKeys, mayUseRows } from './kit/permissions.ts';
import { nameIn, type Storage } from './kit/press.ts';

/** What {@link Office} is made of. */
interface OfficeProps {
  readonly stage: string;
  readonly storage: Storage;
  /** Ranges of addresses its key may be used from; none: from anywhere. */
  readonly addresses: readonly string[];
}

/** What a visit goes by. The other settings name people. */
const SETTINGS = ['sources', 'sections', 'lexicon', 'masthead', 'calendar', 'drafting', 'window'];

/**
 * The user of the office's computer, where a portal is read that refuses foreign addresses. It adds articles and pages and changes
 * none, writes entries and visits, and reads nothing of drafts, readers or mailings. Its access key is made by hand: a template
 * would keep the secret.
 */
export class Office extends Construct {
  constructor(scope: Construct, id: string, { stage, storage, addresses }: OfficeProps) {
    super(scope, id);
    const user = new User(this, 'user', { userName: nameIn(stage, 'office') });
    const { articles, pages, settings } = NEWSROOM_KEYS;
    mayUseKeys(user, storage.newsroom, {
      read: SETTINGS.map((name) => `${settings}${name}.json`),
      create: [articles, pages],
    });
    const rows = ['visit', 'entry#*'];
    mayUseRows(user, storage.tables.newsroom, { read: rows, list: ['visit'], write: rows });
    if (addresses.length > 0) user.addToPolicy(onlyFrom(addresses));
  }
}

function onlyFrom(addresses: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.DENY,
    actions: ['*'],
    resources: ['*'],
    conditions: { NotIpAddress: { 'aws:SourceIp': [...addresses] } },
  });
}
