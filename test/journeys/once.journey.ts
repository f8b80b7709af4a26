import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleSubscription } from '../../lambdas/local/sample-people.ts';
import { rightsByFunction } from '../lib/facts.ts';
import { resourcesOf, stubHouse } from '../lib/stub-house.ts';
import { startHouse, startScript } from '../support/house-process.ts';
import { allows, type Statement } from '../support/policies.ts';
import { logLinesOf, trailOf } from '../support/read-logs.ts';
import { idleReasons, idleRights } from '../support/seldom-rights.ts';

const DAY = '2026-11-23';
const folder = mkdtempSync(join(tmpdir(), 'diembao-once-'));
/** What became of the deployments of the held day. */
let deployed: z.infer<typeof deployedSchema>;
/** What the held day printed, the functions' logs among it. */
let printed = '';

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

/** The rights of a stage that may mail the sample readers alone, as they are synthesised. */
function rightsOfStage(): Record<string, Statement[]> {
  const house = stubHouse({ sender: 'Điểm báo <diembao@diembao.example>', mailAllowList: ['@docgia.example'] });
  return rightsByFunction(resourcesOf(house).press);
}

const callSchema = z.object({
  name: z.string(),
  action: z.string(),
  resource: z.string(),
  context: z.record(z.string(), z.array(z.string())),
});
const deployedSchema = z.object({
  changes: z.number(),
  did: z.array(z.string()),
  editor: z.object({ orders: z.array(z.array(z.string())), builds: z.array(z.string()) }),
});
const toldSchema = z.object({ refused: z.array(z.string()), calls: z.array(callSchema), deployed: deployedSchema });

/** A whole day of functions held to their rights: how it went, and every call they made. */
async function heldDay(rights: Record<string, Statement[]>) {
  const [rightsFile, told] = [join(folder, 'rights.json'), join(folder, 'told.json')];
  writeFileSync(rightsFile, JSON.stringify(rights));
  const out = join(folder, 'day', 'out');
  const args = ['--date', DAY, '--data', join(folder, 'day', 'data'), '--out', out, '--rights', rightsFile];
  const house = startScript('test/support/held-house.ts', [...args, '--told', told]);
  expect(await house.ended, house.output()).toBe(0);
  return { out, output: house.output(), ...toldSchema.parse(JSON.parse(readFileSync(told, 'utf8'))) };
}

/** The statements of a function with one action taken away. */
function without(statements: readonly Statement[] | undefined, action: string): Statement[] {
  return (statements ?? []).map((each) => ({ ...each, Action: each.Action.filter((one) => one !== action) }));
}

/** Every token of the mails in a folder, with its key and without. */
function tokensIn(mails: string): string[] {
  const files = readdirSync(mails).filter((name) => name.endsWith('.eml'));
  const tokens = files.flatMap((name) =>
    [...readFileSync(join(mails, name), 'latin1').matchAll(/[\w-]{1,16}\.[0-9a-f]{32}\.\w{1,9}\.([\w-]{32})/g)].flat(),
  );
  return [...new Set(tokens)];
}

function fingerprintOf(out: string): unknown {
  return JSON.parse(readFileSync(join(out, 'issue.json'), 'utf8')).fingerprint;
}

describe('npm start -- --once', () => {
  it('runs a whole day with every function held to the rights it is deployed with, and writes every output', async () => {
    const rights = rightsOfStage();
    const { out, output, refused, calls, ...told } = await heldDay(rights);
    ({ deployed } = told);
    printed = output;

    expect(refused).toEqual([]);
    expect(output).toMatch(/sources {5}15 of 17 read/);
    expect(output).toMatch(/mails {7}25 accepted, 1 of them bounced; 25 in this run/);
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

    // The planted fault: any right of the day taken away, or the readers off the list of who may be mailed.
    const used = [...new Map(calls.map((call) => [`${call.name} ${call.action}`, call])).values()];
    expect(used.length).toBeGreaterThan(40);
    const unnoticed = used.filter((call) => allows(without(rights[call.name], call.action), call));
    expect(unnoticed).toEqual([]);
    // And the other way round: nobody is allowed what nobody needs. The planted fault: a right too many.
    expect(idleRights(rights, calls)).toEqual([]);
    expect(idleReasons(rights)).toEqual([]);
    const tooMany = { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: ['*'], Condition: {} };
    expect(idleRights({ learn: [tooMany] }, calls)).toEqual(['learn sqs:SendMessage *']);
    const sent = used.find(({ name, action }) => name === 'deliver-mail' && action === 'ses:SendRawEmail');
    const elsewhere = JSON.parse(JSON.stringify(rights['deliver-mail']).replace('*@docgia.example', '*@khac.example'));
    expect([sent && allows(rights['deliver-mail'] ?? [], sent), sent && allows(elsewhere, sent)]).toEqual([
      true,
      false,
    ]);
  });

  it('is deployed under an editor and in the middle of the mailing, and loses nothing and nobody', () => {
    const { changes, did, editor } = deployed;

    // Above: every reader has his one mail; below: the fingerprint is that of a day without a deployment.
    expect(changes).toBe(7);
    // The draft of one build is edited in both, the mailing of one is sent half by each.
    const crossed = ['1 draft-issue', '0 desk', '1 desk', '0 plan-mailing', '0 deliver-mail', '1 deliver-mail'];
    expect(did).toEqual(expect.arrayContaining(crossed));
    const [before = [], moved = [], back] = editor.orders;
    expect(editor.builds).toEqual(['first', 'other', 'first']);
    expect(moved).not.toEqual(before);
    expect([...moved].sort()).toEqual([...before].sort());
    expect(back).toEqual(before);
  });

  it('logs a trail from the visit of a paper to the mail, article by article', () => {
    const lines = logLinesOf(printed);
    const drafted = z.array(z.string()).parse(lines.find(({ message }) => message === 'draft')?.articles);

    expect(drafted.length).toBeGreaterThan(10);
    for (const article of drafted) {
      expect([...new Set(trailOf(lines, article))]).toEqual(
        expect.arrayContaining([
          'plan-visits visits planned',
          'visit-source visited',
          'draft-issue draft',
          'publish-issue publish',
          'plan-mailing mailing',
          'deliver-mail shard',
          'record-mail-event mail event',
        ]),
      );
    }
    // The planted fault: visits that do not say what they stored.
    const mute = lines.map(({ articles, ...line }) => (line.message === 'visited' ? line : { ...line, articles }));
    expect(trailOf(mute, drafted[0] ?? '')).not.toContain('visit-source visited');
    expect(lines.filter(({ service, round }) => service === 'recover' && round === undefined)).toEqual([]);
  });

  it('logs no reader’s address and no token of any mail', () => {
    const secrets = [...sampleSubscription(DAY).addresses, ...tokensIn(join(folder, 'day', 'data', 'aws', 'ses'))];
    const logged = printed.split('\n').filter((line) => line.startsWith('{"level"'));

    expect(secrets.length).toBeGreaterThan(50);
    expect(logged.length).toBeGreaterThan(80);
    const found = (lines: readonly string[]) => lines.filter((line) => secrets.some((each) => line.includes(each)));
    expect(found(logged)).toEqual([]);
    expect(found([...logged, `{"message":"${secrets.at(-1)}"}`])).toHaveLength(1);
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
    // In the middle of the visits, of the draft, of the mailing; the sweep over a day's effects dies everywhere.
    for (const line of [/Visiting the papers: /, /Visited \d+ papers/, /Approved by/]) {
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
