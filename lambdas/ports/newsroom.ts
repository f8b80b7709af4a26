import type { Day } from '../core/calendar/instant.ts';
import type { Issue } from '../core/issue/issue.ts';
import type { Edition, IssueKey } from '../core/issue/issue-key.ts';
import type { SeenEntry } from '../core/listing/entry.ts';
import type { NumberBook } from '../core/monthly/number-book.ts';
import type { BegunVisit } from '../core/sources/begun-visit.ts';
import type { Visit } from '../core/sources/visit.ts';

/** State of the sources between visits. */
export interface VisitBook {
  get(sourceId: string): Promise<Visit | null>;
  put(visit: Visit): Promise<void>;
  all(): Promise<Visit[]>;
  /** The mark of the visit of a source that was begun last. */
  begun(sourceId: string): Promise<BegunVisit | null>;
  allBegun(): Promise<BegunVisit[]>;
  /** Writes the mark when the stored turn is `begun.turn - 1` (`turn` 1: when there is none); false otherwise. */
  advanceBegun(begun: BegunVisit): Promise<boolean>;
}

/** Every entry ever met, by article id, with its fate. */
export interface EntryLog {
  get(articleId: string): Promise<SeenEntry | null>;
  /** False, and nothing written, when the article id was already there. */
  add(entry: SeenEntry): Promise<boolean>;
  update(entry: SeenEntry): Promise<void>;
  /** Entries of one source first seen on `day` (Viet Nam), in any order. */
  ofSource(sourceId: string, day: Day): Promise<SeenEntry[]>;
}

/** The register of issues. */
export interface IssueRegister {
  get(issueKey: IssueKey): Promise<Issue | null>;
  /** False, and nothing written, when there is a row already. */
  create(issue: Issue): Promise<boolean>;
  /** Writes `issue` with `turn` one higher than the stored row's; false when the stored turn is not `issue.turn - 1`. */
  advance(issue: Issue): Promise<boolean>;
  /** The issues of an edition (left out: the daily), newest key first, at most `limit`. */
  newest(limit: number, edition?: Edition): Promise<Issue[]>;
  /** Read consistently; null where no monthly was ever numbered. */
  numbers(): Promise<NumberBook | null>;
  /** Writes the numbers when the stored turn is `book.turn - 1` (`turn` 1: when there are none); false otherwise. */
  advanceNumbers(book: NumberBook): Promise<boolean>;
}
