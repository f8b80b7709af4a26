import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import type { TableName } from '../../names.ts';
import { listen, type RunningServer } from './http.ts';
import { mendIndexes } from './mend-indexes.ts';
import { createTables } from './tables.ts';

/** The local DynamoDB: dynalite over LevelDB in `directory`. */
export async function startDynamo(options: {
  readonly directory: string;
  readonly names: Readonly<Record<TableName, string>>;
  readonly client: (endpoint: string) => DynamoDBClient;
}): Promise<RunningServer> {
  const { directory, names } = options;
  await mkdir(directory, { recursive: true });
  const wasKilled = await exists(join(directory, 'open'));
  const server = dynalite({ path: join(directory, 'leveldb'), createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  const running = await listen(server);
  await writeFile(join(directory, 'open'), '');
  const client = options.client(running.url);
  await createTables(client, names);
  if (wasKilled) await mendIndexes(client, names);
  client.destroy();
  return {
    url: running.url,
    stop: async () => {
      await running.stop();
      await rm(join(directory, 'open'), { force: true });
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
