import {
  type AttributeDefinition,
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import { TABLES, type TableName } from '../../names.ts';

/** The definition of one table under the name it has here, from the same constants as the cloud's. */
function tableDefinition(table: TableName, name: string): CreateTableCommandInput {
  const { partitionKey, sortKey, indexes } = TABLES[table];
  const names = new Set([partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])]);
  const attributes: AttributeDefinition[] = [...names]
    .filter((attribute) => attribute !== null)
    .map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' }));
  const globals: GlobalSecondaryIndex[] = indexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keySchema(index.partitionKey, index.sortKey),
    Projection: { ProjectionType: 'ALL' },
  }));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes,
    KeySchema: keySchema(partitionKey, sortKey),
    ...(globals.length === 0 ? {} : { GlobalSecondaryIndexes: globals }),
  };
}

/** Makes the tables that are missing. The local tables are there at once: nothing has to be waited for. */
export async function createTables(client: DynamoDBClient, names: Readonly<Record<TableName, string>>): Promise<void> {
  const { TableNames: present = [] } = await client.send(new ListTablesCommand({}));
  for (const table of ['newsroom', 'subscribers', 'deliveries'] as const) {
    if (present.includes(names[table])) continue;
    await client.send(new CreateTableCommand(tableDefinition(table, names[table])));
  }
}

function keySchema(partitionKey: string, sortKey: string | null): KeySchemaElement[] {
  const range: KeySchemaElement[] = sortKey === null ? [] : [{ AttributeName: sortKey, KeyType: 'RANGE' }];
  return [{ AttributeName: partitionKey, KeyType: 'HASH' }, ...range];
}
