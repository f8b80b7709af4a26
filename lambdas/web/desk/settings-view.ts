import { lexiconSchema } from '../../core/sections/lexicon.ts';
import { lexiconFor } from '../../core/sections/sections.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { replayAgainstPast } from '../../workflows/learning/replay-decisions.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import type { Version } from '../../workflows/settings/save-setting.ts';
import { dayView, momentText } from './draft-view.ts';
import { settingsMessages } from './settings-messages.ts';

/** Changes of a replay that are listed; the sentence counts all. */
const LISTED = 40;

/** One line of the list of versions. */
export function versionView({ number, saved }: Version<unknown>) {
  const { seed, goBack } = settingsMessages().versions;
  if (saved === null) return { number, at: '', by: '', why: seed };
  const why =
    saved.from === undefined ? saved.why : goBack.replace('{0}', String(saved.from)).replace('{1}', saved.why);
  return { number, at: momentText(saved.at), by: saved.by, why };
}

/** What a changed lexicon would have done to past issues: a sentence and the stories it names. */
export async function replayView(newsroom: ObjectStore, value: unknown) {
  const { sections } = await loadHouse(newsroom);
  const lexicon = lexiconFor(lexiconSchema.parse(value), sections);
  const found = await replayAgainstPast({ newsroom }, { kind: 'lexicon', lexicon });
  const words = settingsMessages().replay;
  const titles = new Map(sections.map(({ id, title }) => [id, title]));
  const placeOf = (said: { readonly reform: boolean; readonly section: string | null }): string =>
    said.reform ? (titles.get(said.section ?? '') ?? said.section ?? '') : words.none;
  return {
    sentence:
      found.decisions === 0
        ? words.nothing
        : `${found.sentence.charAt(0).toLocaleUpperCase('vi')}${found.sentence.slice(1)}.`,
    changes: found.changes.slice(0, LISTED).map((change) => ({
      date: dayView(change.issueKey).date,
      title: change.title,
      act: words.acts[change.act] ?? '',
      before: placeOf(change.before),
      after: placeOf(change.after),
      verdict: words.verdicts[change.verdict] ?? '',
      isWrong: change.verdict === 'wrong',
    })),
    more: Math.max(0, found.changes.length - LISTED),
  };
}
