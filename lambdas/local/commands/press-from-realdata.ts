import { existsSync } from 'node:fs';
import { buildRealdataPress } from '../press/realdata/build-realdata-press.ts';
import { type Command, WrongInputError } from './command.ts';

/** `press-from-realdata`: a folder for `npm start -- --press` from real pages, feeds and labelled texts. */
export const pressFromRealdata: Command = {
  usage: 'FROM TO',
  summary: 'build a press folder from saved pages, feeds and labelled texts',
  async *run([from, to]) {
    if (!from || !to) throw new WrongInputError('press-from-realdata: FROM and TO are needed');
    if (!existsSync(from)) throw new WrongInputError(`${from}: no such folder`);
    yield { ...(await buildRealdataPress(from, to)) };
  },
};
