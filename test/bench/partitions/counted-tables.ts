import { ConditionalCheckFailedException, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

const rowSchema = z.record(z.string(), z.unknown());
type Row = z.infer<typeof rowSchema>;

/** What DynamoDB counts: 4 KiB read consistently, half of it from an index; 1 KiB written. */
const READ_UNIT = 4_096;
const WRITE_UNIT = 1_024;

/** Seconds that are still counted: events come up to this much after their mail. */
const OPEN_SECONDS = 900;

/** The busiest second of the busiest key. */
export interface Hottest {
  readonly units: number;
  readonly key: string;
}

/** Units of reads or of writes by partition key and second; only seconds that may still be written to are kept. */
class Meter {
  hottest: Hottest = { units: 0, key: 'none' };
  total = 0;
  readonly #seconds = new Map<number, Map<string, number>>();

  add(millis: number, key: string, units: number): void {
    const second = Math.floor(millis / 1_000);
    const keys = this.#seconds.get(second) ?? this.#begin(second);
    const now = (keys.get(key) ?? 0) + units;
    keys.set(key, now);
    this.total += units;
    if (now > this.hottest.units) this.hottest = { units: now, key };
  }

  #begin(second: number): Map<string, number> {
    for (const old of this.#seconds.keys()) if (old < second - OPEN_SECONDS) this.#seconds.delete(old);
    const keys = new Map<string, number>();
    this.#seconds.set(second, keys);
    return keys;
  }
}

/** Rows that are made when they are asked for, so that half a million need no room. */
export interface MadeRows {
  readonly table: string;
  get(id: string): Row | undefined;
  /** The rows of a partition of its index. */
  of(partition: string): readonly Row[];
}

/** What the adapters of DynamoDB ask for, answered out of memory and counted; any other request is an error. */
export class CountedTables {
  readonly reads = new Meter();
  readonly writes = new Meter();
  readonly requests = new Map<string, number>();
  readonly client: DynamoDBDocumentClient;
  readonly #made: MadeRows;
  readonly #now: () => number;
  /** Rows as JSON by partition and sort key; a partition that rests is one buffer outside the heap. */
  readonly #partitions = new Map<string, Map<string, string>>();
  readonly #resting = new Map<string, Buffer>();

  constructor(made: MadeRows, now: () => number) {
    this.#made = made;
    this.#now = now;
    this.client = Object.create(DynamoDBDocumentClient.prototype, {
      send: { value: async (command: object) => this.#answer(command) },
    });
  }

  /** Puts every partition of which nothing is expected soon out of the way. */
  rest(): void {
    for (const [key, rows] of this.#partitions) {
      if (rows.size < 10) continue;
      this.#resting.set(key, Buffer.from(JSON.stringify([...rows])));
      this.#partitions.delete(key);
    }
  }

  #answer(command: object): object {
    const kind = command.constructor.name;
    this.requests.set(kind, (this.requests.get(kind) ?? 0) + 1);
    if (command instanceof GetCommand) return this.#get(command.input);
    if (command instanceof PutCommand) return this.#put(command.input);
    if (command instanceof QueryCommand) return this.#query(command.input);
    if (command instanceof UpdateCommand) return this.#update(command.input);
    if (command instanceof DescribeTableCommand) return { Table: { TableId: 'a-table' } };
    throw new Error(`${kind}: not what a mailing asks for`);
  }

  #get({ TableName = '', Key = {} }: GetCommand['input']): object {
    const { partition, sort } = placeOf(TableName, Key);
    const made = TableName === this.#made.table ? this.#made.get(String(Key.id)) : undefined;
    const json = made === undefined ? this.#rows(partition).get(sort) : JSON.stringify(made);
    this.reads.add(this.#now(), partition, units(json?.length ?? 0, READ_UNIT));
    return json === undefined ? {} : { Item: rowSchema.parse(JSON.parse(json)) };
  }

  #put({ TableName = '', Item = {}, ...condition }: PutCommand['input']): object {
    const { partition, sort } = placeOf(TableName, Item);
    const rows = this.#rows(partition);
    const json = JSON.stringify(Item);
    this.writes.add(this.#now(), partition, units(json.length, WRITE_UNIT));
    const present = rows.get(sort);
    if (!holds(condition, present)) throw new ConditionalCheckFailedException({ message: '', $metadata: {} });
    rows.set(sort, json);
    return {};
  }

  #query({ TableName = '', IndexName, ExpressionAttributeValues = {} }: QueryCommand['input']): object {
    const value = String(ExpressionAttributeValues[':value']);
    const partition = `${TableName} ${value}`;
    if (IndexName !== undefined) {
      const rows = this.#made.of(value);
      const bytes = rows.length * JSON.stringify(rows[0] ?? {}).length;
      this.reads.add(this.#now(), partition, units(bytes, READ_UNIT) / 2);
      return { Items: rows };
    }
    const rows = [...this.#rows(partition).values()];
    const bytes = rows.reduce((sum, json) => sum + json.length, 0);
    this.reads.add(this.#now(), partition, units(bytes, READ_UNIT));
    return { Items: rows.map((json) => rowSchema.parse(JSON.parse(json))) };
  }

  /** Counts up; the adapters count numbers under the names of their fields. */
  #update({ TableName = '', Key = {}, ExpressionAttributeValues = {} }: UpdateCommand['input']): object {
    const { partition, sort } = placeOf(TableName, Key);
    const rows = this.#rows(partition);
    const row = rowSchema.parse(JSON.parse(rows.get(sort) ?? '{}'));
    for (const [name, more] of Object.entries(ExpressionAttributeValues)) {
      row[name.slice(1)] = Number(row[name.slice(1)] ?? 0) + Number(more);
    }
    this.writes.add(this.#now(), partition, 1);
    rows.set(sort, JSON.stringify(row));
    return { Attributes: row };
  }

  #rows(partition: string): Map<string, string> {
    const present = this.#partitions.get(partition);
    if (present !== undefined) return present;
    const resting = this.#resting.get(partition);
    const rows = new Map<string, string>();
    const kept: unknown = JSON.parse(resting?.toString() ?? '[]');
    for (const [sort, json] of z.array(z.tuple([z.string(), z.string()])).parse(kept)) rows.set(sort, json);
    this.#resting.delete(partition);
    this.#partitions.set(partition, rows);
    return rows;
  }
}

function placeOf(table: string, row: Row): { readonly partition: string; readonly sort: string } {
  return { partition: `${table} ${String(row.pk ?? row.id)}`, sort: String(row.sk ?? '') };
}

function units(bytes: number, unit: number): number {
  return Math.max(1, Math.ceil(bytes / unit));
}

/** The conditions of the adapters: nothing there, or the turn before. */
function holds(condition: Partial<PutCommand['input']>, present: string | undefined): boolean {
  const { ConditionExpression, ExpressionAttributeValues } = condition;
  if (ConditionExpression === undefined) return true;
  const turn = ExpressionAttributeValues?.[':turn'];
  if (turn === undefined) return present === undefined;
  return present !== undefined && rowSchema.parse(JSON.parse(present)).turn === turn;
}
