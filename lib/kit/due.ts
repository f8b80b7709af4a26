/** Minutes of a day; Viet Nam is seven hours ahead of UTC, all year. */
const DAY = 24 * 60;
const AHEAD = 7 * 60;

/**
 * Metric math for a metric `told` that counts from `time` (`HH:MM`, Viet Nam) to the end of the day there, and is 1
 * before. CloudWatch's HOUR and MINUTE are UTC and those of the period's start.
 */
export function fromThenOn(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const from = (hours * 60 + minutes - AHEAD + DAY) % DAY;
  const until = DAY - AHEAD;
  const now = '(60 * HOUR(told) + MINUTE(told))';
  return from >= until
    ? `IF(${now} >= ${from} OR ${now} < ${until}, told, 1)`
    : `IF(${now} >= ${from} AND ${now} < ${until}, told, 1)`;
}
