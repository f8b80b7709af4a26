import type { EditorList } from '../../core/settings/editor-list.ts';
import type { Person } from '../../ports/identity.ts';
import { SETTINGS } from '../../workflows/settings/setting-table.ts';
import {
  choice,
  deskSetting,
  type Fields,
  field,
  type Proposal,
  proposed,
  refused,
  type SettingPage,
  type TableView,
} from './settings-form.ts';
import { settingsMessages } from './settings-messages.ts';
import { group } from './settings-plain.ts';

/** The names that may stand at the end of a bulletin, and the accounts that are shut out; one decision at a time. */
export const EDITORS_SETTING = deskSetting(SETTINGS.editors, { show, propose });

function show({ names, closed }: EditorList): SettingPage {
  const { tables: words } = settingsMessages();
  const fields = [
    choice('deed-editor', 'add-name', Object.keys(DEEDS)),
    field('editor', ''),
    field('why-closed', '', { label: words.why ?? '', hint: '' }),
  ];
  const named = names.length === 0 ? [[words.noEditors ?? '']] : names.map((name) => [name]);
  const shut = closed.length === 0 ? [[words.noneClosed ?? '', '']] : closed.map(({ id, why }) => [id, why]);
  const tables: TableView[] = [
    { title: words.editors ?? '', heads: [words.editors ?? ''], rows: named },
    { title: words.closed ?? '', heads: [words.account ?? '', words.why ?? ''], rows: shut },
  ];
  return { groups: [group('editors', fields)], tables, hasSearch: false };
}

interface Wish {
  readonly name: string;
  readonly account: string;
  readonly why: string;
  readonly asker: Person;
}

/** What each kind of decision makes of the list. */
const DEEDS: Readonly<Record<string, (list: EditorList, wish: Wish) => Proposal<EditorList>>> = {
  'add-name': (list, { name }) => {
    if (list.names.includes(name)) return refused('already-listed');
    return proposed({ ...list, names: [...list.names, name].toSorted((a, b) => a.localeCompare(b, 'vi')) });
  },
  'drop-name': (list, { name }) => {
    const names = list.names.filter((each) => each !== name);
    return names.length === list.names.length ? refused('not-there') : proposed({ ...list, names });
  },
  'shut-out': (list, { account, why, asker }) => {
    if (!/^[^\s@]+(@[^\s@]+)?$/u.test(account)) return refused('bad-account');
    if (why === '') return refused('no-reason');
    if ([asker.id, asker.email ?? ''].some((own) => own.toLowerCase() === account)) return refused('yourself');
    if (list.closed.some(({ id }) => id === account)) return refused('already-listed');
    return proposed({ ...list, closed: [...list.closed, { id: account, why }] });
  },
  'let-in': (list, { account }) => {
    const closed = list.closed.filter(({ id }) => id !== account);
    return closed.length === list.closed.length ? refused('not-there') : proposed({ ...list, closed });
  },
};

function propose(list: EditorList, fields: Fields, asker: Person): Proposal<EditorList> {
  const deed = DEEDS[fields['deed-editor'] ?? ''];
  const name = fields.editor ?? '';
  if (deed === undefined) return refused('bad-form');
  if (name === '') return refused('empty');
  return deed(list, { name, account: name.toLowerCase(), why: fields['why-closed'] ?? '', asker });
}
