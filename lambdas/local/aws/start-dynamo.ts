import { EventEmitter, once } from 'node:events';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import type { Server, ServerResponse } from 'node:http';
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
  const calm = drain(server);
  const running = await listen(server);
  await writeFile(join(directory, 'open'), '');
  const client = options.client(running.url);
  await createTables(client, names);
  if (wasKilled) await mendIndexes(client, names);
  client.destroy();
  return {
    url: running.url,
    stop: async () => {
      await calm();
      await running.stop();
      await rm(join(directory, 'open'), { force: true });
    },
  };
}

/**
 * What it returns lets requests under way come to their end and no more begin: dynalite closes its database as soon as the
 * connections are cut, and a request that is still looking into it then would take the whole process down.
 */
function drain(server: Server): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  const told = new EventEmitter();
  let isStopping = false;
  server.on('connection', (socket) => isStopping && socket.destroy());
  server.on('request', (request, response) => {
    underWay.add(response);
    response.once('close', () => {
      underWay.delete(response);
      if (isStopping) request.socket.destroy();
      told.emit('done');
    });
  });
  return async () => {
    isStopping = true;
    server.closeIdleConnections();
    while (underWay.size > 0) await once(told, 'done');
  };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
