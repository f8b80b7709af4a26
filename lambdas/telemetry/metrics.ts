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

/**
 * Counts what was found and leaves out what was not: a metric is paid for by the hour in which it is told, and an alarm for which
 * silence is fine needs no zero. Never for what counts as bad when it is silent.
 */
export function countFindings(counts: Readonly<Record<string, number>>): void {
  countMetrics(Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)));
}
