/** Minutes of a day; Viet Nam is seven hours ahead of UTC, all year. */
const DAY = 24 * 60;
const AHEAD = 7 * 60;

/**
 * A heartbeat is told every five minutes and looked at over fifteen: one that is lost while the next is late is no alarm. The window
 * slides by the minute, so one that begins ten minutes before the hour ends five minutes after it, and holds what was told at it.
 */
export const HEARTBEAT_WINDOW_MINUTES = 15;
const BEFORE = 10;

/**
 * Metric math for a metric `told` that counts from `time` (`HH:MM`, Viet Nam) to the end of the day there, and is 1 before. CloudWatch's
 * HOUR and MINUTE are UTC and those of the window's start. Where nothing was told it is `silence`, at those hours: left to the
 * alarm, silence would count at any hour, and only after it had looked back over several windows for something that was told.
 */
export function fromThenOn(time: string, silence: 0 | 1): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const from = (hours * 60 + minutes - BEFORE - AHEAD + 2 * DAY) % DAY;
  // A window that begins before midnight and ends after it hears of two days.
  const until = DAY - AHEAD - HEARTBEAT_WINDOW_MINUTES;
  const heard = `FILL(told, ${silence})`;
  const now = `(60 * HOUR(${heard}) + MINUTE(${heard}))`;
  return from >= until
    ? `IF(${now} >= ${from} OR ${now} < ${until}, ${heard}, 1)`
    : `IF(${now} >= ${from} AND ${now} < ${until}, ${heard}, 1)`;
}
