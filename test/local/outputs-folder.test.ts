import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outputsFolder } from '../../lambdas/local/outputs-folder.ts';

let out = '';
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'diembao-out-'));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('where the outputs of an issue go', () => {
  it('is the folder that was named, and one inside it where the other edition lies there already', () => {
    expect(outputsFolder(join(out, 'new'), '2026-11')).toBe(join(out, 'new'));
    expect(outputsFolder(out, '2026-11-23')).toBe(out);

    writeFileSync(join(out, 'issue.json'), JSON.stringify({ version: 1, edition: 'daily', issueKey: '2026-11-23' }));

    expect(outputsFolder(out, '2026-11-23')).toBe(out);
    expect(outputsFolder(out, '2026-11-24')).toBe(out);
    expect(outputsFolder(out, '2026-11')).toBe(join(out, '2026-11'));
  });

  it('is the folder that was named where a write was cut short', () => {
    writeFileSync(join(out, 'issue.json'), '{"edition":');

    expect(outputsFolder(out, '2026-11')).toBe(out);
  });
});
