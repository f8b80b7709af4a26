import { readFileSync } from 'node:fs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { IN_HAND } from '../../lambdas/core/subscriptions/asking.ts';
import { LIMITS } from '../../lambdas/core/subscriptions/limits.ts';
import { FUNCTIONS, QUEUES } from '../../lambdas/names.ts';
import type { House } from '../../lib/house.ts';
import { ASK_TIMEOUT } from '../../lib/subscribing.ts';
import type { Statement } from '../support/policies.ts';
import { destructiveActions, rightsByFunction, shortName, targetOf, unboundedActions } from './facts.ts';
import { ofType, type Resources, resourcesOf, stubHouse } from './stub-house.ts';

let house: House;
let press: Resources;
let rights: Record<string, Statement[]>;

beforeAll(() => {
  house = stubHouse();
  ({ press } = resourcesOf(house));
  rights = rightsByFunction(press);
}, 60_000);

describe('what the functions may', () => {
  it('takes every resource only where AWS knows no other way', () => {
    const known = /^[a-z-]+: (xray:Put(TraceSegments|TelemetryRecords)|ses:GetSendQuota)$/;
    const planting = { desk: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'], Condition: {} }] };

    expect(unboundedActions(rights).filter((each) => !known.test(each))).toEqual([]);
    expect(unboundedActions(planting).filter((each) => !known.test(each))).toEqual(['desk: s3:GetObject']);
  });

  it('R32 destroys nothing that is stored; old indexes and copies, which can be made again, only the publisher', () => {
    const planting = {
      desk: [{ Effect: 'Allow', Action: ['s3:DeleteObjectVersion'], Resource: ['x'], Condition: {} }],
    };

    expect(destructiveActions(rights)).toEqual(['publish-issue: s3:DeleteObject']);
    const taken = (rights['publish-issue'] ?? []).filter(({ Action }) => Action.includes('s3:DeleteObject'));
    expect(
      taken.flatMap(({ Resource }) => Resource.map((each) => JSON.stringify(each).match(/\/[a-z]+\/\*/)?.[0])),
    ).toEqual(['/latest/*', '/search/*']);
    expect(destructiveActions(planting)).toEqual(['desk: s3:DeleteObjectVersion']);
  });

  it('mails from four functions only, as the house, and outside production to the allow list', () => {
    const sends = Object.entries(rights).flatMap(([name, statements]) =>
      statements
        .filter(({ Action }) => Action.some((action) => /^ses:Send/.test(action)))
        .map((each) => ({ name, each })),
    );

    expect(sends.map(({ name }) => name).sort()).toEqual(['ask-reader', 'deliver-mail', 'desk', 'recover']);
    for (const { each } of sends) {
      expect(each.Action).toEqual(['ses:SendRawEmail']);
      expect(each.Condition).toEqual({
        StringEquals: { 'ses:FromAddress': 'diembao@example.vn' },
        'ForAllValues:StringLike': { 'ses:Recipients': ['thunghiem@example.vn', '*@toasoan.example.vn'] },
      });
    }
  });

  it('lets the publisher write everything but what was approved', () => {
    const told = (rights['publish-issue'] ?? [])
      .filter(({ Action }) => Action.includes('s3:PutObject'))
      .map(({ Effect, Resource }) => `${Effect} ${JSON.stringify(Resource).match(/\/[a-z]*\/?\*/)}`);

    expect(told.sort()).toEqual(['Allow /*', 'Deny /snapshots/*']);
  });

  it('lets the desk write of the archive what it froze and the pictures it took, nothing readers open', () => {
    const archive = (rights.desk ?? [])
      .filter(({ Action }) => Action.includes('s3:PutObject'))
      .flatMap(({ Resource }) => Resource.map((each) => JSON.stringify(each)))
      .filter((each) => each.includes('archive'));

    expect(archive.map((each) => each.match(/\/[a-z]+\/\*/)?.[0]).sort()).toEqual(['/pictures/*', '/snapshots/*']);
  });

  it('lets the desk hold a mailing and queue its failed once more, bring in readers and take none away', () => {
    const desk = rights.desk ?? [];
    const queues = desk.filter(({ Action }) => Action.includes('sqs:SendMessage')).flatMap(({ Resource }) => Resource);

    expect(
      queues
        .map(targetOf)
        .map((id) => id.replace(/[0-9A-F]{8}$/, ''))
        .sort(),
    ).toEqual(['queuedeliver', 'queuepublish']);
    expect(JSON.stringify(desk)).toContain('mailing#*');
    const deeds = desk.filter(({ Resource }) => JSON.stringify(Resource).includes('subscribers'));
    expect([...new Set(deeds.flatMap(({ Action }) => Action))].sort()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
  });

  it('lets a visit write articles, pages, what it watched and its own rows, and nothing else', () => {
    const writes = (rights['visit-source'] ?? []).filter(({ Action }) =>
      Action.some((each) => /:Put(Object|Item)/.test(each)),
    );
    const keys = JSON.stringify(
      writes.filter(({ Action }) => Action.includes('s3:PutObject')).map(({ Resource }) => Resource),
    );
    const rows = writes.find(({ Action }) => Action.includes('dynamodb:PutItem'));

    expect(keys.match(/\/[a-z]+\/\*/g)).toEqual(['/articles/*', '/pages/*', '/watch/*']);
    expect(rows?.Condition).toEqual({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['visit', 'begun', 'entry#*'] },
    });
  });

  it('adds to the journal and changes nothing of it: who writes there must say that nothing is there', () => {
    const writers = (all: Record<string, Statement[]>) =>
      Object.entries(all).flatMap(([name, own]) =>
        own
          .filter(
            ({ Action, Resource }) => Action.includes('s3:PutObject') && /journal\//.test(JSON.stringify(Resource)),
          )
          .map(({ Condition }) => `${name} ${JSON.stringify(Condition)}`),
      );
    const planting = {
      desk: [{ Effect: 'Allow', Action: ['s3:PutObject'], Resource: ['x/journal/*'], Condition: {} }],
    };

    expect(writers(rights)).toEqual(['desk {"Null":{"s3:if-none-match":"false"}}']);
    expect(writers(planting)).toEqual(['desk {}']);
  });

  it('is told in the README, action by action', () => {
    const readme = readFileSync('lib/README.md', 'utf8');
    const told = (name: string) =>
      readme.split(/\n(?=- |\n)/).find((item) => item.startsWith(`- \`${name}\` may`)) ?? '';
    const everyFunctions = /^(logs|xray):|^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|Get)/;

    for (const [name, statements] of Object.entries(rights)) {
      const actions = new Set(statements.flatMap(({ Action }) => Action).filter((each) => !everyFunctions.test(each)));
      expect([...new Set(told(name).match(/[a-z0-9]+:[A-Z]\w+/g))].sort(), name).toEqual([...actions].sort());
    }
  });
});

describe('a form in its queue', () => {
  it('is kept no longer than it is good for, and a mail in hand is left alone for as long as it may be', () => {
    const queues = new Map(
      ofType(press, 'AWS::SQS::Queue').map(([, { Properties }]) => [shortName(Properties.QueueName), Properties]),
    );
    const daysOf = (name: string) => queues.get(name)?.MessageRetentionPeriod / 86_400;

    expect([daysOf('asks'), daysOf('asks-dead'), daysOf('deliver'), daysOf('deliver-dead')]).toEqual([1, 3, 4, 14]);
    expect(LIMITS.askWithinHours).toBeLessThan(24 * daysOf('asks'));
    expect(IN_HAND).toBeGreaterThan(ASK_TIMEOUT.toMilliseconds());
    expect(IN_HAND).toBeLessThan(queues.get('asks')?.VisibilityTimeout * 1_000);
  });
});

describe('the auditor', () => {
  it('finds nothing of AwsSolutions without a reason', () => {
    expect(new AwsSolutionsChecks().validateScope(house.app).violations).toEqual([]);
  });

  it('stops a house with a planted bucket that keeps no access logs, and finds nothing else without an own host name', () => {
    const other = stubHouse({ domain: null });
    new Bucket(other.press, 'planted');

    expect(() => other.app.synth()).toThrow(/access logs disabled/);
    const found = new AwsSolutionsChecks().validateScope(other.app).violations.map(({ ruleName }) => ruleName);
    expect(found).toEqual(['AwsSolutions-S1', 'AwsSolutions-S10']);
  });

  it('reads an article of three parts for every alarm, every function and every queue, and no other', () => {
    const alarms = ofType(press, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
    const articles = readFileSync('lib/RUNBOOK.md', 'utf8').split(/^## /m).slice(1);

    const wanted = [
      ...alarms.map((each) => shortName(each.AlarmName)),
      // The desk, the doctor and the article of the one alarm on letters lead there.
      ...FUNCTIONS.map((name) => `${name}-errors`),
      ...[...QUEUES, 'missed-runs'].map((name) => `${name}-dead-letters`),
    ];
    expect(articles.map((each) => each.split('\n')[0]).sort()).toEqual([...new Set(wanted)].sort());
    for (const { AlarmDescription } of alarms) expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
    for (const each of articles)
      expect(each).toMatch(/\*\*Description\.\*\*[\s\S]+\*\*Investigation\.\*\*[\s\S]+\*\*Resolution\.\*\*/);
    for (const each of alarms) expect(each.AlarmDescription).toContain(`RUNBOOK.md#${shortName(each.AlarmName)}`);
  });
});
