import { parseArgs } from 'node:util';
import { createSystemClock } from '../../aws/system-clock.ts';
import { armHouse, armRequestSchema } from '../../workflows/mailing/arm-house.ts';
import { type Command, WrongInputError } from './command.ts';
import { HOUSE_OF_OPTIONS, withHouseOf } from './house-of.ts';

/** `arm`: a house that was restored may mail again. */
export const arm: Command = {
  usage: '--by NAME --why REASON [--data DIR | --variables FILE]',
  summary: 'lets a house that was restored or cloned mail again; who said so, and why, is kept in its ledger',
  async *run(args) {
    const options = { ...HOUSE_OF_OPTIONS, by: { type: 'string' }, why: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const request = armRequestSchema.required().safeParse({ arm: values.by, why: values.why });
    if (!request.success) throw new WrongInputError('say who arms the house (--by) and why (--why)');
    yield await withHouseOf(values, async ({ issues, ledger }) => {
      const done = await armHouse({ clock: createSystemClock(), issues, ledger }, request.data);
      return { ...done, arming: await ledger.arming() };
    });
  },
};
