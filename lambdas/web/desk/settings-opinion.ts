import type { Standing } from '../../core/sections/learning/standing.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { loadSecondOpinion } from '../../workflows/learning/second-opinion.ts';
import { SETTINGS } from '../../workflows/settings/setting-table.ts';
import { momentText } from './draft-view.ts';
import { choice, deskSetting, proposed, refused, type TableView } from './settings-form.ts';
import { settingsMessages } from './settings-messages.ts';
import { group, pageOf } from './settings-plain.ts';

/** The switch of what the house learned from its editors. */
export const OPINION_SETTING = deskSetting(SETTINGS['second-opinion'], {
  show: ({ use }) => pageOf(group('second-opinion', [choice('use', use ? 'yes' : 'no', ['yes', 'no'])])),
  propose: (value, { use }) =>
    use === 'yes' || use === 'no' ? proposed({ ...value, use: use === 'yes' }) : refused('bad-form'),
});

/** What came of the last training: whether there is a second opinion, and how it did on issues it had not learned from. */
export async function opinionTable(newsroom: ObjectStore): Promise<TableView> {
  const { tables, standing: words } = settingsMessages();
  const { standing } = await loadSecondOpinion(newsroom);
  const rows = standing === null ? [[words.state ?? '', words.none ?? '']] : rowsOf(standing);
  return { title: tables.standing ?? '', heads: [tables.figure ?? '', tables.value ?? ''], rows };
}

function rowsOf({ at, state, decisions, figures }: Standing): string[][] {
  const words = settingsMessages().standing;
  const ofPrinted = (count: number): string =>
    (words.ofPrinted ?? '').replace('{0}', String(count)).replace('{1}', String(figures?.printed ?? 0));
  return [
    [words.at ?? '', momentText(at)],
    [words.state ?? '', words[state] ?? state],
    [words.decisions ?? '', String(decisions)],
    ...(figures === null
      ? []
      : [
          [words.rulesRight ?? '', ofPrinted(figures.rulesRight)],
          [words.togetherRight ?? '', ofPrinted(figures.togetherRight)],
          [words.helped ?? '', String(figures.helped)],
          [words.hurt ?? '', String(figures.hurt)],
        ]),
  ];
}
