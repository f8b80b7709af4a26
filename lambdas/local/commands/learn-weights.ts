import { statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { daySchema } from '../../core/calendar/instant.ts';
import { learnWeights } from '../../core/sections/learned/learn.ts';
import { seedLexicon } from '../../core/sections/lexicon.ts';
import { type Command, WrongInputError } from './command.ts';
import { readLabelled } from './labelled-texts.ts';

/**
 * `learn-weights`: what labelled texts add to the hand-written lexicon, as data an editor can change. The gold daily is
 * never learned from: it is what the result is tried on.
 */
export const learnWeightsOf: Command = {
  usage: 'FOLDER OUT.json DAY',
  summary: 'phrases with weights learned from labelled texts, for core/sections/learned/weights.json; DAY: 2026-11-22',
  *run([folder, out, day]) {
    if (folder === undefined || out === undefined || day === undefined)
      throw new WrongInputError('a folder of labelled texts, an output file and the day are needed');
    if (!isFolder(folder)) throw new WrongInputError(`${folder}: no such folder`);
    if (!isFolder(dirname(out)) || isFolder(out)) throw new WrongInputError(`${out}: no file can be written there`);
    if (!daySchema.safeParse(day).success) throw new WrongInputError(`${day}: not a day`);
    const texts = readLabelled(folder).filter(({ kind }) => kind !== 'daily seed');
    if (texts.length === 0) throw new WrongInputError(`${folder}: no labelled texts`);
    const weights = learnWeights(texts, seedLexicon(), { day });
    writeFileSync(out, `${JSON.stringify(weights, null, 2)}\n`);
    yield { out, ...weights.trainedOn, phrases: Object.keys(weights.reform).length };
  },
};

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
