import { describe, expect, it } from 'vitest';
import type { DatedDecision } from '../../../lambdas/core/sections/learning/train.ts';
import { decisionsKey } from '../../../lambdas/workflows/learning/keep-decisions.ts';
import { learn } from '../../../lambdas/workflows/learning/learn.ts';
import { loadSecondOpinion, modelKey, STANDING_KEY } from '../../../lambdas/workflows/learning/second-opinion.ts';
import { writeJson } from '../../../lambdas/workflows/stored-json.ts';
import { careless, decided, decisionsBy, filesOf, headlinesOf } from '../../core/sections/learning/decided.ts';
import { sweepCrashes, withCrashes } from '../../support/crashing.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';

const DECIDED = headlinesOf(decisionsBy(decided, 500));

async function houseWith(decisions: readonly DatedDecision[]) {
  const ports = { clock: memoryClock('2026-11-23T05:00:00+07:00'), newsroom: memoryObjectStore() };
  for (const file of filesOf(decisions)) {
    await writeJson(ports.newsroom, decisionsKey(file.issueKey), file, { kind: 'any' });
  }
  return ports;
}

const stored = ({ newsroom }: Awaited<ReturnType<typeof houseWith>>) =>
  Object.fromEntries([...newsroom.objects].map(([key, { body }]) => [key, new TextDecoder().decode(body)]));

describe('learning', () => {
  it('puts a model in use once it proves better, and does nothing the second time', async () => {
    const ports = await houseWith(DECIDED);
    const first = await learn(ports);
    const { model, standing } = await loadSecondOpinion(ports.newsroom);

    expect(first.kind).toBe('in-use');
    expect(model?.id).toMatch(/^2026-02-19-[0-9a-f]{12}$/);
    expect(standing).toMatchObject({ state: 'in-use', decisions: 500, until: '2026-02-19', model: model?.id });
    expect(await learn(ports)).toEqual({ kind: 'unchanged' });
  });

  it('throws the old model away when the editors have become unpredictable', async () => {
    const ports = await houseWith(DECIDED);
    await learn(ports);
    for (const file of filesOf(headlinesOf(decisionsBy(careless, 500)))) {
      const other = { ...file, fingerprint: 'c'.repeat(64) };
      await writeJson(ports.newsroom, decisionsKey(file.issueKey), other, { kind: 'any' });
    }

    expect((await learn(ports)).kind).toBe('thrown-away');
    expect(await loadSecondOpinion(ports.newsroom)).toMatchObject({ model: null, standing: { figures: {} } });
  });

  it('learns nothing from few decisions, and leaves out a file it cannot read by its name', async () => {
    const ports = await houseWith(decisionsBy(decided, 30));
    await ports.newsroom.put(decisionsKey('2026-03-01'), '{"version":9}', { contentType: 'x' }, { kind: 'any' });

    expect(await learn(ports)).toMatchObject({ kind: 'too-few', unreadable: [decisionsKey('2026-03-01')] });
    expect((await loadSecondOpinion(ports.newsroom)).model).toBeNull();
  });

  it('obeys the switch, and a model that is gone or damaged is no model', async () => {
    const ports = await houseWith(DECIDED);
    await learn(ports);
    const { model } = await loadSecondOpinion(ports.newsroom);
    await writeJson(ports.newsroom, 'settings/second-opinion.json', { version: 1, use: false }, { kind: 'any' });

    expect(await loadSecondOpinion(ports.newsroom)).toMatchObject({ isOn: false, model: null });
    await writeJson(ports.newsroom, 'settings/second-opinion.json', { version: 1, use: true }, { kind: 'any' });
    expect((await loadSecondOpinion(ports.newsroom)).model).toEqual(model);
    await ports.newsroom.put(modelKey(model?.id ?? ''), '{', { contentType: 'x' }, { kind: 'any' });
    expect((await loadSecondOpinion(ports.newsroom)).model).toBeNull();
  });

  it('ends the same, killed before or after any of its writes, and never names a model that is not there', async () => {
    const whole = await houseWith(DECIDED);
    await learn(whole);

    const points = await sweepCrashes(async (plan) => {
      const ports = await houseWith(DECIDED);
      const life = withCrashes(ports, plan);
      await learn(life.ports).catch((error: unknown) => {
        if (!life.crashed()) throw error;
      });
      const { standing, model } = await loadSecondOpinion(ports.newsroom);
      expect(standing?.model ?? null).toBe(model?.id ?? null);
      await learn(ports);
      expect(stored(ports)).toEqual(stored(whole));
      return life.crashed();
    });

    expect(points).toBe(4);
    // Negative control: a standing that was written first would be caught naming what is not there.
    whole.newsroom.objects.delete(modelKey((await loadSecondOpinion(whole.newsroom)).standing?.model ?? ''));
    const { standing, model } = await loadSecondOpinion(whole.newsroom);
    expect(standing?.model).not.toBe(model?.id ?? null);
    expect(whole.newsroom.objects.has(STANDING_KEY)).toBe(true);
  });
});
