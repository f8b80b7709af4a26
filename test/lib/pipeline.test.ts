import { existsSync, readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { budget } from '../../lib/budget.ts';
import { resourceSchema, SETTINGS, stubHouse } from './stub-house.ts';

const FILE = readFileSync('.github/workflows/deploy.yml', 'utf8');
const SMOKE = readFileSync('lambdas/local/smoke.ts', 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** The jobs of a workflow by name, with the steps an alias stands for in its place; comments left out. */
function jobsIn(yaml: string): Map<string, string> {
  const plain = yaml.replaceAll(/^\s*#.*$/gm, '');
  const [, jobs = ''] = plain.split(/^jobs:$/m);
  const steps = /steps: &deploy\n([\s\S]*?)^ {4}env:/m.exec(jobs)?.[1] ?? '';
  const parts = jobs.split(/^ {2}([a-z]+):$/m).slice(1);
  return new Map(
    parts.flatMap((name, index) =>
      index % 2 === 0 ? [[name, (parts[index + 1] ?? '').replace('steps: *deploy', `steps:\n${steps}`)] as const] : [],
    ),
  );
}

/** Facts that must hold of the pipeline; what does not is named. */
function faultsIn(yaml: string): string[] {
  const jobs = jobsIn(yaml);
  const job = (name: string): string => jobs.get(name) ?? '';
  const before = (text: string, one: string, other: string): boolean =>
    text.includes(one) && text.indexOf(one) < text.indexOf(other);
  const uses = [...yaml.matchAll(/uses: (\S+)/g)].map(([, what = '']) => what);
  const npmScripts = [...yaml.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name = '']) => name);
  const facts: Record<string, boolean> = {
    'jobs in order': [...jobs.keys()].join() === 'test,diff,dev,prod',
    'each after the last': ['diff:test', 'dev:diff', 'prod:dev'].every((pair) => {
      const [name = '', last = ''] = pair.split(':');
      return job(name).includes(`needs: ${last}\n`);
    }),
    'rights are few':
      /^permissions:\n {2}contents: read\n$/m.test(yaml) && !/: write/.test(yaml.replaceAll('id-token: write', '')),
    'only deploying jobs have an identity': [...jobs].every(
      ([name, text]) => text.includes('id-token: write') === (name !== 'test'),
    ),
    'no stored key': !/secrets\.|AWS_SECRET|access-key/i.test(yaml),
    'actions are pinned': uses.length > 3 && uses.every((each) => /@[0-9a-f]{40}$/.test(each)),
    'a person approves': job('prod').includes('environment: prod') && job('dev').includes('environment: dev'),
    'strangers deploy nothing': job('diff').includes("if: github.event_name != 'pull_request'"),
    'the difference is shown':
      job('diff').includes('cdk diff -c stage=prod') && job('diff').includes('GITHUB_STEP_SUMMARY'),
    // The shell that is named has pipefail, the one that is not has none.
    'a difference that cannot be shown is a failure': job('diff').includes('shell: bash\n'),
    'packages run nothing when they are installed': [...yaml.matchAll(/npm ci.*/g)].every(
      ([command]) => command === 'npm ci --ignore-scripts',
    ),
    'tested and synthesised': ['npm test', 'cdk synth --quiet -c stage=dev', 'cdk synth --quiet -c stage=prod'].every(
      (each) => job('test').includes(each),
    ),
    'tried after deploying, taken back after a failure': ['dev', 'prod'].every(
      (name) =>
        before(job(name), 'OutputKey==', 'cdk deploy') &&
        before(job(name), 'cdk deploy', 'npm run smoke -- --stage $STAGE') &&
        before(job(name), 'npm run smoke', 'if: failure()') &&
        before(job(name), 'if: failure()', 'git checkout --detach') &&
        job(name).includes(`STAGE: ${name}`),
    ),
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
  ])('is found out where it is not so: %s', (fault, planted) => {
    expect(faultsIn(planted)).toContain(fault);
  });

  it('and the page on deploying name commands that exist, with options that they know', () => {
    const texts = [FILE, readFileSync('lib/DEPLOYING.md', 'utf8')].join('\n');
    const strange = (text: string): string[] => [
      ...[...text.matchAll(/npm run (?:-s )?([a-z]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !(name in scripts)),
      ...[...text.matchAll(/npm run smoke([^`\n]*)/g)]
        .flatMap(([, options = '']) => [...options.matchAll(/--([a-z]+)/g)].map(([, name = '']) => name))
        .filter((name) => !SMOKE.includes(`${name}: { type`)),
      ...[...text.matchAll(/diembao -- ([a-z-]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !existsSync(`lambdas/local/commands/${name}.ts`)),
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
