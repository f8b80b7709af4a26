import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRICS_NAMESPACE } from '../names.ts';

/** Counts under the house's namespace, written at once (embedded metric format on standard output). */
export function countMetrics(counts: Readonly<Record<string, number>>): void {
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: 'diembao' });
  for (const [name, value] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
