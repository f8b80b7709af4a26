import { dayOf } from '../../../lambdas/core/calendar/instant.ts';
import type { Issue } from '../../../lambdas/core/issue/issue.ts';
import type { SeenEntry } from '../../../lambdas/core/listing/entry.ts';
import type { NumberBook } from '../../../lambdas/core/monthly/number-book.ts';
import type { BegunVisit } from '../../../lambdas/core/sources/begun-visit.ts';
import type { Visit } from '../../../lambdas/core/sources/visit.ts';
import type { EntryLog, IssueRegister, VisitBook } from '../../../lambdas/ports/newsroom.ts';
import { KeptMap, type PutBack } from './kept.ts';

/** A visit book in memory; `rows` and `marks` by source id. */
export function memoryVisitBook(): VisitBook & {
  readonly rows: Map<string, Visit>;
  readonly marks: Map<string, BegunVisit>;
} {
  const rows = new Map<string, Visit>();
  const marks = new Map<string, BegunVisit>();
  return {
    rows,
    marks,
    begun: async (sourceId) => structuredClone(marks.get(sourceId)) ?? null,
    allBegun: async () => structuredClone([...marks.values()]),
    advanceBegun: async (begun) => {
      if ((marks.get(begun.sourceId)?.turn ?? 0) !== begun.turn - 1) return false;
      marks.set(begun.sourceId, structuredClone(begun));
      return true;
    },
    get: async (sourceId) => structuredClone(rows.get(sourceId)) ?? null,
    put: async (visit) => {
      rows.set(visit.sourceId, structuredClone(visit));
    },
    all: async () => structuredClone([...rows.values()]),
  };
}

/** An entry log in memory; `rows` by article id. */
export function memoryEntryLog(): EntryLog & { readonly rows: Map<string, SeenEntry> } {
  const rows = new Map<string, SeenEntry>();
  return {
    rows,
    get: async (articleId) => structuredClone(rows.get(articleId)) ?? null,
    add: async (entry) => {
      if (rows.has(entry.articleId)) return false;
      rows.set(entry.articleId, structuredClone(entry));
      return true;
    },
    update: async (entry) => {
      rows.set(entry.articleId, structuredClone(entry));
    },
    ofSource: async (sourceId, day) =>
      structuredClone([...rows.values()].filter((row) => row.sourceId === sourceId && dayOf(row.firstSeenAt) === day)),
  };
}

/** A register of issues in memory; `rows` by issue key. */
export function memoryIssueRegister(): IssueRegister & { readonly rows: Map<string, Issue>; keep(): PutBack } {
  const rows = new KeptMap<string, Issue>();
  let numbers: NumberBook | null = null;
  return {
    numbers: async () => structuredClone(numbers),
    advanceNumbers: async (book) => {
      if ((numbers?.turn ?? 0) !== book.turn - 1) return false;
      numbers = structuredClone(book);
      return true;
    },
    rows,
    keep: () => {
      const [putBack, book] = [rows.keep(), numbers];
      return () => {
        putBack();
        numbers = book;
      };
    },
    get: async (issueKey) => structuredClone(rows.get(issueKey)) ?? null,
    create: async (issue) => {
      if (rows.has(issue.issueKey)) return false;
      rows.set(issue.issueKey, structuredClone(issue));
      return true;
    },
    advance: async (issue) => {
      if (rows.get(issue.issueKey)?.turn !== issue.turn - 1) return false;
      rows.set(issue.issueKey, structuredClone(issue));
      return true;
    },
    newest: async (limit, edition = 'daily') =>
      structuredClone(
        [...rows.values()]
          .filter((row) => row.edition === edition)
          .sort((a, b) => (a.issueKey < b.issueKey ? 1 : -1))
          .slice(0, limit),
      ),
  };
}
