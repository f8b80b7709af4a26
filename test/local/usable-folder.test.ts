import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usableFolder } from '../../lambdas/local/usable-folder.ts';
import { WrongStartError } from '../../lambdas/local/wrong-start.ts';

const folder = mkdtempSync(join(tmpdir(), 'diembao-folder-'));

describe('a folder that will be written to', () => {
  it('is made where it is missing', () => {
    expect(usableFolder('--out', join(folder, 'a', 'b'))).toBe(join(folder, 'a', 'b'));
  });

  it('is refused in one line where a file stands in its place', () => {
    writeFileSync(join(folder, 'file'), '');

    for (const path of [join(folder, 'file'), join(folder, 'file', 'below')]) {
      expect(() => usableFolder('--out', path)).toThrow(WrongStartError);
      expect(() => usableFolder('--out', path)).toThrow(`--out ${path}: not a folder`);
    }
  });
});
