/** Where in an issue a text stands. `issue`: the finding is about the whole; it then quotes nothing. */
export type Field = 'title' | 'prefix' | 'body' | 'citation' | 'issue';

/** How much weight a rule's word has: `error` is nearly sure, `warning` likely, `hint` a matter of house style. */
export type Severity = 'error' | 'warning' | 'hint';

/** An exact place: UTF-16 offsets into the text of the field, `end` excluded. */
export interface Where {
  /** Null for what concerns the whole issue. */
  readonly clippingId: string | null;
  readonly field: Field;
  /** Number of the paragraph of a body, from 0; 0 in every other field. */
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}

/** Something an editor should look at; it forbids nothing. */
export interface Finding {
  /** Name of the rule, as in `data/rules.json`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly where: Where;
  /** What stands at the place, letter for letter. */
  readonly found: string;
  /** The reason, in Vietnamese. */
  readonly message: string;
  /** What should stand there instead; null where only a person can say. */
  readonly fix: string | null;
}

/** What a check says of one text; the reading adds the place and the words. */
export interface Hit {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly fix?: string;
  /** Message of the table, where the rule has several; `{0}` is what was found. */
  readonly says?: string;
  /** `{1}`, `{2}` … of the message. */
  readonly values?: readonly (string | number)[];
}
