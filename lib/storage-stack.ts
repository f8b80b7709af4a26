import { Annotations, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { archiveBucket, logsBucket, newsroomBucket } from './kit/buckets.ts';
import { nameIn, type Storage } from './kit/press.ts';
import { reasoned } from './kit/reasoned.ts';
import { tables } from './kit/tables.ts';
import { people } from './people.ts';
import type { Settings } from './settings.ts';

/** Said at the synthesis, for CloudFormation would say it of an export, after the deployment began. */
const ZALO_UNSAID =
  'zalo is not in lib/settings.json and is taken for false. Say "zalo": false for a stage that posts nothing to Zalo. A stage that ' +
  'posts already needs "zalo": true before its next deployment, or CloudFormation refuses it (DEPLOYING.md, step 2).';

/** What must survive: every press stack may be thrown away and built again beside it. */
export class StorageStack extends Stack implements Storage {
  readonly newsroom;
  readonly archive;
  readonly logs;
  readonly tables;
  readonly tokenSecret;
  readonly zaloSecret: Secret | null;
  readonly people;
  readonly signInAddress;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: Settings }) {
    super(scope, id, { ...props, terminationProtection: true });
    this.logs = logsBucket(this);
    this.newsroom = newsroomBucket(this, this.logs);
    this.archive = archiveBucket(this, this.logs);
    this.tables = tables(this, props.settings.stage);
    this.tokenSecret = tokenSecret(this, props.settings.stage);
    if (props.settings.zalo === undefined) Annotations.of(this).addWarningV2('diembao:zalo-unsaid', ZALO_UNSAID);
    this.zaloSecret = props.settings.zalo ? zaloSecret(this, props.settings.stage) : null;
    const signIn = people(this, props.settings);
    this.people = signIn.pool;
    this.signInAddress = signIn.address;
  }
}

/** Signs the unsubscribe addresses and keys the subscribers' ids: `{"key":"<64 letters and digits>"}`. */
function tokenSecret(scope: Construct, stage: string): Secret {
  const secret = new Secret(scope, 'token-secret', {
    secretName: nameIn(stage, 'token-secret'),
    description: 'Signs unsubscribe addresses and keys the ids of subscribers; keys are added, never replaced',
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: 'key',
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const reason =
    'Replacing the key would break the unsubscribe address in every mail sent; a second one is added by hand.';
  reasoned(secret, 'SMG4', reason);
  return secret;
}

/**
 * The Zalo Official Account, connected by hand: `{"appId":…,"secretKey":…,"refreshToken":…}`. As it is made (a random key
 * and no application) nothing is posted.
 */
function zaloSecret(scope: Construct, stage: string): Secret {
  const secret = new Secret(scope, 'zalo-account', {
    secretName: nameIn(stage, 'zalo-account'),
    description: 'Application and tokens of the Zalo Official Account; the tokens renew themselves',
    generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'unused', excludePunctuation: true },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  reasoned(
    secret,
    'SMG4',
    'Zalo gives a new pair of tokens at every renewal; the function that renews them stores them.',
  );
  return secret;
}
