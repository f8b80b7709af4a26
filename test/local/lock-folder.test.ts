import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockFolder } from '../../lambdas/local/lock-folder.ts';
import { WrongStartError } from '../../lambdas/local/wrong-start.ts';

describe('the lock of a data folder', () => {
  it('keeps a second house out and says who is in', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    writeFileSync(join(folder, 'lock'), String(process.ppid));

    expect(() => lockFolder(folder)).toThrow(WrongStartError);
    expect(() => lockFolder(folder)).toThrow(`process ${process.ppid}`);
  });

  it('is taken over from a process that was killed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(join(folder, 'lock'), String(pid));

    const unlock = lockFolder(folder);
    unlock();

    expect(() => lockFolder(folder)()).not.toThrow();
  });
});
