import { type Day, daySchema } from '../../core/calendar/instant.ts';
import type { Person } from '../../ports/identity.ts';
import type { SettingKind } from '../../workflows/settings/setting-table.ts';
import { settingsMessages } from './settings-messages.ts';

/** The fields of a submitted form by name, one line each. */
export type Fields = Readonly<Record<string, string>>;

/** What a form makes of a setting, or why it makes nothing of it (a key of the refusals). */
export type Proposal<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: string };

/** A field to be filled in, as the page shows it. */
export interface FieldView {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly kind: 'line' | 'number' | 'day' | 'select';
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

/** Fields that belong together. */
export interface GroupView {
  readonly title: string;
  readonly fields: readonly FieldView[];
}

/** A table to be looked at. */
export interface TableView {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What may be seen and changed of a setting. */
export interface SettingPage {
  readonly groups: readonly GroupView[];
  readonly tables: readonly TableView[];
  /** The page has a search over the setting's contents. */
  readonly hasSearch: boolean;
}

/** What a page of a setting is made for. */
export interface Asked {
  readonly today: Day;
  /** What is searched for in the setting; empty: nothing. */
  readonly query: string;
  /** The sections' printed titles as they are now. */
  readonly titles: SectionTitles;
}

/** The printed titles of the house's sections by id. */
export type SectionTitles = ReadonlyMap<string, string>;

/** A setting as the desk shows and changes it; `value` is parsed again by the setting's own schema. */
export interface DeskSetting {
  readonly kind: SettingKind<unknown>;
  readonly show: (value: unknown, asked: Asked) => SettingPage;
  /** `asker`: who sent the form. */
  readonly propose: (value: unknown, fields: Fields, asker: Person) => Proposal<unknown>;
}

/** Makes a {@link DeskSetting} of what knows the setting's own type. */
export function deskSetting<T>(
  kind: SettingKind<T>,
  own: {
    readonly show: (value: T, asked: Asked) => SettingPage;
    readonly propose: (value: T, fields: Fields, asker: Person) => Proposal<T>;
  },
): DeskSetting {
  return {
    kind,
    show: (value, asked) => own.show(kind.schema.parse(value), asked),
    propose: (value, fields, asker) => own.propose(kind.schema.parse(value), fields, asker),
  };
}

/** A field with the words of its kind; `name` is the message's key, with `-<of>` after it where there are several. */
export function field(name: string, value: string | number, more: Partial<FieldView> = {}): FieldView {
  const { label = name, hint = '' } = settingsMessages().fields[name.split('-')[0] ?? name] ?? {};
  return { name, label, hint, value: String(value), kind: 'line', options: [], ...more };
}

/** A field with a choice among the messages' options. */
export function choice(name: string, value: string, ids: readonly string[]): FieldView {
  const options = ids.map((id) => ({ id, label: settingsMessages().options[id] ?? id }));
  return field(name, value, { kind: 'select', options });
}

/** A refusal. */
export function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason };
}

/** A proposal of a value. */
export function proposed<T>(value: T): { readonly kind: 'value'; readonly value: T } {
  return { kind: 'value', value };
}

/** A whole number typed by a person; null where it is none. */
export function wholeNumber(text: string | undefined): number | null {
  return /^\d{1,6}$/.test(text ?? '') ? Number(text) : null;
}

/** A day of the form; null where it is none. */
export function dayField(text: string | undefined): Day | null {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text ?? '') ?? [];
  const written = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  const parsed = daySchema.safeParse(written);
  return parsed.success ? parsed.data : null;
}
