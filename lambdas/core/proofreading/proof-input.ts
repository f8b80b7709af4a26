import type { Day } from '../calendar/instant.ts';

/** The line under a clipping that says where it comes from. */
export interface ProofCitation {
  /** As printed. */
  readonly text: string;
  readonly hasSite: boolean;
  readonly hasDay: boolean;
}

/** One item as it is to be read. */
export interface ProofClipping {
  readonly id: string;
  readonly title: string;
  readonly placePrefix: string | null;
  /** One string a paragraph, heading, list item or table row. */
  readonly paragraphs: readonly string[];
  /** Null where the text has no such line (a plain file). */
  readonly citation: ProofCitation | null;
  /** The title in the contents, where a printed issue has one of its own. */
  readonly contentsTitle?: string;
}

/** A section with its items; an empty one too. */
export interface ProofSection {
  readonly id: string;
  readonly name: string;
  readonly clippings: readonly ProofClipping[];
}

/** An article that could not be opened. */
export interface DeadLink {
  readonly clippingId: string;
  /** Why, in Vietnamese, short. */
  readonly why: string;
}

/** Everything that is read for mistakes, at the day of the issue. */
export interface ProofInput {
  readonly issueKey: Day;
  readonly sections: readonly ProofSection[];
  /** Bytes of the mail's HTML; null where it was not made. */
  readonly mailBytes: number | null;
  /** What a check of the links found; empty where none was made. */
  readonly deadLinks: readonly DeadLink[];
}
