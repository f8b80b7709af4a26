import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startHouse } from '../support/house-process.ts';

const DAY = '2026-11-23';
const folder = mkdtempSync(join(tmpdir(), 'diembao-once-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function once(name: string) {
  const out = join(folder, name, 'out');
  return { out, house: startHouse('--once', '--date', DAY, '--data', join(folder, name, 'data'), '--out', out) };
}

/** Every file below a folder with the SHA-256 of its bytes. */
function digests(out: string): Record<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  return Object.fromEntries(
    paths.map((path) => [path.slice(out.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

function fingerprintOf(out: string): unknown {
  return JSON.parse(readFileSync(join(out, 'issue.json'), 'utf8')).fingerprint;
}

describe('npm start -- --once', () => {
  it('runs a whole day, reports it and writes every output', async () => {
    const { out, house } = once('day');

    expect(await house.ended, house.output()).toBe(0);
    expect(house.output()).toMatch(/sources {5}15 of 17 read/);
    expect(house.output()).toMatch(/mails {7}25 accepted, 1 of them bounced; 25 in this run/);
    const names = Object.keys(digests(out));
    for (const name of [
      'email.html',
      'email.txt',
      'email.eml',
      'issue.json',
      'issue.docx',
      'issue.pdf',
      'feed.xml',
      'site/index.html',
      'site/daily/2026/11/23/1/index.html',
    ]) {
      expect(names).toContain(name);
    }
    expect(readFileSync(join(out, 'email.html')).length).toBeLessThanOrEqual(90_000);
  });

  it('changes no byte and mails nobody when it is run again', async () => {
    const before = digests(join(folder, 'day', 'out'));

    const { out, house } = once('day');

    expect(await house.ended, house.output()).toBe(0);
    expect(house.output()).toMatch(/25 accepted, 1 of them bounced; 0 in this run/);
    expect(digests(out)).toEqual(before);
  });

  it('ends in the same issue and no second mail when it was killed on the way', async () => {
    const expected = fingerprintOf(join(folder, 'day', 'out'));
    // In the middle of the visits, of the draft, of the approval, of the mailing.
    for (const line of [/Visiting the papers: /, /Visited \d+ papers/, /Laid out the draft/, /Approved by/]) {
      const { house } = once('killed');
      await house.printed(line);
      house.kill('SIGKILL');
      expect(await house.ended).toBe('SIGKILL');
    }

    const { out, house } = once('killed');

    expect(await house.ended, house.output()).toBe(0);
    expect(fingerprintOf(out)).toBe(expected);
    expect(house.output()).toMatch(/mails {7}25 accepted, 1 of them bounced/);
  });

  it.each([
    [['--date', '2026-11-22'], /^2026-11-22 has no issue: /],
    [['--date', '22/11/2026'], /^--date 22\/11\/2026: not a day/],
    [['--press', join(folder, 'nowhere')], /no such folder$/],
    [['--press', folder, '--date', DAY], /^press\.json/],
    [['--twice'], /^Unknown option '--twice'/],
  ])('answers %j with one clear line and exit code 2', async (args, line) => {
    const house = startHouse('--once', '--data', join(folder, 'wrong'), ...args);

    expect(await house.ended).toBe(2);
    expect(house.output().trim().split('\n')).toEqual([expect.stringMatching(line)]);
  });
});
