import { type Ladder, ladderSchema, type Rung } from '../../core/issue/ladder.ts';
import { normaliseAddress } from '../../core/subscriptions/address.ts';
import { SETTINGS } from '../../workflows/settings/setting-table.ts';
import { deskSetting, type Fields, field, type Proposal, proposed, refused } from './settings-form.ts';
import { group, pageOf } from './settings-plain.ts';

/** Until when the day's issue is to be approved, and who is told at which hour while it is not. */
export const LADDER_SETTING = deskSetting(SETTINGS.ladder, {
  show: ({ deadline, rungs }) => pageOf(group('ladder', [field('deadline', deadline)]), ...rungs.map(rungGroup)),
  propose,
});

function rungGroup({ id, at, to }: Rung) {
  return group(`ladder-${id}`, [field(`hour-${id}`, at), field(`addressees-${id}`, to.join(', '))]);
}

function propose(value: Ladder, fields: Fields): Proposal<Ladder> {
  const rungs = value.rungs.map((rung) => ({
    ...rung,
    at: hourOf(fields[`hour-${rung.id}`]),
    to: addressesOf(fields[`addressees-${rung.id}`]),
  }));
  if (rungs.some(({ to }) => to.includes(null))) return refused('bad-address');
  const deadline = hourOf(fields.deadline);
  const ladder = ladderSchema.safeParse({ ...value, deadline, rungs });
  return ladder.success ? proposed(ladder.data) : refused('bad-ladder');
}

/** `7:15` and `7h15` are `07:15`. */
function hourOf(text = ''): string {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:hg](\d{2})$/u.exec(text.trim()) ?? [];
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** Null for each that is no plain address. */
function addressesOf(text = ''): (string | null)[] {
  const parts = text.split(/[\s,;]+/u).filter((part) => part !== '');
  const read = parts.map((part) => {
    const normalised = normaliseAddress(part);
    return normalised.kind === 'address' ? normalised.address : null;
  });
  return [...new Set(read)];
}
