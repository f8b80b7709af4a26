import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/**
 * Counts under the house's namespace, written at once (embedded metric format on standard output). The namespace is the
 * stage's own (`POWERTOOLS_METRICS_NAMESPACE`), so that two stages of one account hear their own alarms only.
 */
export function countMetrics(counts: Readonly<Record<string, number>>): void {
  const metrics = new Metrics({ serviceName: 'diembao' });
  for (const [name, value] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, value);
  if (Object.keys(counts).length > 0) metrics.publishStoredMetrics();
}
