import type { Day } from '../../calendar/instant.ts';
import type { Citation } from '../../drafting/draft.ts';
import type { Block } from '../../extraction/article.ts';
import type { Month } from '../../monthly/monthly-content.ts';

/**
 * What a person should look at; nothing of the text is lost without one of these. `left-over`: words outside any item;
 * `title-differs`: contents and heading do not agree; `not-found`: in the contents and nowhere below.
 */
export type FindingKind =
  | 'left-over'
  | 'no-citation'
  | 'no-contents'
  | 'no-date'
  | 'no-editor'
  | 'no-section'
  | 'no-source'
  | 'not-found'
  | 'not-in-contents'
  | 'title-differs';

/** One line of the report: where, what, and the words it is about. */
export interface Finding {
  readonly line: number;
  readonly kind: FindingKind;
  readonly text: string;
}

/** An item of a printed daily. */
export interface ImportedItem {
  readonly title: string;
  readonly line: number;
  readonly body: readonly Block[];
  readonly cut: boolean;
  readonly citation: Citation | null;
  /** Where the text form names the paper's address. */
  readonly url: string | null;
}

/** A printed daily as it was read; `issueKey` null: it names no day. */
export interface ImportedDaily {
  readonly kind: 'daily';
  readonly issueKey: Day | null;
  readonly face: {
    readonly bulletin: string | null;
    readonly subject: string | null;
    readonly frequency: string | null;
    readonly opening: string | null;
  };
  readonly sections: readonly { readonly title: string; readonly items: readonly ImportedItem[] }[];
  readonly editorName: string | null;
  /** Titles of the contents, in order. */
  readonly contents: readonly string[];
  readonly findings: readonly Finding[];
}

/** An article of a printed monthly. */
export interface ImportedArticle {
  readonly title: string;
  readonly line: number;
  readonly sapo: string | null;
  readonly body: readonly Block[];
  readonly byline: string | null;
  readonly via: string | null;
  readonly site: string | null;
  readonly affiliation: string | null;
}

/** A printed monthly, or (`contribution`) a signed article that stands alone. */
export interface ImportedMonthly {
  readonly kind: 'monthly' | 'contribution';
  readonly issueKey: Month | null;
  readonly number: number | null;
  readonly face: {
    readonly subject: string | null;
    readonly agency: string | null;
    readonly board: string | null;
    readonly website: string | null;
    readonly email: string | null;
  };
  readonly sections: readonly { readonly title: string; readonly articles: readonly ImportedArticle[] }[];
  readonly contents: readonly string[];
  readonly findings: readonly Finding[];
}

/** Whatever was read. */
export type ImportedBulletin = ImportedDaily | ImportedMonthly;
