import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Day, dayOf } from '../core/calendar/instant.ts';
import { issueSchema } from '../core/issue/issue.ts';
import { type Edition, editionOf, type IssueKey } from '../core/issue/issue-key.ts';
import { type SeenEntry, seenEntrySchema } from '../core/listing/entry.ts';
import { numberBookSchema } from '../core/monthly/number-book.ts';
import { begunVisitSchema } from '../core/sources/begun-visit.ts';
import { visitSchema } from '../core/sources/visit.ts';
import { TABLES } from '../names.ts';
import type { EntryLog, IssueRegister, VisitBook } from '../ports/newsroom.ts';
import { allRows, getRow, type Item, putRow, type RowCondition } from './dynamo-rows.ts';

const { partitionKey } = TABLES.newsroom;
const [bySourceDay] = TABLES.newsroom.indexes;

const VISITS = 'visit';
const BEGUN = 'begun';
const NUMBERS = { pk: 'numbers', sk: 'monthly' };

/** Visits: one partition of a few dozen rows, and one of the marks of those that were begun. */
export function createVisitBook(client: DynamoDBDocumentClient, table: string): VisitBook {
  return {
    get: (sourceId) => getRow(client, { table, key: { pk: VISITS, sk: sourceId } }, visitSchema),
    put: async (visit) => {
      await putRow(
        client,
        { table, partitionKey, item: { pk: VISITS, sk: visit.sourceId, ...visit } },
        { kind: 'any' },
      );
    },
    all: () => allRows(client, { table, partitionKey, value: VISITS }, visitSchema),
    begun: (sourceId) => getRow(client, { table, key: { pk: BEGUN, sk: sourceId } }, begunVisitSchema),
    allBegun: () => allRows(client, { table, partitionKey, value: BEGUN }, begunVisitSchema),
    advanceBegun: (begun) =>
      putRow(
        client,
        { table, partitionKey, item: { pk: BEGUN, sk: begun.sourceId, ...begun } },
        begun.turn === 1 ? { kind: 'absent' } : { kind: 'turn', turn: begun.turn - 1 },
      ),
  };
}

/** Entries: a partition each, found by source and day through an index (which follows within a second or so). */
export function createEntryLog(client: DynamoDBDocumentClient, table: string): EntryLog {
  const write = (entry: SeenEntry, condition: RowCondition): Promise<boolean> =>
    putRow(client, { table, partitionKey, item: entryItem(entry) }, condition);
  return {
    get: (articleId) => getRow(client, { table, key: { pk: entryKey(articleId), sk: 'entry' } }, seenEntrySchema),
    add: (entry) => write(entry, { kind: 'absent' }),
    update: async (entry) => {
      await write(entry, { kind: 'any' });
    },
    ofSource: (sourceId, day) =>
      allRows(
        client,
        {
          table,
          index: bySourceDay.name,
          partitionKey: bySourceDay.partitionKey,
          value: sourceDayKey(sourceId, day),
        },
        seenEntrySchema,
      ),
  };
}

/** Issues: a partition an edition, sorted by issue key; one row an issue. */
export function createIssueRegister(client: DynamoDBDocumentClient, table: string): IssueRegister {
  return {
    get: (issueKey) => getRow(client, { table, key: issueRow(issueKey) }, issueSchema),
    create: (issue) =>
      putRow(client, { table, partitionKey, item: { ...issueRow(issue.issueKey), ...issue } }, { kind: 'absent' }),
    advance: (issue) =>
      putRow(
        client,
        { table, partitionKey, item: { ...issueRow(issue.issueKey), ...issue } },
        { kind: 'turn', turn: issue.turn - 1 },
      ),
    newest: (limit, edition = 'daily') =>
      allRows(client, { table, partitionKey, value: issuesOf(edition), descending: true, limit }, issueSchema),
    numbers: () => getRow(client, { table, key: NUMBERS }, numberBookSchema),
    advanceNumbers: (book) =>
      putRow(
        client,
        { table, partitionKey, item: { ...NUMBERS, ...book } },
        book.turn === 1 ? { kind: 'absent' } : { kind: 'turn', turn: book.turn - 1 },
      ),
  };
}

function issuesOf(edition: Edition): string {
  return `issue#${edition}`;
}

function issueRow(issueKey: IssueKey): { readonly pk: string; readonly sk: string } {
  return { pk: issuesOf(editionOf(issueKey)), sk: issueKey };
}

function entryKey(articleId: string): string {
  return `entry#${articleId}`;
}

function sourceDayKey(sourceId: string, day: Day): string {
  return `source#${sourceId}#${day}`;
}

function entryItem(entry: SeenEntry): Item {
  return {
    pk: entryKey(entry.articleId),
    sk: 'entry',
    [bySourceDay.partitionKey]: sourceDayKey(entry.sourceId, dayOf(entry.firstSeenAt)),
    ...entry,
  };
}
