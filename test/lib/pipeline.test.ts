import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { budget } from '../../lib/budget.ts';
import { resourceSchema, SETTINGS, stubHouse, temporaryFolder } from './stub-house.ts';
import { type Job, readWorkflow, runStep, type Step } from './workflow-file.ts';

const FILE = readFileSync('.github/workflows/deploy.yml', 'utf8');
const SMOKE = readFileSync('lambdas/local/smoke.ts', 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const DEPLOY = /^npx cdk deploy --all -c stage=\$STAGE -c version=\$\{\{ github\.sha }} --require-approval never$/;
/** What a stage goes through, in this order; the last one only after a failure. */
const DEPLOYING = [/^npm ci --ignore-scripts$/, /^npm run bundle$/, /OutputKey=='version'/, DEPLOY, /^npm run smoke -- --stage \$STAGE$/, /^git checkout --detach/]; // biome-ignore format: a list of lines

/** The steps that run something, one after the other, are just these. */
function isJust(job: Job | undefined, wanted: readonly RegExp[]): boolean {
  const runs = (job?.steps ?? []).flatMap(({ run }) => run ?? []);
  return runs.length === wanted.length && wanted.every((each, place) => each.test(runs[place] ?? ''));
}

/** Facts that must hold of the pipeline; what does not is named. */
function faultsIn(yaml: string): string[] {
  const { jobs, permissions } = readWorkflow(yaml);
  const { test, diff, dev, prod } = jobs;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const uses = steps.flatMap((step) => step.uses ?? []);
  const runs = steps.flatMap((step) => step.run ?? []);
  const npmScripts = runs.flatMap((run) => [...run.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name = '']) => name));
  const isShown = (step: Step): boolean =>
    /cdk diff -c stage=prod/.test(step.run ?? '') && /tee -a "\$GITHUB_STEP_SUMMARY"/.test(step.run ?? '');
  const facts: Record<string, boolean> = {
    'jobs in order': Object.keys(jobs).join() === 'test,diff,dev,prod',
    'each after the last': [test?.needs, diff?.needs, dev?.needs, prod?.needs].join() === ',test,diff,dev',
    'rights are few':
      JSON.stringify(permissions) === '{"contents":"read"}' &&
      Object.values(jobs).every((job) => (job.permissions?.contents ?? 'read') === 'read'),
    'only deploying jobs have an identity': Object.entries(jobs).every(
      ([name, job]) => Object.keys(job.permissions ?? {}).join() === (name === 'test' ? '' : 'contents,id-token'),
    ),
    'no stored key': !/secrets\.|AWS_SECRET|access-key/i.test(yaml),
    'actions are pinned': uses.length > 3 && uses.every((each) => /@[0-9a-f]{40}$/.test(each)),
    'a person approves': prod?.environment === 'prod' && dev?.environment === 'dev' && diff?.environment === 'diff',
    'strangers deploy nothing': diff?.if === "github.event_name != 'pull_request'" && !dev?.if && !prod?.if,
    'the difference is shown': diff?.steps.some(isShown) ?? false,
    // The shell that is named has pipefail, the one that is not has none.
    'a difference that cannot be shown is a failure': diff?.steps.find(isShown)?.shell === 'bash',
    'packages run nothing when they are installed': runs.every((run) => !/npm ci(?! --ignore-scripts)/.test(run)),
    'tested and synthesised': isJust(test, [
      /^npm ci/,
      /^npm test$/,
      /^npx cdk synth --quiet -c stage=dev$/,
      /^npx cdk synth --quiet -c stage=prod$/,
    ]),
    'tried after deploying, taken back after a failure': Object.entries({ dev, prod }).every(
      ([name, job]) =>
        isJust(job, DEPLOYING) &&
        job?.env.STAGE === name &&
        job.steps.at(-1)?.if === "failure() && steps.before.outputs.version != ''" &&
        job.steps.slice(0, -1).every((step) => step.if === undefined),
    ),
    'what hangs is a failure, in time to go back': [dev, prod].every((job) => {
      const minutes = (job?.steps ?? []).flatMap(({ run, 'timeout-minutes': most }) =>
        run === undefined || most === undefined ? [] : [{ run, most }],
      );
      const [deploy, smoke] = minutes;
      const whole = (deploy?.most ?? 0) * 2 + (smoke?.most ?? 0);
      const areThese = minutes.length === 2 && DEPLOY.test(deploy?.run ?? '') && /smoke/.test(smoke?.run ?? '');
      // Of the hour the role lasts, and of the job's time with installing and bundling, twice.
      return areThese && whole <= 55 && whole + 20 <= (job?.['timeout-minutes'] ?? 0);
    }),
    'commands exist': npmScripts.every((name) => ['ci', 'test'].includes(name) || name in scripts),
  };
  return Object.entries(facts).flatMap(([name, holds]) => (holds ? [] : [name]));
}

describe('the pipeline', () => {
  it('tests, shows, deploys by approval, tries, and goes back', () => {
    expect(faultsIn(FILE)).toEqual([]);
  });

  it.each([
    ['actions are pinned', FILE.replace(/checkout@[0-9a-f]{40}/, 'checkout@v4')],
    ['a person approves', FILE.replace('environment: prod', 'environment: dev')],
    ['each after the last', FILE.replace('needs: dev\n', 'needs: test\n')],
    ['no stored key', FILE.replace('vars.DEPLOY_ROLE_ARN', 'secrets.AWS_KEY')],
    ['a difference that cannot be shown is a failure', FILE.replace('shell: bash', 'shell: sh')],
    ['packages run nothing when they are installed', FILE.replace('npm ci --ignore-scripts', 'npm ci')],
    ['rights are few', FILE.replace('  contents: read', '  contents: write')],
    ['commands exist', FILE.replace('npm run bundle', 'npm run bundel')],
    ['tried after deploying, taken back after a failure', FILE.replace('if: failure()', 'if: cancelled()')],
    ['tried after deploying, taken back after a failure', FILE.replace(/ {6}- run: npm run smoke.*\n.*\n/, '')],
    ['what hangs is a failure, in time to go back', FILE.replace(/ {8}timeout-minutes: 12\n/, '')],
    [
      'what hangs is a failure, in time to go back',
      FILE.replaceAll('    timeout-minutes: 75\n', '    timeout-minutes: 45\n'),
    ],
    [
      'what hangs is a failure, in time to go back',
      FILE.replace(/ {8}timeout-minutes: 20\n/, '        timeout-minutes: 30\n'),
    ],
    ['tested and synthesised', FILE.replace(/ {6}- run: npm test\n/, '')],
    ['the difference is shown', FILE.replace('cdk diff -c stage=prod', 'cdk diff -c stage=dev')],
    ['strangers deploy nothing', FILE.replace("    if: github.event_name != 'pull_request'\n", '')],
  ])('is found out where it is not so: %s', (fault, planted) => {
    expect(faultsIn(planted)).toContain(fault);
  });

  it('remembers which version ran, where there is one it can go back to', () => {
    const folder = temporaryFolder('pipeline');
    const before = readWorkflow(FILE).jobs.dev?.steps.find(({ id }) => id === 'before');
    const told = (version: string, isKnown: boolean) => runStep(before, folder, { version, isKnown }).told;

    expect(told('0a1b2c', true)).toBe('version=0a1b2c');
    // Without knowing the way back nothing is deployed.
    expect(() => told('throttled', true)).toThrow();
    // No stack yet; a stack that tells none; one that was deployed by hand from a commit nobody pushed.
    expect([told('', true), told('None', false), told('0a1b2c', false)]).toEqual(['version=', 'version=', 'version=']);
  });

  it('goes back to that version as it was deployed', () => {
    const steps = readWorkflow(FILE).jobs.prod?.steps ?? [];

    expect(runStep(steps.at(-1), temporaryFolder('pipeline'), { version: '0a1b2c', isKnown: true }).calls).toEqual([
      'git checkout --detach 0a1b2c',
      'npm ci --ignore-scripts',
      'npm run bundle',
      'npx cdk deploy --all -c stage=dev -c version=0a1b2c --require-approval never',
    ]);
  });

  it('and the pages of the operator name commands that exist, with options that they know', () => {
    const pages = ['README.md', 'lib/README.md', 'lib/DEPLOYING.md', 'lib/RUNBOOK.md'];
    const texts = [FILE, ...pages.map((page) => readFileSync(page, 'utf8'))].join('\n');
    const [, table = ''] =
      /const COMMANDS[^{]*\{([\s\S]*?)\n\};/.exec(readFileSync('lambdas/local/diembao.ts', 'utf8')) ?? [];
    const commands = new Set([...table.matchAll(/^ {2}'?([a-z-]+)'?[:,]/gm)].map(([, name = '']) => name));
    const strange = (text: string): string[] => [
      ...[...text.matchAll(/npm run (?:-s )?([a-z]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !(name in scripts)),
      ...[...text.matchAll(/npm run smoke([^`\n]*)/g)]
        .flatMap(([, options = '']) => [...options.matchAll(/--([a-z]+)/g)].map(([, name = '']) => name))
        .filter((name) => !SMOKE.includes(`${name}: { type`)),
      ...[...text.matchAll(/diembao -- ([a-z-]+)/g)].map(([, name = '']) => name).filter((name) => !commands.has(name)),
    ];

    expect(strange(texts)).toEqual([]);
    expect(strange('npm run bundel; npm run smoke -- --stag dev; npm run -s diembao -- gather-there')).toEqual([
      'bundel',
      'stag',
      'gather-there',
    ]);
  });

  it('is watched over: AWS writes before the month’s plan of this stage is spent', () => {
    const stack = new Stack(new App(), 'stack');
    budget(stack, SETTINGS);
    const [made] = Object.values(Template.fromStack(stack).toJSON().Resources);
    const { Budget: plan, NotificationsWithSubscribers: told } = resourceSchema.parse(made).Properties;

    expect(plan).toMatchObject({
      BudgetName: 'diembao-test-month',
      BudgetLimit: { Amount: 20, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['user:stage$test'] },
    });
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).toContain('"Address":"vanhanh@example.vn"');
  });

  it('finds in the stack the version that runs and the pool of people', () => {
    const house = stubHouse();
    const outputs = (stack: { readonly node: { findAll(): readonly { readonly node: { readonly id: string } }[] } }) =>
      stack.node.findAll().map(({ node }) => node.id);

    expect(outputs(house.press)).toContain('version');
    expect(outputs(house.storage)).toContain('people-pool');
    expect(FILE).toContain("OutputKey=='version'");
    expect(readFileSync('lib/DEPLOYING.md', 'utf8')).toContain("OutputKey=='peoplepool'");
  });
});
