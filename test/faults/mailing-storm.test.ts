import { beforeAll, describe, expect, it } from 'vitest';
import { makeWorld } from './mailing-world.ts';
import { ALL, LONG } from './sizes.ts';
import { type Damage, storms, stormsTwice } from './storm.ts';

const STORMS = ALL ? 500 : 6;

describe('R1 ten crashes at random effects, two workers of ten lanes, lost answers, repeated messages', () => {
  const played: { told?: Damage; untold?: Damage } = {};

  beforeAll(async () => {
    Object.assign(played, await stormsTwice(STORMS, 0.01));
  }, LONG.timeout);

  it('leave nobody out and double nobody while the events come, early or late', () => {
    const damage = played.told;

    expect(damage).toMatchObject({ doubled: 0, unsent: 0, unfinished: 0, inBooks: 0 });
    expect(damage?.crashes).toBeGreaterThan(STORMS * 8);
  });

  it('double at most 3 in 1,000, once each and in the named window, when 1 % are never told of', () => {
    const damage = played.untold;

    expect(damage).toMatchObject({ unsent: 0, unnamed: 0, unfinished: 0 });
    expect(damage?.mostExtra).toBeLessThanOrEqual(1);
    expect(damage?.doubled).toBeLessThanOrEqual(Math.max(1, STORMS * 40 * 0.003));
    // A second answer that is lost, without any event, ends as failed(unconfirmed): no third request, a name in the books for a
    // person to look at, and a late event still corrects it. That is within the promise, and it is rare.
    expect(damage?.inBooks).toBeLessThanOrEqual(1 + STORMS * 40 * 0.001);
  });

  it('R1 control: leave readers out when silence is never taken for a proof', LONG, async () => {
    const damage = await storms(8, () => makeWorld({ isBrief: true, policy: { spared: 0, requests: 1 } }));

    expect(damage.unsent).toBeGreaterThan(0);
    expect(damage.unsent).toBe(damage.inBooks);
  });

  it('R1 control: double readers outside the window when late events are not waited for', LONG, async () => {
    const make = () => makeWorld({ isBrief: true, policy: { eventWaitMs: 60_000, witnesses: 0, silentShare: 1 } });
    const damage = await storms(8, make);

    expect(damage.unnamed).toBeGreaterThan(2);
  });
});
