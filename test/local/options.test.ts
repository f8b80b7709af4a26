import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PORT, HELP, parseStartOptions } from '../../lambdas/local/options.ts';

const ROOT = '/house';

function options(...args: string[]) {
  const parsed = parseStartOptions(args, ROOT);
  if (parsed.kind !== 'options') throw new Error(JSON.stringify(parsed));
  return parsed.options;
}

describe('the options of npm start', () => {
  it('reads the sample press, serves on the default port and keeps its data in the house', () => {
    expect(options()).toEqual({
      once: false,
      monthly: false,
      month: null,
      date: null,
      since: null,
      out: null,
      press: { kind: 'sample' },
      port: DEFAULT_PORT,
      dataDir: '/house/.diembao/sample',
    });
  });

  it('takes a date, a window, a folder for the outputs and a port', () => {
    const read = options(
      '--once',
      '--date',
      '2026-11-23',
      '--since',
      '2017-01-01',
      '--out',
      '/tmp/out',
      '--port',
      '9000',
    );

    expect(read).toMatchObject({ once: true, date: '2026-11-23', since: '2017-01-01', out: '/tmp/out', port: 9000 });
  });

  it('takes a month for a monthly, and nothing else with it', () => {
    expect(options('--monthly', '--month', '2026-11')).toMatchObject({ monthly: true, month: '2026-11' });
    expect(parseStartOptions(['--monthly', '--month', '2026-13'], ROOT)).toMatchObject({ kind: 'wrong' });
    expect(parseStartOptions(['--month', '2026-11'], ROOT)).toMatchObject({ kind: 'wrong' });
    expect(parseStartOptions(['--monthly', '--date', '2026-11-23'], ROOT)).toMatchObject({ kind: 'wrong' });
  });

  it('keeps the data of every press apart', () => {
    const press = mkdtempSync(join(tmpdir(), 'press-'));

    expect(options('--press', press).dataDir).not.toBe(options().dataDir);
    expect(options('--live').dataDir).toBe('/house/.diembao/live');
  });

  it.each([
    [['--date', '2026-13-01'], '--date 2026-13-01: not a day; write YYYY-MM-DD'],
    [['--date', 'tomorrow'], '--date tomorrow: not a day; write YYYY-MM-DD'],
    [['--since', '2026-02-30'], '--since 2026-02-30: not a day; write YYYY-MM-DD'],
    [['--press', '/nowhere/at/all'], '--press /nowhere/at/all: no such folder'],
    [['--port', 'http'], '--port http: not a port number'],
    [['--port', '70000'], '--port 70000: not a port number'],
    [['--live', '--press', '/'], '--live and --press exclude each other'],
    [['--onse'], "Unknown option '--onse'"],
    [['today'], "Unexpected argument 'today'"],
  ])('answers %j with one clear line', (args, message) => {
    const parsed = parseStartOptions(args, ROOT);

    expect(parsed).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
    expect(parsed.kind === 'wrong' && parsed.message.includes('\n')).toBe(false);
  });

  it('names every option in its help', () => {
    for (const option of ['--once', '--date', '--out', '--press', '--live', '--since', '--port', '--data', '--help']) {
      expect(HELP).toContain(option);
    }
    expect(parseStartOptions(['--help'], ROOT)).toEqual({ kind: 'help' });
  });
});
