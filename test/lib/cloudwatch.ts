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
  /** Whether it is in alarm, for the values of a window that begins at a minute. */
  readonly breaches: (values: readonly number[], start: number) => boolean;
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
  const value = expression ? programOf(expression.Expression) : (stat: number) => stat;
  const isLow = alarm.ComparisonOperator === 'LessThanThreshold';
  const dimensions = Object.fromEntries(
    metric.Dimensions.map(({ Name, Value }) => [Name, nameOf(Value, resources)] as const),
  );
  return {
    name: alarm.AlarmName,
    series: seriesOf(metric.Namespace, metric.MetricName, dimensions),
    minutes: seconds / 60,
    breaches: (values, start) => {
      if (values.length === 0) return alarm.TreatMissingData === 'breaching';
      const shown = value(statisticOf(statistic, values), start);
      return isLow ? shown < alarm.Threshold : shown >= alarm.Threshold;
    },
  };
}

/**
 * The minutes at which an alarm goes off, in a time from `from` to `until`: it is looked at every minute, over the window that ends
 * there (CloudWatch's default, `SlidingWindow`).
 */
export function goesOff(listener: Listener, data: readonly Datum[], span: { from: number; until: number }): number[] {
  const heard = data.filter(({ series }) => series === listener.series).sort((a, b) => a.minute - b.minute);
  const off: number[] = [];
  let first = 0;
  let after = 0;
  let before = false;
  // Nothing is ever told, and silence is fine.
  if (heard.length === 0 && !listener.breaches([], span.from)) return [];
  for (let now = span.from; now <= span.until; now += 1) {
    const start = now - listener.minutes;
    while ((heard[first]?.minute ?? now) < start) first += 1;
    while ((heard[after]?.minute ?? now) < now) after += 1;
    const values = heard.slice(first, after).map(({ value }) => value);
    const isOff = listener.breaches(values, start);
    if (isOff && !before) off.push(now);
    before = isOff;
  }
  return off;
}

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Average: (values) => values.reduce((sum, each) => sum + each, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  Sum: (values) => values.reduce((sum, each) => sum + each, 0),
};

function statisticOf(name: string, values: readonly number[]): number {
  const statistic = STATISTICS[name];
  if (!statistic) throw new Error(`no statistic ${name}`);
  return statistic(values);
}

const programSchema = z.custom<(told: number, hour: number, minute: number) => number>(
  (value) => typeof value === 'function',
);

/** Metric math of one metric, with the hours of UTC. */
function programOf(expression: string): (told: number, start: number) => number {
  const body = expression
    .replaceAll(' OR ', ' || ')
    .replaceAll(' AND ', ' && ')
    .replaceAll('HOUR(told)', 'hour')
    .replaceAll('MINUTE(told)', 'minute')
    .replace('IF(', 'choose(');
  const made: unknown = runInNewContext(
    `const choose = (is, yes, no) => (is ? yes : no); (told, hour, minute) => ${body}`,
  );
  const program = programSchema.parse(made);
  return (told, start) => program(told, Math.floor(start / 60) % 24, start % 60);
}

function nameOf(value: unknown, resources: Resources): string {
  if (typeof value === 'string') return value;
  const { FunctionName, QueueName, Name } = resources[targetOf(value)]?.Properties ?? {};
  return String(FunctionName ?? QueueName ?? Name ?? targetOf(value));
}
