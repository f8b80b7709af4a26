import { z } from 'zod';
import { FUNCTIONS, type FunctionName } from '../../lambdas/names.ts';

/** What of the deployed stacks costs money by being there, and how its functions are sized. */
export interface Inventory {
  readonly functions: Readonly<Record<string, { readonly memory: number; readonly architecture: 'arm64' | 'x86_64' }>>;
  /** Metrics looked at by alarms: an alarm on an expression is paid for each of its metrics. */
  readonly alarmMetrics: number;
  /** How many metrics each dashboard shows. */
  readonly dashboards: readonly number[];
  readonly secrets: number;
  /** Connections by which Lambda asks queues of either kind. */
  readonly pollers: { readonly standard: number; readonly fifo: number };
}

const functionSchema = z.object({
  FunctionName: z.string(),
  MemorySize: z.number(),
  Architectures: z.tuple([z.enum(['arm64', 'x86_64'])]),
});
const alarmSchema = z.object({ Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional() });
const dashboardSchema = z.object({ DashboardBody: z.unknown() });
const bodySchema = z.object({
  widgets: z.array(z.object({ properties: z.object({ metrics: z.array(z.unknown()).default([]) }) })),
});
const queueSchema = z.object({ FifoQueue: z.boolean().default(false) });
const sourceSchema = z.object({
  EventSourceArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  ScalingConfig: z.unknown().optional(),
});
/** Connections with which Lambda asks a queue when it is quiet: fewer of a standard queue without a most of runs at a time. */
const POLLERS = { usual: 5, quiet: 2 } as const;
const resourcesSchema = z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() }));

/** Counts the resources of synthesised templates (their `Resources`, as CloudFormation gets them). */
export function inventoryOf(templates: readonly unknown[]): Inventory {
  const all = templates.flatMap((resources) => Object.values(resourcesSchema.parse(resources)));
  const ofType = (type: string): unknown[] => all.filter(({ Type }) => Type === type).map((each) => each.Properties);
  const functions = z.array(functionSchema).parse(ofType('AWS::Lambda::Function'));
  const alarms = z.array(alarmSchema).parse(ofType('AWS::CloudWatch::Alarm'));
  const byId = Object.assign({}, ...templates.map((resources) => resourcesSchema.parse(resources)));
  const sources = z.array(sourceSchema).parse(ofType('AWS::Lambda::EventSourceMapping'));
  const pollers = { standard: 0, fifo: 0 };
  for (const { EventSourceArn, ScalingConfig } of sources) {
    const { FifoQueue } = queueSchema.parse(byId[EventSourceArn['Fn::GetAtt'][0]]?.Properties);
    pollers[FifoQueue ? 'fifo' : 'standard'] += FifoQueue || ScalingConfig ? POLLERS.usual : POLLERS.quiet;
  }
  return {
    functions: Object.fromEntries(functions.map((each) => [nameOf(each.FunctionName), sizeOf(each)])),
    alarmMetrics: alarms.reduce((sum, alarm) => sum + metricsIn(alarm), 0),
    dashboards: z.array(dashboardSchema).parse(ofType('AWS::CloudWatch::Dashboard')).map(metricsShown),
    secrets: ofType('AWS::SecretsManager::Secret').length,
    pollers,
  };
}

/** Its body is a text with names of resources in it, which are put in place of what CloudFormation fills in. */
function metricsShown({ DashboardBody }: z.infer<typeof dashboardSchema>): number {
  const joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) }).safeParse(DashboardBody);
  const parts = joined.success ? joined.data['Fn::Join'][1] : [DashboardBody];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  return bodySchema.parse(JSON.parse(text)).widgets.reduce((sum, each) => sum + each.properties.metrics.length, 0);
}

function sizeOf({ MemorySize: memory, Architectures: [architecture] }: z.infer<typeof functionSchema>) {
  return { memory, architecture };
}

function metricsIn({ Metrics }: z.infer<typeof alarmSchema>): number {
  return Metrics ? Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length : 1;
}

/** `diembao-dev-visit-source` → `visit-source`. */
function nameOf(physical: string): FunctionName {
  const name = FUNCTIONS.find((each) => physical.endsWith(`-${each}`));
  if (!name) throw new Error(`${physical} is no function of the house`);
  return name;
}
