import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { backupTo, restoreHouseFrom } from '../../../lambdas/local/commands/backup.ts';
import { WrongInputError } from '../../../lambdas/local/commands/command.ts';
import { withHouseAt } from '../../../lambdas/local/commands/house-at.ts';

const folder = mkdtempSync(join(tmpdir(), 'diembao-refused-'));
const environment = { ...process.env };
afterAll(() => {
  rmSync(folder, { recursive: true });
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

const at = (name: string): string => join(folder, name);
const house = (data: string) => ({ data, publicAddress: 'http://127.0.0.1:8080', mayBeNew: true });

async function refused(data: string): Promise<string> {
  const lines = restoreHouseFrom.run([at('backup'), '--data', data]);
  try {
    for await (const _ of lines);
  } catch (error) {
    if (error instanceof WrongInputError) return error.message;
    throw error;
  }
  return 'not refused';
}

/** A house's files, without those of its tables, which have other names after every start. */
const kept = (data: string): string[] =>
  readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith(join('aws', 'dynamodb')))
    .toSorted();

it('a house that is refused a restoring is as it was: gone where it was new, whole where it was there', async () => {
  await withHouseAt(house(at('old')), async () => undefined);
  for await (const _ of backupTo.run([at('backup'), '--data', at('old')]));

  // Keys of its own: the backup's addresses would not work there.
  expect(await refused(at('new'))).toContain('token secret');
  expect(existsSync(at('new'))).toBe(false);

  mkdirSync(join(at('prepared'), 'aws', 'secrets'), { recursive: true });
  writeFileSync(join(at('prepared'), 'aws', 'secrets', 'note.txt'), 'left by a person');
  expect(await refused(at('prepared'))).toContain('token secret');
  expect(readdirSync(at('prepared'), { recursive: true }).toSorted()).toEqual([
    'aws',
    join('aws', 'secrets'),
    join('aws', 'secrets', 'note.txt'),
  ]);

  await withHouseAt(house(at('other')), async () => undefined);
  const before = kept(at('other'));
  expect(before.join(' ')).toContain(join('aws', 'secrets'));
  expect(await refused(at('other'))).toContain('token secret');
  expect(kept(at('other'))).toEqual(before);
  expect(readFileSync(join(at('backup'), 'backup.json'), 'utf8')).toContain('"version": 1');
});

it('a house asked for one folder too high is named', async () => {
  const { mayBeNew: _, ...asked } = house(folder);
  await expect(withHouseAt(asked, async () => undefined)).rejects.toThrow(
    `holds no house; there is one in ${at('old')}`,
  );
});
