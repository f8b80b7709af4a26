import type { Masthead } from '../../core/issue/snapshot.ts';
import type { MonthlySetting } from '../../core/monthly/setting.ts';
import type { SectionList } from '../../core/sections/sections.ts';
import { SETTINGS } from '../../workflows/settings/setting-table.ts';
import {
  choice,
  type DeskSetting,
  deskSetting,
  type Fields,
  type FieldView,
  field,
  type GroupView,
  type Proposal,
  proposed,
  refused,
  type SettingPage,
  wholeNumber,
} from './settings-form.ts';
import { settingsMessages } from './settings-messages.ts';

const FACE = ['bulletin', 'subject', 'frequency', 'opening', 'publisher'] as const;
const MONTHLY_FACE = ['bulletin', 'subject', 'agency', 'board', 'website', 'email'] as const;
const DAYS = Array.from({ length: 28 }, (_, at) => String(at + 1));

/** Settings that are a few lines and numbers. */
export const PLAIN_SETTINGS: readonly DeskSetting[] = [
  deskSetting(SETTINGS.masthead, {
    show: (value) => {
      const lines = FACE.map((name) => field(name, value[name]));
      return pageOf(group('masthead', [...lines, choice('mail', value.mail ?? 'full', ['full', 'compact'])]));
    },
    propose: mastheadOf,
  }),
  deskSetting(SETTINGS.monthly, { show: monthlyPage, propose: monthlyOf }),
  deskSetting(SETTINGS.sections, {
    show: ({ sections }) => pageOf(...sections.map((section, at) => sectionGroup(section, at + 1))),
    propose: sectionsOf,
  }),
  deskSetting(SETTINGS.drafting, {
    show: ({ clippingLength }) =>
      pageOf(group('drafting', [field('clippingLength', clippingLength, { kind: 'number' })])),
    propose: (value, fields) => {
      const clippingLength = wholeNumber(fields.clippingLength);
      const isFit = clippingLength !== null && clippingLength >= 500 && clippingLength <= 50_000;
      return isFit ? proposed({ ...value, clippingLength }) : refused('bad-number');
    },
  }),
  // Shown here are its versions; its own page adds and pauses.
  deskSetting(SETTINGS.sources, { show: () => pageOf(), propose: () => refused('bad-form') }),
];

/** A page of groups alone. */
export function pageOf(...groups: readonly GroupView[]): SettingPage {
  return { groups, tables: [], hasSearch: false };
}

/** Fields under the heading of their key. */
export function group(key: string, fields: readonly FieldView[]): GroupView {
  return { title: settingsMessages().groups[key] ?? key, fields };
}

function mastheadOf(value: Masthead, fields: Fields): Proposal<Masthead> {
  if (FACE.some((name) => (fields[name] ?? '') === '')) return refused('empty');
  const { mail: _mail, ...rest } = value;
  const lines = Object.fromEntries(FACE.map((name) => [name, fields[name] ?? '']));
  return proposed({ ...rest, ...lines, ...mailOf(fields) });
}

/** Left out means the whole text, as in mastheads from before there was a choice. */
function mailOf(fields: Fields): { readonly mail?: 'compact' } {
  return fields.mail === 'compact' ? { mail: 'compact' } : {};
}

function monthlyPage({ masthead, sections, draftDay }: MonthlySetting): SettingPage {
  const lines = MONTHLY_FACE.map((name) => field(name, masthead[name]));
  const days = { ...choice('draftDay', String(draftDay), [...DAYS, 'last-issue-day']) };
  return pageOf(
    group('monthly', [...lines, choice('mail', masthead.mail ?? 'full', ['full', 'compact']), days]),
    ...sections.map(({ id, title, target }) => ({
      title: (settingsMessages().groups.section ?? '').replace('{0}', title),
      fields: [field(`title-${id}`, title), field(`target-${id}`, target, { kind: 'number' })],
    })),
  );
}

function monthlyOf(value: MonthlySetting, fields: Fields): Proposal<MonthlySetting> {
  if (MONTHLY_FACE.some((name) => (fields[name] ?? '') === '')) return refused('empty');
  const draftDay = fields.draftDay === 'last-issue-day' ? 'last-issue-day' : wholeNumber(fields.draftDay);
  const sections = value.sections.map((section) => changedSection(section, fields));
  if (draftDay === null || sections.some(({ target }) => target === null)) return refused('bad-number');
  if (sections.some(({ title }) => title === '')) return refused('empty');
  const { mail: _mail, ...rest } = value.masthead;
  const lines = Object.fromEntries(MONTHLY_FACE.map((name) => [name, fields[name] ?? '']));
  const whole = sections.map((section) => ({ ...section, target: section.target ?? 0 }));
  return proposed({ ...value, masthead: { ...rest, ...lines, ...mailOf(fields) }, sections: whole, draftDay });
}

function sectionGroup({ id, title, target }: SectionList['sections'][number], place: number): GroupView {
  return {
    title: (settingsMessages().groups.section ?? '').replace('{0}', title),
    fields: [
      field(`title-${id}`, title),
      field(`target-${id}`, target, { kind: 'number' }),
      field(`place-${id}`, place, { kind: 'number' }),
    ],
  };
}

function sectionsOf(value: SectionList, fields: Fields): Proposal<SectionList> {
  const changed = value.sections.map((section) => changedSection(section, fields));
  if (changed.some(({ title }) => title === '')) return refused('empty');
  const places = new Map(changed.map(({ id }) => [id, wholeNumber(fields[`place-${id}`])]));
  if (changed.some(({ target }) => target === null || target > 50)) return refused('bad-number');
  if ([...places.values()].some((place) => place === null)) return refused('bad-number');
  const sections = changed
    .map((section) => ({ ...section, target: section.target ?? 0 }))
    .toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  return proposed({ ...value, sections });
}

function changedSection<S extends { readonly id: string }>(
  section: S,
  fields: Fields,
): Omit<S, 'target' | 'title'> & { readonly title: string; readonly target: number | null } {
  return {
    ...section,
    title: fields[`title-${section.id}`] ?? '',
    target: wholeNumber(fields[`target-${section.id}`]),
  };
}
