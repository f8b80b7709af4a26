import { describe, expect, it } from 'vitest';
import { seedMasthead } from '../../../lambdas/core/issue/masthead.ts';
import { loadHouse, settingKey } from '../../../lambdas/workflows/settings/house.ts';
import {
  NO_FILE,
  presentSetting,
  readVersion,
  type SettingChange,
  saveSetting,
  versionsOf,
} from '../../../lambdas/workflows/settings/save-setting.ts';
import { SETTINGS } from '../../../lambdas/workflows/settings/setting-table.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';

const { masthead } = SETTINGS;
const JSON_TYPE = { contentType: 'application/json' };
type Masthead = ReturnType<typeof seedMasthead>;

const change = (etag: string, publisher: string): SettingChange<Masthead> => ({
  etag,
  value: { ...seedMasthead(), publisher },
  by: 'Phạm Thu Hiền',
  why: 'đổi tên cơ quan',
  at: '2026-11-23T08:00:00+07:00',
});
const names = (versions: readonly { number: number; value: Masthead }[]) =>
  versions.map(({ number, value }) => `${number}: ${value.publisher}`);

describe('a setting of the house', () => {
  it('is the seed as version 1 until somebody changes it; the change says who, when and why, and the house reads it', async () => {
    const newsroom = memoryObjectStore();
    expect(await presentSetting(newsroom, masthead)).toMatchObject({ number: 1, saved: null, etag: NO_FILE });
    expect(await saveSetting(newsroom, masthead, change(NO_FILE, 'Sở'))).toEqual({ kind: 'saved', number: 2 });
    expect((await presentSetting(newsroom, masthead)).saved).toEqual({
      number: 2,
      at: '2026-11-23T08:00:00+07:00',
      by: 'Phạm Thu Hiền',
      why: 'đổi tên cơ quan',
    });
    expect((await loadHouse(newsroom)).masthead).toEqual({ ...seedMasthead(), publisher: 'Sở' });
    expect(names(await versionsOf(newsroom, masthead, 10))).toEqual(['2: Sở', `1: ${seedMasthead().publisher}`]);
  });

  it('refuses what was made from an older version, what does not fit, and what changes nothing', async () => {
    const newsroom = memoryObjectStore();
    await saveSetting(newsroom, masthead, change(NO_FILE, 'A'));
    const { etag } = await presentSetting(newsroom, masthead);
    expect(await saveSetting(newsroom, masthead, change(NO_FILE, 'B'))).toEqual({ kind: 'changed' });
    expect(await saveSetting(newsroom, masthead, change(etag, 'A'))).toEqual({ kind: 'same' });
    const { sections } = SETTINGS;
    const empty = { ...change(NO_FILE, ''), value: { version: 1 as const, sections: [] } };
    expect((await saveSetting(newsroom, sections, empty)).kind).toBe('unfit');
    expect(await newsroom.list('settings/')).toEqual(['settings/history/masthead/1.json', 'settings/masthead.json']);
  });

  it('keeps every version when two people save at the same moment: one wins, nothing is lost', async () => {
    const newsroom = memoryObjectStore();
    const outcomes = await Promise.all(
      ['A', 'B'].map((name) => saveSetting(newsroom, masthead, change(NO_FILE, name))),
    );
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'saved']);
    expect(await versionsOf(newsroom, masthead, 10)).toHaveLength(2);
  });

  it('goes back by saving the older value as a new version, so that the way there stays told', async () => {
    const newsroom = memoryObjectStore();
    await saveSetting(newsroom, masthead, change(NO_FILE, 'A'));
    const first = await readVersion(newsroom, masthead, 1);
    const { etag } = await presentSetting(newsroom, masthead);
    if (first === null) throw new Error('the first version is gone');
    await saveSetting(newsroom, masthead, { ...change(etag, ''), value: first.value, from: 1 });
    const versions = await versionsOf(newsroom, masthead, 10);
    expect(names(versions)).toEqual([`3: ${seedMasthead().publisher}`, '2: A', `1: ${seedMasthead().publisher}`]);
    expect(versions[0]?.saved?.from).toBe(1);
  });

  it('gives a file written outside the desk a number of its own, and keeps it too', async () => {
    const newsroom = memoryObjectStore();
    await saveSetting(newsroom, masthead, change(NO_FILE, 'A'));
    const byHand = JSON.stringify({ ...seedMasthead(), publisher: 'tay' });
    await newsroom.put(settingKey('masthead'), byHand, JSON_TYPE, { kind: 'any' });
    const present = await presentSetting(newsroom, masthead);
    expect(present).toMatchObject({ number: 2, saved: null });
    await saveSetting(newsroom, masthead, change(present.etag, 'B'));
    expect(names(await versionsOf(newsroom, masthead, 10))).toEqual([
      '3: B',
      '2: tay',
      `1: ${seedMasthead().publisher}`,
    ]);
  });

  describe('and a crash between its two writes', () => {
    it('changes nothing, and the next change carries on', async () => {
      const store = memoryObjectStore();
      const put = crashingAt(store, settingKey('masthead'));
      await expect(saveSetting({ ...store, put }, masthead, change(NO_FILE, 'A'))).rejects.toThrow('crash');
      expect((await presentSetting(store, masthead)).value).toEqual(seedMasthead());
      expect(await saveSetting(store, masthead, change(NO_FILE, 'A'))).toEqual({ kind: 'saved', number: 2 });
      expect(await versionsOf(store, masthead, 10)).toHaveLength(2);
    });

    it('would lose the version before, were the setting written first', async () => {
      const store = memoryObjectStore();
      const put = crashingAt(store, 'settings/history/masthead/1.json');
      const saved = { number: 2, at: '2026-11-23T08:00:00+07:00', by: 'x', why: 'x' };
      const careless = async () => {
        const body = JSON.stringify({ ...seedMasthead(), publisher: 'A', saved });
        await put(settingKey('masthead'), body, JSON_TYPE, { kind: 'none' });
        await put('settings/history/masthead/1.json', '{}', JSON_TYPE, { kind: 'none' });
      };
      await expect(careless()).rejects.toThrow('crash');
      expect(names(await versionsOf(store, masthead, 10))).toEqual(['2: A']);
    });
  });
});

function crashingAt(store: ReturnType<typeof memoryObjectStore>, key: string): typeof store.put {
  return async (wanted, ...rest) => {
    if (wanted === key) throw new Error('crash');
    return store.put(wanted, ...rest);
  };
}
