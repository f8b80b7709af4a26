import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { targetOf } from './facts.ts';
import type { Resource, Resources } from './stub-house.ts';

/** One value of one metric, at a minute since the epoch. */
export interface Datum {
  readonly minute: number;
  /** See {@link seriesOf}. */
  readonly series: string;
  readonly value: number;
}

const dimensionsSchema = z.array(z.object({ Name: z.string(), Value: z.any() })).default([]);
const metricSchema = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensionsSchema });
const alarmSchema = z.object({
  AlarmName: z.string(),
  Threshold: z.number(),
  EvaluationPeriods: z.literal(1),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
});
const simpleSchema = metricSchema.extend({ Statistic: z.string(), Period: z.number() });
const mathSchema = z.object({
  Metrics: z.tuple([
    z.object({ Expression: z.string() }),
    z.object({
      Id: z.literal('told'),
      MetricStat: z.object({ Metric: metricSchema, Period: z.number(), Stat: z.string() }),
    }),
  ]),
});

/** The name of a series: namespace, metric, dimensions. */
export function seriesOf(namespace: string, name: string, dimensions: Readonly<Record<string, string>> = {}): string {
  return `${namespace} ${name} ${JSON.stringify(Object.entries(dimensions).sort())}`;
}

/** What an alarm listens to, and what it makes of it. */
export interface Listener {
  readonly name: string;
  readonly series: string;
  readonly minutes: number;
  /** Whether the values of a window that begins at a minute are a fault; `missing`: nothing can be said of them. */
  readonly breaches: (values: readonly number[], start: number) => boolean | 'missing';
  /** Whether it is in alarm when nothing was told for long. */
  readonly isSilenceBad: boolean;
}

/** Reads an alarm as CloudFormation gets it; names of functions and queues are looked up among the resources. */
export function listenerOf({ Properties: raw }: Resource, resources: Resources): Listener {
  const alarm = alarmSchema.parse(raw);
  const math = mathSchema.safeParse(raw);
  const [expression, told] = math.success ? math.data.Metrics : [null, null];
  const simple = told ? null : simpleSchema.parse(raw);
  const metric = told?.MetricStat.Metric ?? metricSchema.parse(raw);
  const seconds = told?.MetricStat.Period ?? simple?.Period ?? 0;
  const statistic = told?.MetricStat.Stat ?? simple?.Statistic ?? '';
  const value = expression ? programOf(expression.Expression) : (stat: number | undefined) => stat;
  const isLow = alarm.ComparisonOperator === 'LessThanThreshold';
  const dimensions = Object.fromEntries(
    metric.Dimensions.map(({ Name, Value }) => [Name, nameOf(Value, resources)] as const),
  );
  return {
    name: alarm.AlarmName,
    series: seriesOf(metric.Namespace, metric.MetricName, dimensions),
    minutes: seconds / 60,
    isSilenceBad: alarm.TreatMissingData === 'breaching',
    breaches: (values, start) => {
      const shown = value(values.length > 0 ? statisticOf(statistic, values) : undefined, start);
      if (shown === undefined) return 'missing';
      return isLow ? shown < alarm.Threshold : shown >= alarm.Threshold;
    },
  };
}

/**
 * Windows CloudWatch looks back over for one in which something was told, before it takes silence for what the alarm says of it (“How
 * alarm state is evaluated when data is missing”). It does not publish how many they are; people count two or three more.
 */
const LOOKED_BACK = 3;

/**
 * The minutes at which an alarm goes off, in a time from `from` to `until`: it is looked at every minute, over the window that ends
 * there (CloudWatch's default, `SlidingWindow`).
 */
export function goesOff(listener: Listener, data: readonly Datum[], span: { from: number; until: number }): number[] {
  const heard = data.filter(({ series }) => series === listener.series).sort((a, b) => a.minute - b.minute);
  const off: number[] = [];
  let [first, after, before] = [0, 0, false];
  const isOffIn = (start: number): boolean => {
    const within = listener.breaches(
      heard.slice(first, after).map(({ value }) => value),
      start,
    );
    return within === 'missing' ? saidBefore(listener, { heard, first }, start) : within;
  };
  // Nothing is ever told, and silence is fine.
  if (heard.length === 0 && !listener.isSilenceBad && listener.breaches([], span.from) === 'missing') return [];
  for (let now = span.from; now <= span.until; now += 1) {
    const start = now - listener.minutes;
    while ((heard[first]?.minute ?? now) < start) first += 1;
    while ((heard[after]?.minute ?? now) < now) after += 1;
    const isOff = isOffIn(start);
    if (isOff && !before) off.push(now);
    before = isOff;
  }
  return off;
}

/** What the newest of the windows before `start` says in which something was told; `first`: the place of what was told since. */
function saidBefore(
  { minutes, breaches, isSilenceBad }: Listener,
  { heard, first }: { readonly heard: readonly Datum[]; readonly first: number },
  start: number,
): boolean {
  const newest = heard[first - 1];
  const back = newest ? Math.ceil((start - newest.minute) / minutes) : Number.POSITIVE_INFINITY;
  if (back > LOOKED_BACK) return isSilenceBad;
  const from = start - back * minutes;
  const since = heard.slice(0, first).findLastIndex(({ minute }) => minute < from) + 1;
  const values = heard.slice(since, first).map(({ value }) => value);
  return breaches(values, from) === true;
}

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Average: (values) => values.reduce((sum, each) => sum + each, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: (values) => values.length,
  Sum: (values) => values.reduce((sum, each) => sum + each, 0),
};

function statisticOf(name: string, values: readonly number[]): number {
  const statistic = STATISTICS[name];
  if (!statistic) throw new Error(`no statistic ${name}`);
  return statistic(values);
}

type Program = (told: number | undefined, hour: number, minute: number) => number | undefined;
const programSchema = z.custom<Program>((value) => typeof value === 'function');

/** Metric math of one metric, with the hours of UTC; of what was never told there is no hour, and nothing comes of the whole. */
function programOf(expression: string): (told: number | undefined, start: number) => number | undefined {
  const body = expression
    .replaceAll(' OR ', ' || ')
    .replaceAll(' AND ', ' && ')
    .replaceAll(/(HOUR|MINUTE)\(FILL\(told, \d\)\)/g, '$1')
    .replaceAll(/(HOUR|MINUTE)\(told\)/g, '$1')
    .replaceAll(/FILL\(told, (\d)\)/g, '(told ?? $1)')
    .replace(/^IF\((.*), (.*), (.*)\)$/, '$1 ? $2 : $3');
  const program = programSchema.parse(runInNewContext(`(told, HOUR, MINUTE) => ${body}`));
  const needsTold = /[^L]\(told\)/.test(expression);
  return (told, start) =>
    told === undefined && needsTold ? undefined : program(told, Math.floor(start / 60) % 24, start % 60);
}

function nameOf(value: unknown, resources: Resources): string {
  if (typeof value === 'string') return value;
  const { FunctionName, QueueName, Name } = resources[targetOf(value)]?.Properties ?? {};
  return String(FunctionName ?? QueueName ?? Name ?? targetOf(value));
}
