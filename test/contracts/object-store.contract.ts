import { expect, test } from 'vitest';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';

const TEXT = { contentType: 'text/plain; charset=utf-8' };
const ANY = { kind: 'any' } as const;
const NONE = { kind: 'none' } as const;

/** What every object store keeps; `store` gives one that may hold what earlier tests left under other keys. */
export function objectStoreContract(store: () => ObjectStore): void {
  const text = async (key: string): Promise<string> => new TextDecoder().decode((await store().get(key))?.body);

  test('gives back the bytes it was given, with the tag of the put', async () => {
    const put = await store().put('a/điểm báo.txt', 'Điểm báo', TEXT, ANY);
    const got = await store().get('a/điểm báo.txt');
    expect(new TextDecoder().decode(got?.body)).toBe('Điểm báo');
    expect(put).toEqual({ kind: 'stored', etag: got?.etag });
  });

  test('keeps its own copy of the bytes', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    await store().put('copy', bytes, TEXT, ANY);
    bytes[0] = 9;
    const got = await store().get('copy');
    got?.body.fill(7);
    expect([...((await store().get('copy'))?.body ?? [])]).toEqual([1, 2, 3]);
  });

  test('keeps an empty object', async () => {
    await store().put('empty', '', TEXT, ANY);
    expect((await store().get('empty'))?.body).toHaveLength(0);
  });

  test('says null where there is nothing', async () => {
    expect(await store().get('nothing')).toBeNull();
  });

  test('writes once under the condition none', async () => {
    expect((await store().put('once', '1', TEXT, NONE)).kind).toBe('stored');
    expect(await store().put('once', '2', TEXT, NONE)).toEqual({ kind: 'conflict' });
    expect(await text('once')).toBe('1');
  });

  test('writes over what was read, and over nothing else', async () => {
    const first = await store().put('swap', '1', TEXT, ANY);
    const etag = first.kind === 'stored' ? first.etag : '';
    expect((await store().put('swap', '2', TEXT, { kind: 'etag', etag })).kind).toBe('stored');
    expect(await store().put('swap', '3', TEXT, { kind: 'etag', etag })).toEqual({ kind: 'conflict' });
    expect(await text('swap')).toBe('2');
  });

  test('has a conflict where the object to be replaced is gone', async () => {
    expect(await store().put('never', '1', TEXT, { kind: 'etag', etag: '"abc"' })).toEqual({ kind: 'conflict' });
  });

  test('lets one of twenty racing writers through', async () => {
    const racers = Array.from({ length: 20 }, (_, number) => store().put('race', `${number}`, TEXT, NONE));
    const outcomes = await Promise.all(racers);
    expect(outcomes.filter((outcome) => outcome.kind === 'stored')).toHaveLength(1);
    expect(await text('race')).toBe(`${outcomes.findIndex((outcome) => outcome.kind === 'stored')}`);
  });

  test('lists the keys under a prefix, in order of code points', async () => {
    for (const key of ['list/b', 'list/ă', 'list/a/1', 'list/B', 'list/\u{1F5DE}', 'list/\uFF21', 'other/a'])
      await store().put(key, 'x', TEXT, ANY);
    expect(await store().list('list/')).toEqual([
      'list/B',
      'list/a/1',
      'list/b',
      'list/ă',
      'list/\uFF21',
      'list/\u{1F5DE}',
    ]);
    expect(await store().list('no/')).toEqual([]);
  });

  test('lists more than a thousand keys', async () => {
    const keys = Array.from({ length: 1_005 }, (_, number) => `many/${String(number).padStart(4, '0')}`);
    for (let from = 0; from < keys.length; from += 50) {
      await Promise.all(keys.slice(from, from + 50).map((key) => store().put(key, '', TEXT, ANY)));
    }
    expect(await store().list('many/')).toEqual(keys);
  });

  test('takes away the objects named and no others, and does not mind one that is not there', async () => {
    for (const key of ['gone/1', 'gone/2', 'gone/3']) await store().put(key, 'x', TEXT, ANY);
    await store().remove(['gone/1', 'gone/3', 'gone/never']);
    expect(await store().list('gone/')).toEqual(['gone/2']);
    expect(await store().get('gone/1')).toBeNull();
    expect((await store().put('gone/1', 'y', TEXT, NONE)).kind).toBe('stored');
  });
}
