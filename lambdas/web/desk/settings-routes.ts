import { dayOf } from '../../core/calendar/instant.ts';
import { loadSections } from '../../workflows/settings/house.ts';
import type { SettingOutcome } from '../../workflows/settings/save-setting.ts';
import { presentSetting, readVersion, saveSetting, versionsOf } from '../../workflows/settings/save-setting.ts';
import type { DeskDoors } from './doors.ts';
import { formFields, line } from './form.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may } from './permissions.ts';
import { CALENDAR_SETTING } from './settings-calendar.ts';
import { EDITORS_SETTING } from './settings-editors.ts';
import type { DeskSetting, Fields, SectionTitles } from './settings-form.ts';
import { LADDER_SETTING } from './settings-ladder.ts';
import { LEXICON_SETTING } from './settings-lexicon.ts';
import { settingsMessages } from './settings-messages.ts';
import { OPINION_SETTING, opinionTable } from './settings-opinion.ts';
import { PLAIN_SETTINGS } from './settings-plain.ts';
import { replayView, versionView } from './settings-view.ts';
import { differenceSentences } from './settings-words.ts';

/** Versions listed on the page of a setting. */
const LISTED = 20;
/** Longest search and longest reason. */
const LONGEST = 200;

const ALL = [...PLAIN_SETTINGS, LADDER_SETTING, EDITORS_SETTING, CALENDAR_SETTING, LEXICON_SETTING, OPINION_SETTING];

/** The list of the house's settings. */
export function settingsPage(context: DeskContext): Response {
  const names = Object.entries(settingsMessages().names).map(([name, words]) => ({ name, ...words }));
  return page(context, { template: 'settings', values: { names } });
}

/** One setting: what holds, the form that changes it, its versions. */
export async function settingPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const setting = settingOf(context);
  if (setting === null) return unknownSetting(context);
  const { clock, newsroom } = doors.ports;
  const query = line
    .catch('')
    .parse(context.req.query('q') ?? '')
    .slice(0, LONGEST);
  const versions = await versionsOf(newsroom, setting.kind, LISTED);
  const present = await presentSetting(newsroom, setting.kind);
  const shown = setting.show(present.value, {
    today: dayOf(clock.now()),
    query,
    titles: await titlesOf(doors),
  });
  const opinion = setting === OPINION_SETTING ? [await opinionTable(newsroom)] : [];
  const values = {
    ...namesOf(setting),
    ...shown,
    tables: [...shown.tables, ...opinion],
    query,
    etag: present.etag,
    mayChange: may(context.get('person'), 'settings'),
    versions: versions.map(versionView),
    notice: settingsMessages().done[context.req.query('done') ?? ''] ?? '',
  };
  return page(context, { template: 'setting', values });
}

/** What a form would change, in words, and what that would have done to past issues; nothing is saved. */
export async function checkSetting(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const setting = settingOf(context);
  if (setting === null) return unknownSetting(context);
  const { newsroom } = doors.ports;
  const present = await presentSetting(newsroom, setting.kind);
  const fields = await fieldsOf(context);
  if (fields.etag !== present.etag) return refuse(context, 'changed');
  const wanted = setting.propose(present.value, fields, context.get('person'));
  if (wanted.kind === 'refused') return refuse(context, wanted.reason);
  const sentences = differenceSentences(present.value, wanted.value, await titlesOf(doors));
  if (sentences.length === 0) return refuse(context, 'same');
  const replay = setting === LEXICON_SETTING ? await replayView(newsroom, wanted.value) : null;
  const values = { ...namesOf(setting), sentences, replay, fields: Object.entries(fields) };
  return page(context, { template: 'setting-check', values });
}

/** Saves what was looked at before, made from the same form and the same version once more. */
export async function changeSetting(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const setting = settingOf(context);
  if (setting === null) return unknownSetting(context);
  const { clock, newsroom } = doors.ports;
  const { etag = '', why = '', ...fields } = await fieldsOf(context);
  if (why === '') return refuse(context, 'no-why');
  const present = await presentSetting(newsroom, setting.kind);
  const wanted = setting.propose(present.value, fields, context.get('person'));
  if (wanted.kind === 'refused') return refuse(context, wanted.reason);
  const by = context.get('person').name;
  const change = { etag, value: wanted.value, by, why, at: clock.now() };
  return told(context, doors, await saveSetting(newsroom, setting.kind, change));
}

/** An older version: how it differs from what holds, and the way back to it. */
export async function versionPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const setting = settingOf(context);
  const { newsroom } = doors.ports;
  const version = setting === null ? null : await readVersion(newsroom, setting.kind, numberOf(context));
  if (setting === null || version === null) return unknownSetting(context);
  const present = await presentSetting(newsroom, setting.kind);
  const mayChange = may(context.get('person'), 'settings');
  const values = {
    ...namesOf(setting),
    ...versionView(version),
    etag: present.etag,
    mayChange,
    sentences: differenceSentences(present.value, version.value, await titlesOf(doors)),
    replay: mayChange && setting === LEXICON_SETTING ? await replayView(newsroom, version.value) : null,
    same: settingsMessages().versions.same,
  };
  return page(context, { template: 'setting-version', values });
}

/** Goes back to an older version, which becomes the newest one. */
export async function goBack(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const setting = settingOf(context);
  const { clock, newsroom } = doors.ports;
  const version = setting === null ? null : await readVersion(newsroom, setting.kind, numberOf(context));
  if (setting === null || version === null) return unknownSetting(context);
  const { etag = '', why = '' } = await fieldsOf(context);
  if (why === '') return refuse(context, 'no-why');
  const by = context.get('person').name;
  const change = { etag, value: version.value, by, why, at: clock.now(), from: version.number };
  return told(context, doors, await saveSetting(newsroom, setting.kind, change));
}

function told(context: DeskContext, doors: DeskDoors, outcome: SettingOutcome): Response {
  const name = context.req.param('name') ?? '';
  if (outcome.kind === 'unfit') return refuse(context, 'unfit', outcome.problem);
  if (outcome.kind !== 'saved') return refuse(context, outcome.kind);
  doors.report({ what: 'setting saved', detail: `${name} ${outcome.number} by ${context.get('person').name}` });
  return context.redirect(`/desk/settings/${name}?done=saved`, 303);
}

async function titlesOf({ ports }: DeskDoors): Promise<SectionTitles> {
  return new Map((await loadSections(ports.newsroom)).map(({ id, title }) => [id, title]));
}

function settingOf(context: DeskContext): DeskSetting | null {
  return ALL.find(({ kind }) => kind.name === context.req.param('name')) ?? null;
}

function namesOf({ kind: { name } }: DeskSetting) {
  const { title = name, text = '' } = settingsMessages().names[name] ?? {};
  return { name, title, text };
}

function numberOf(context: DeskContext): number {
  return Number(/^[1-9]\d{0,8}$/.exec(context.req.param('number') ?? '')?.[0] ?? 0);
}

async function fieldsOf(context: DeskContext): Promise<Fields> {
  const fields = await formFields(context);
  return Object.fromEntries(fields.map(({ name, value }) => [name, line.catch('').parse(value)]));
}

function unknownSetting(context: DeskContext): Response {
  const detail = settingsMessages().refusals['no-setting'] ?? '';
  return problem(context, 'not-found', { status: 404, detail, back: '/desk/settings' });
}

function refuse(context: DeskContext, reason: string, more = ''): Response {
  const detail = (settingsMessages().refusals[reason] ?? reason).replace('{0}', more);
  const back = `/desk/settings/${context.req.param('name') ?? ''}`;
  return problem(context, 'refused', { status: reason === 'changed' ? 409 : 422, detail, back });
}
