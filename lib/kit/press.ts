import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { QueueName, TableName } from '../../lambdas/names.ts';
import type { Settings } from '../settings.ts';

/** What must survive the press stack. */
export interface Storage {
  readonly newsroom: Bucket;
  readonly archive: Bucket;
  readonly logs: Bucket;
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly tokenSecret: Secret;
  /** Application and tokens of the Zalo Official Account, where there is one. */
  readonly zaloSecret: Secret | null;
  readonly people: UserPool;
  /** Host of the sign-in pages, with scheme, without a final slash. */
  readonly signInAddress: string;
}

/** Where alarms go and where they point. */
export interface AlarmBoard {
  readonly stage: string;
  readonly topic: ITopic;
  /** Address of `RUNBOOK.md`. */
  readonly runbook: string;
}

/** Everything the constructs of the press stack share. */
export interface Press {
  readonly settings: Settings;
  /** Folder of the bundled handlers, `<folder>/<function>/index.mjs`. */
  readonly handlers: string;
  readonly board: AlarmBoard;
  readonly storage: Storage;
  readonly queues: Readonly<Record<QueueName, IQueue>>;
  /** Scheduled runs that failed every time they were tried. */
  readonly missedRuns: IQueue;
  /** Every dead-letter queue, that of the missed runs too. */
  readonly letters: readonly IQueue[];
  /** The editors' and readers' pages. */
  readonly api: HttpApi;
  /** The whole stack. */
  readonly root: Construct;
  /** Names every function knows; what it may touch is its role's business. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A name of this installation: `diembao-<stage>-<name>`. */
export function nameIn(stage: string, name: string): string {
  return `diembao-${stage}-${name}`;
}
