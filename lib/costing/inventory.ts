import { z } from 'zod';
import { FUNCTIONS, type FunctionName } from '../../lambdas/names.ts';

/** What of the deployed stacks costs money by being there, and how its functions are sized. */
export interface Inventory {
  readonly functions: Readonly<Record<string, { readonly memory: number; readonly architecture: 'arm64' | 'x86_64' }>>;
  /** Metrics looked at by alarms: an alarm on an expression is paid for each of its metrics. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  readonly secrets: number;
  /** Queues some function takes from. */
  readonly polledQueues: number;
}

const functionSchema = z.object({
  FunctionName: z.string(),
  MemorySize: z.number(),
  Architectures: z.tuple([z.enum(['arm64', 'x86_64'])]),
});
const alarmSchema = z.object({ Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional() });
const resourcesSchema = z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() }));

/** Counts the resources of synthesised templates (their `Resources`, as CloudFormation gets them). */
export function inventoryOf(templates: readonly unknown[]): Inventory {
  const all = templates.flatMap((resources) => Object.values(resourcesSchema.parse(resources)));
  const ofType = (type: string): unknown[] => all.filter(({ Type }) => Type === type).map((each) => each.Properties);
  const functions = z.array(functionSchema).parse(ofType('AWS::Lambda::Function'));
  const alarms = z.array(alarmSchema).parse(ofType('AWS::CloudWatch::Alarm'));
  return {
    functions: Object.fromEntries(functions.map((each) => [nameOf(each.FunctionName), sizeOf(each)])),
    alarmMetrics: alarms.reduce((sum, alarm) => sum + metricsIn(alarm), 0),
    dashboards: ofType('AWS::CloudWatch::Dashboard').length,
    secrets: ofType('AWS::SecretsManager::Secret').length,
    polledQueues: ofType('AWS::Lambda::EventSourceMapping').length,
  };
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
