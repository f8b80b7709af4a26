import { parseArgs } from 'node:util';
import { type Lexicon, lexiconSchema } from '../../core/sections/lexicon.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { replayAgainstPast, type Trial } from '../../workflows/learning/replay-decisions.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import { withStoredNewsroom } from '../stored-newsroom.ts';
import { WrongStartError } from '../wrong-start.ts';
import { type Command, WrongInputError } from './command.ts';
import { USUAL_HOUSE } from './house-at.ts';
import { readText } from './input.ts';

/** `replay`: what a changed lexicon, rule or model would have changed in past issues. */
export const replayPast: Command = {
  usage: '[--data DIR] [--lexicon FILE | --second-opinion]',
  summary: 'what would stand elsewhere in past issues by today’s rules, by another lexicon, or by the second opinion',
  async *run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string', default: USUAL_HOUSE },
        lexicon: { type: 'string' },
        'second-opinion': { type: 'boolean', default: false },
      },
    });
    const wanted = { lexicon: values.lexicon, secondOpinion: values['second-opinion'] };
    const found = await reading(values.data, async (newsroom) =>
      replayAgainstPast({ newsroom }, await trialOf(newsroom, wanted)),
    );
    const { changes, ...summary } = found;
    yield* changes;
    yield summary;
  },
};

async function reading<T>(dataDir: string, use: (newsroom: ObjectStore) => Promise<T>): Promise<T> {
  try {
    return await withStoredNewsroom(dataDir, use);
  } catch (error) {
    if (error instanceof WrongStartError) throw new WrongInputError(error.message);
    throw error;
  }
}

async function trialOf(
  newsroom: ObjectStore,
  wanted: { readonly lexicon: string | undefined; readonly secondOpinion: boolean },
): Promise<Trial> {
  if (wanted.lexicon !== undefined && wanted.secondOpinion) {
    throw new WrongInputError('--lexicon and --second-opinion are two questions; ask one');
  }
  if (wanted.secondOpinion) return { kind: 'second-opinion' };
  if (wanted.lexicon === undefined) return { kind: 'present' };
  const { lexicon } = await loadHouse(newsroom);
  return { kind: 'lexicon', lexicon: changedLexicon(wanted.lexicon, lexicon) };
}

/** A whole lexicon, or only the words and weights of it that are to change; a word of weight 0 is as good as none. */
function changedLexicon(path: string, present: Lexicon): Lexicon {
  const parsed = lexiconSchema.safeParse(laidOver(present, objectIn(path)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new WrongInputError(`${path}: ${issue?.path.join('.') ?? 'the file'}: ${issue?.message ?? 'wrong shape'}`);
}

function laidOver(present: unknown, changed: unknown): unknown {
  if (!isTable(present) || !isTable(changed)) return changed;
  const both = Object.entries(changed).map(([key, value]) => [key, laidOver(Reflect.get(present, key), value)]);
  return { ...present, ...Object.fromEntries(both) };
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectIn(path: string): object {
  const text = readText(path);
  try {
    const value: unknown = JSON.parse(text);
    if (isTable(value)) return value;
  } catch {
    throw new WrongInputError(`${path}: not JSON`);
  }
  throw new WrongInputError(`${path}: not a lexicon`);
}
