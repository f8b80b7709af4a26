import { App } from 'aws-cdk-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MAILING_POLICY } from '../../lambdas/core/mailing/policy.ts';
import { HOURS, QUEUES, TIMETABLE } from '../../lambdas/names.ts';
import { VISIT_TIMEOUT } from '../../lib/gathering.ts';
import { MAILING_TIMEOUTS } from '../../lib/mailing.ts';
import type { Settings } from '../../lib/settings.ts';
import { StorageStack } from '../../lib/storage-stack.ts';
import { targetOf } from './facts.ts';
import { type Resources, resourcesOf, SETTINGS, stubHouse } from './stub-house.ts';

/** Properties by which AWS knows a thing in an account, a region, or the world. */
const NAMES = new Set([
  'AlarmName', 'BucketName', 'BudgetName', 'ConfigurationSetName', 'DashboardName', 'Domain', 'EmailIdentity', 'FunctionName',
  'GroupName', 'LogGroupName', 'QueueName', 'RoleName', 'TableName', 'TopicName', 'UserName', 'UserPoolName',
]); // biome-ignore format: a list of words

/** The last name is `Name` here; elsewhere it is a label. */
const NAMED =
  /^AWS::(ApiGatewayV2::Api|CloudFront::(CachePolicy|Function|ResponseHeadersPolicy)|Scheduler::Schedule|SES::ConfigurationSet|SecretsManager::Secret)$/;

/** Groups of people are named within their own pool. */
const WITHIN_ANOTHER = 'AWS::Cognito::UserPoolGroup';

const namedSchema = z.record(z.string(), z.unknown());

/** `type name` of everything that has a name of its own. */
function namesIn(resources: Resources): string[] {
  return Object.values(resources).flatMap(({ Type, Properties }) => {
    if (Type === WITHIN_ANOTHER) return [];
    return namesOf(Properties, NAMED.test(Type)).map((name) => `${Type} ${name}`);
  });
}

function namesOf(value: unknown, isNamed: boolean, depth = 0): string[] {
  const object = namedSchema.safeParse(value);
  if (!object.success || depth > 1) return [];
  return Object.entries(object.data).flatMap(([key, each]) => {
    if (typeof each === 'string' && (NAMES.has(key) || (isNamed && key === 'Name'))) return [each];
    return namesOf(each, isNamed, depth + 1);
  });
}

const PROD: Partial<Settings> = {
  stage: 'prod',
  signInPrefix: 'diembao-prod',
  sender: 'Điểm báo <diembao@bao.example.vn>',
  mailAllowList: [],
  // The host was made by a person: one house less to synthesise, and the other way is the first house's.
  senderIdentity: 'use',
  // And no Zalo account is connected to it.
  zalo: false,
};

let dev: string[];
/** What costs money for Zalo's sake, in the first house and in the other. */
let zalo: string[][];
let press: Resources;
let prod: string[];
let shared: (names: readonly string[]) => string[];

beforeAll(() => {
  const all = (changes: Partial<Settings>) => {
    const house = stubHouse(changes);
    const { storage, press } = resourcesOf(house);
    const exported = JSON.stringify([storage, press]).match(/"Fn::ImportValue":"[^"]+"/g) ?? [];
    return {
      names: [...namesIn(storage), ...namesIn(press)],
      exports: exported,
      dear: dearOfZalo({ ...storage, ...press }),
      press,
    };
  };
  const [one, other] = [all({ stage: 'dev', signInPrefix: 'diembao-dev' }), all(PROD)];
  dev = [...one.names, ...one.exports];
  prod = [...other.names, ...other.exports];
  zalo = [one.dear, other.dear];
  press = one.press;
  shared = (names) => names.filter((name) => dev.includes(name));
}, 60_000);

/** Secret, alarm, what asks the queue day and night, and who may put anything there. */
function dearOfZalo(resources: Resources): string[] {
  const ofZalo = Object.entries(resources).filter(([, { Properties }]) => /zalo/i.test(JSON.stringify(Properties)));
  const types = ofZalo.map(([id, { Type }]) => (Type === 'AWS::IAM::Policy' ? `${Type} ${id.slice(0, 10)}` : Type));
  return types.filter((type) => /Secret|Alarm|EventSource|Policy (publishing|operations)/.test(type)).sort();
}

describe('a stage without a Zalo account', () => {
  it('is asked at the synthesis whether it has none, where the settings do not say', () => {
    const warned = ({ zalo: _, ...said }: Settings, change: Partial<Settings>): boolean => {
      const stack = new StorageStack(new App(), 'diembao-test-storage', { settings: { ...said, ...change } });
      return stack.node.metadata.some(({ data }) =>
        String(data).includes('needs "zalo": true before its next deployment'),
      );
    };
    expect(warned(SETTINGS, {})).toBe(true);
    expect([warned(SETTINGS, { zalo: false }), warned(SETTINGS, { zalo: true })]).toEqual([false, false]);
  });

  it('has no secret, no alarm and nothing that asks for it; one with an account has them', () => {
    const [withOne = [], without = []] = zalo;
    expect([...new Set(withOne)]).toEqual([
      'AWS::CloudWatch::Alarm',
      'AWS::IAM::Policy operations',
      'AWS::IAM::Policy publishing',
      'AWS::Lambda::EventSourceMapping',
      'AWS::SecretsManager::Secret',
    ]);
    expect(without.filter((type) => /Secret|EventSource|publishing/.test(type))).toEqual([]);
    expect(without.length).toBeLessThan(withOne.length);
  });
});

/** Seconds until a mail's event is worked on for the second time, and until it is given up. */
function waitsOf(resources: Resources): { readonly second: number; readonly last: number } {
  const [id = '', queue] = Object.entries(resources).find(([each]) => each.startsWith('queuemailevents')) ?? [];
  const [source] = Object.values(resources).filter(
    ({ Type, Properties }) => Type === 'AWS::Lambda::EventSourceMapping' && targetOf(Properties.EventSourceArn) === id,
  );
  const hidden = queue?.Properties.VisibilityTimeout;
  const window = source?.Properties.MaximumBatchingWindowInSeconds;
  return { second: window + hidden + window, last: hidden * queue?.Properties.RedrivePolicy.maxReceiveCount };
}

describe('a bounce', () => {
  it('R19 is heard within a minute also when it failed once, and is not given up for an hour', () => {
    expect(waitsOf(press).second).toBeLessThan(60);
    expect(waitsOf(press).last).toBeGreaterThanOrEqual(3_600);
    // Planted: hidden six times a minute, as for a slower worker.
    const slow = structuredClone(press);
    for (const [id, { Properties }] of Object.entries(slow))
      if (id.startsWith('queuemailevents')) Properties.VisibilityTimeout = 360;
    expect(waitsOf(slow).second).toBeGreaterThan(60);
  });
});

describe('a shard whose worker failed', () => {
  it('is taken up again within ten minutes, and not while its claims may still be held', () => {
    const hiddenOf = (resources: Resources): number => {
      const [, deliver] = Object.entries(resources).find(([id]) => id.startsWith('queuedeliver')) ?? [];
      return deliver?.Properties.VisibilityTimeout;
    };
    const lease = MAILING_TIMEOUTS.deliver.toSeconds() + MAILING_POLICY.leaseMarginMs / 1_000;
    expect(hiddenOf(press)).toBeLessThanOrEqual(600);
    expect(hiddenOf(press)).toBeGreaterThan(lease);
    // Planted: hidden six times as long as its worker may take.
    const slow = structuredClone(press);
    for (const [id, { Properties }] of Object.entries(slow))
      if (id.startsWith('queuedeliver')) Properties.VisibilityTimeout = 6 * MAILING_TIMEOUTS.deliver.toSeconds();
    expect(hiddenOf(slow)).toBeGreaterThan(600);
  });
});

/** Minutes from the last round before the draft to the second try of a visit that crashed in it. */
function secondTryOf(resources: Resources): number {
  const [, gather] = Object.entries(resources).find(([each]) => each.startsWith('queuegather')) ?? [];
  return gather?.Properties.VisibilityTimeout / 60;
}

describe('a visit that crashed', () => {
  it('in the last round is tried again before the draft is laid out, and not while it may still be at work', () => {
    const beforeDraft = 15;
    expect(TIMETABLE.map(({ name }) => name)).toContain('plan-visits-0545');
    expect(HOURS.draft).toBe('06:00');
    expect(secondTryOf(press)).toBeLessThan(beforeDraft);
    expect(secondTryOf(press)).toBeGreaterThanOrEqual(2 * VISIT_TIMEOUT.toMinutes());
    // Planted: hidden six times as long as it may take, as the other queues' messages are.
    const slow = structuredClone(press);
    for (const [id, { Properties }] of Object.entries(slow))
      if (id.startsWith('queuegather')) Properties.VisibilityTimeout = 6 * VISIT_TIMEOUT.toSeconds();
    expect(secondTryOf(slow)).toBeGreaterThan(beforeDraft);
  });
});

/** Functions that could be given a longer time-out before their queue hides a message as long. */
function beforeTheirQueue(resources: Resources): string[] {
  return Object.values(resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping')
    .filter(({ Properties }) => {
      const consumer = resources[targetOf(Properties.FunctionName)];
      return !(consumer?.DependsOn ?? []).includes(targetOf(Properties.EventSourceArn));
    })
    .map(({ Properties }) => targetOf(Properties.FunctionName));
}

describe('a deployment', () => {
  it('changes a queue before the function that takes from it, for Lambda refuses the other order', () => {
    expect(beforeTheirQueue(press)).toEqual([]);
    const free = structuredClone(press);
    for (const each of Object.values(free)) if (each.Type === 'AWS::Lambda::Function') delete each.DependsOn;
    expect(beforeTheirQueue(free)).toHaveLength(QUEUES.length);
  });
});

describe('two stages in one account', () => {
  it('have nothing that AWS knows by the same name', () => {
    expect(dev.length).toBeGreaterThan(100);
    expect(shared(prod)).toEqual([]);
    // Planted: a queue that forgot its stage.
    expect(shared([...prod, dev[0] ?? ''])).toHaveLength(1);
  });

  it('make a sender’s host once, where both mail from the same', () => {
    const identities = (names: readonly string[]) => names.filter((name) => name.startsWith('AWS::SES::EmailIdentity'));

    expect(identities(dev)).toEqual(['AWS::SES::EmailIdentity example.vn']);
    expect(identities(prod)).toEqual([]);
    expect(prod.some((name) => name.startsWith('AWS::SES::ConfigurationSet'))).toBe(true);
  });
});
