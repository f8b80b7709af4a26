import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceCheckOver } from '../../../lambdas/local/commands/source-check.ts';
import { samplePress } from '../../../lambdas/local/press/sample-press.ts';
import { type RunningPress, startPress } from '../../../lambdas/local/press/start-press.ts';
import { type Dialler, mappedDialler } from '../../../lambdas/net/dialler.ts';
import { createPoliteWeb } from '../../../lambdas/net/polite-web.ts';
import { checkSource } from '../../../lambdas/workflows/gathering/check-source.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';

const NOW = '2026-11-23T06:00:00+07:00';
const press = samplePress('2026-11-23');
const NOWHERE: Dialler = { lookup: (host) => Promise.reject(new Error(`${host} is nowhere`)) };

let running: RunningPress;
beforeAll(async () => {
  running = await startPress({ press, host: '127.0.0.1' });
});
afterAll(() => running.stop());

function web() {
  const dialler = mappedDialler(new Set(running.hosts), running.port, NOWHERE);
  return createPoliteWeb({ dialler, clock: memoryClock(NOW), userAgent: 'DiemBao/1.0 (+https://diembao.example.vn/)' });
}

describe('checking the papers of the sample press through the polite web', () => {
  it('finds for a bare host name what the press serves, without TLS as it is', async () => {
    const paper = press.sources.find(({ id }) => id === 'baocongvu');
    const wanted = paper?.hosts[0] ?? '';
    const found = await checkSource({ web: web(), clock: memoryClock(NOW) }, { wanted, sources: [], millis: 60_000 });
    expect(found.doors.flatMap(({ entries }) => entries).length).toBeGreaterThan(0);
    expect(found.articles.length).toBeGreaterThan(0);
    expect(found.proposal?.state).toBe('confirmed');
  });

  it('answers for every paper of the press, whatever state it is in', async () => {
    for (const { id } of press.sources) {
      const found = await checkSource(
        { web: web(), clock: memoryClock(NOW) },
        { wanted: id, sources: press.sources, millis: 60_000 },
      );
      const works = found.articles.length > 0;
      expect(works || found.problems.length > 0, id).toBe(true);
    }
  });

  it('is one JSON object a line on the command line, the result last, and exit 0 with problems', async () => {
    const command = sourceCheckOver(() => web());
    const lines: object[] = [];
    for await (const line of command.run(['http://khong-co.example/'])) lines.push(line);
    expect(lines.map((line) => JSON.parse(JSON.stringify(line)).line)).toEqual(['problem', 'result']);
    expect(lines.at(-1)).toMatchObject({ entries: 0, articles: 0, problems: 1, source: null });
  });

  it('asks for an address (control)', async () => {
    const none = async () => {
      for await (const _ of sourceCheckOver(() => web()).run([])) expect.unreachable();
    };
    await expect(none()).rejects.toThrow('an address or the id of a source is needed');
  });
});
