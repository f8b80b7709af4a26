import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { TABLES, type TableName } from '../../lambdas/names.ts';
import { nameIn } from './press.ts';

/** Keys and indexes of one table, as `TABLES` has them. */
interface TableShape {
  readonly partitionKey: string;
  readonly sortKey: string | null;
  readonly expires?: string;
  readonly indexes: ReadonlyArray<{ readonly name: string; readonly partitionKey: string; readonly sortKey: string }>;
}

/** The tables of `lambdas/names.ts`: on demand, recoverable to any second of 35 days, never deleted with the stack. */
export function tables(scope: Construct, stage: string): Record<TableName, Table> {
  return {
    newsroom: table(scope, { id: 'newsroom', stage }, TABLES.newsroom),
    subscribers: table(scope, { id: 'subscribers', stage }, TABLES.subscribers),
    deliveries: table(scope, { id: 'deliveries', stage }, TABLES.deliveries),
  };
}

function table(scope: Construct, names: { readonly id: string; readonly stage: string }, shape: TableShape): Table {
  const made = new Table(scope, `table-${names.id}`, {
    tableName: nameIn(names.stage, names.id),
    partitionKey: text(shape.partitionKey),
    ...(shape.sortKey ? { sortKey: text(shape.sortKey) } : {}),
    ...(shape.expires ? { timeToLiveAttribute: shape.expires } : {}),
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    encryption: TableEncryption.AWS_MANAGED,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const index of shape.indexes) {
    made.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: text(index.partitionKey),
      sortKey: text(index.sortKey),
      projectionType: ProjectionType.ALL,
    });
  }
  return made;
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
