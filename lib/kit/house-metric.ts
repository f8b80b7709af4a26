import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE } from '../../lambdas/names.ts';

/** The dimension every metric of the house has, given by its telemetry. */
const DIMENSIONS = { service: 'diembao' };

/** Where the functions of a stage count: two stages of one account never hear each other. */
export function metricsNamespace(stage: string): string {
  return `${METRICS_NAMESPACE}/${stage}`;
}

/** A metric the house itself counts. */
export function houseMetric(
  stage: string,
  metricName: string,
  how: { readonly statistic: 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'SampleCount'; readonly period: Duration },
): Metric {
  return new Metric({ namespace: metricsNamespace(stage), metricName, dimensionsMap: DIMENSIONS, ...how });
}
