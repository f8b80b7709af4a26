import { describe, expect, it } from 'vitest';
import { ladderSchema, seedLadder } from '../../../lambdas/core/issue/ladder.ts';
import { LADDER_SETTING } from '../../../lambdas/web/desk/settings-ladder.ts';
import { differenceSentences } from '../../../lambdas/web/desk/settings-words.ts';

const TITLES = new Map<string, string>();
const ASKER = { id: 'q1', name: 'Phạm Thu Hiền', roles: ['administrators' as const] };

/** The fields of the page as they stand, with what somebody typed over them. */
function typed(over: Record<string, string>): Record<string, string> {
  const page = LADDER_SETTING.show(seedLadder(), { today: '2026-11-23', query: '', titles: TITLES });
  const fields = page.groups.flatMap((group) => group.fields.map(({ name, value }) => [name, value]));
  return { ...Object.fromEntries(fields), ...over };
}

const propose = (over: Record<string, string>) => LADDER_SETTING.propose(seedLadder(), typed(over), ASKER);

describe('the page of the ladder', () => {
  it('takes hours and addresses as a person types them and tells what changes', () => {
    const outcome = propose({
      'hour-deputy': '7h35',
      'addressees-head': ' Truong.Phong@SoNoiVu.example.vn; pho@sonoivu.example.vn',
    });
    if (outcome.kind !== 'value') throw new Error(outcome.reason);
    const { rungs } = ladderSchema.parse(outcome.value);
    expect(rungs[2]).toMatchObject({ id: 'deputy', at: '07:35' });
    expect(rungs[3]?.to).toEqual(['Truong.Phong@sonoivu.example.vn', 'pho@sonoivu.example.vn']);
    expect(differenceSentences(seedLadder(), outcome.value, TITLES)).toEqual([
      'Giờ gửi của mức “báo cấp phó”: từ “07:30” thành “07:35”.',
      'Thêm: Người nhận của mức “báo cấp trưởng”: Truong.Phong@sonoivu.example.vn.',
      'Thêm: Người nhận của mức “báo cấp trưởng”: pho@sonoivu.example.vn.',
    ]);
  });

  it('says what cannot be: no address, no hour, a higher rung before a lower one', () => {
    expect(propose({ 'addressees-ready': 'ban biên tập' })).toEqual({ kind: 'refused', reason: 'bad-address' });
    expect(propose({ deadline: 'sáng' })).toEqual({ kind: 'refused', reason: 'bad-ladder' });
    expect(propose({ 'hour-head': '06:00' })).toEqual({ kind: 'refused', reason: 'bad-ladder' });
    expect(propose({})).toEqual({ kind: 'value', value: seedLadder() });
  });
});
