import { beforeAll, describe, expect, it } from 'vitest';
import { type CostData, pricesSchema, readCostData } from '../../lib/costing/data.ts';
import { type Inventory, inventoryOf } from '../../lib/costing/inventory.ts';
import { type Line, priced, type Use, usesOf } from '../../lib/costing/month.ts';
import { billOf, serviceTable } from '../../lib/costing/table.ts';

const data: CostData = readCostData();
const fn = (name: string, memory: number, architecture: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: `diembao-dev-${name}`, MemorySize: memory, Architectures: [architecture] },
});
const source = (queue: string, ScalingConfig?: object) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn: { 'Fn::GetAtt': [queue, 'Arn'] }, ...(ScalingConfig ? { ScalingConfig } : {}) },
});
const RESOURCES = {
  a: fn('visit-source', 512, 'arm64'),
  b: fn('desk', 1769, 'x86_64'),
  c: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
  d: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { Metrics: [{ Expression: 'a + b' }, { MetricStat: {} }, { MetricStat: {} }] },
  },
  e: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
  f: source('i'),
  g: source('h'),
  k: source('i', { MaximumConcurrency: 2 }),
  h: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
  i: { Type: 'AWS::SQS::Queue', Properties: {} },
  j: {
    Type: 'AWS::CloudWatch::Dashboard',
    Properties: {
      DashboardBody: {
        'Fn::Join': [
          '',
          [
            '{"widgets":[{"properties":{"markdown":"a"}},{"properties":{"metrics":[["AWS/Lambda","',
            { Ref: 'a' },
            '"],["b"]]}}]}',
          ],
        ],
      },
    },
  },
};
const inventory: Inventory = inventoryOf([RESOURCES]);

let lines: Line[];
const of = (service: string) => lines.filter((line) => line.service === service);
const listOf = (service: string) => of(service).reduce((sum, { list }) => sum + list, 0);

beforeAll(() => {
  lines = priced(usesOf(10_000, inventory, data), data.prices);
});

describe('what a month costs', () => {
  it('is counted from what would be deployed; an alarm on an expression for each of its metrics', () => {
    expect(inventory).toEqual({
      functions: {
        'visit-source': { memory: 512, architecture: 'arm64' },
        desk: { memory: 1769, architecture: 'x86_64' },
      },
      alarmMetrics: 3,
      dashboards: [2],
      secrets: 1,
      pollers: { standard: 2 + 5, fifo: 5 },
    });
    expect(() => inventoryOf([{ a: fn('stranger', 1, 'arm64') }])).toThrow(/no function of the house/);
  });

  it('is 22 USD of mail for 10,000 readers of 22 issues, whatever else it is', () => {
    expect(listOf('SES')).toBeCloseTo(22, 2);
  });

  it('pays for a visit’s waiting at the memory it waits with', () => {
    const dear = { ...inventory, functions: { 'visit-source': { memory: 1024, architecture: 'x86_64' as const } } };
    const [half] = of('Lambda');
    const [whole] = priced(usesOf(10_000, dear, data), data.prices);
    const ratio = (whole?.list ?? 0) / (half?.list ?? 1);

    expect(half?.what).toBe('visit-source');
    // Twice the memory with more processor, on the dearer kind.
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2.51);
  });

  it('takes a standing allowance off once, for all that shares it', () => {
    const use = (price: string, quantity: number): Use => ({ service: 'x', what: 'y', price, quantity });
    const told = priced(
      [use('lambda.gbSecond.arm64', 300_000), use('lambda.gbSecond.x86_64', 300_000), use('s3.put', 1000)],
      data.prices,
    );

    expect(told.map(({ billed }) => billed)).toEqual([0, 200_000 * 0.0000166667, 0.005]);
    expect(() => priced([use('gold', 1)], data.prices)).toThrow('no price of gold');
  });

  it('asks for a mailing’s own rows by the batch of events and by the second, for a reader’s by the mail', () => {
    const writes = (readers: number, given: Partial<CostData['assumptions']> = {}) =>
      usesOf(readers, inventory, { ...data, assumptions: { ...data.assumptions, ...given } }).find(
        ({ price }) => price === 'dynamodb.write',
      )?.quantity ?? 0;
    const mails = 10_000 * data.assumptions.issues;

    // Claimed and accepted, sent and delivered; the batches' tallies, the pace and the visits besides.
    expect(writes(20_000) - writes(10_000)).toBeGreaterThan(4 * mails);
    expect(writes(20_000) - writes(10_000)).toBeLessThan(5 * mails);
    expect(writes(10_000) - writes(10_000, { eventsPerBatch: 16 })).toBeCloseTo((2 * mails) / 16, -1);
  });

  it('pays for a dashboard of more than fifty metrics, which AWS gives nobody', () => {
    const billed = (metrics: number) =>
      priced(usesOf(100, { ...inventory, dashboards: [metrics] }, data), data.prices).find(
        ({ what }) => what === 'dashboards',
      )?.billed;
    expect([billed(50), billed(51)]).toEqual([0, 3]);
  });

  it('says of every price on which page AWS publishes it, and of most where it was found again', () => {
    const all = Object.values(data.prices.prices);
    expect(all.filter(({ seen }) => seen !== null).length).toBeGreaterThan(all.length / 2);
    expect(
      pricesSchema.safeParse({ ...data.prices, prices: { x: { per: 1, list: 1, what: 'y', seen: null } } }).success,
    ).toBe(false);
  });

  it('grows with the readers, and its table adds up', () => {
    const bills = [100, 10_000].map((readers) =>
      billOf(readers, priced(usesOf(readers, inventory, data), data.prices)),
    );
    const table = serviceTable(bills, data.prices, { lines: false });
    const [small, large] = bills;
    const sums = table.split('\n').find((row) => row.startsWith('| **together')) ?? '';

    expect(large?.list).toBeGreaterThan(small?.list ?? 0);
    expect(large?.billed).toBeLessThanOrEqual(large?.list ?? 0);
    expect(sums).toContain(`**${large?.list.toFixed(2)} / ${large?.billed.toFixed(2)}**`);
    expect(table).toContain('list prices as AWS publishes them');
  });
});
