import { toMillis } from '../../core/calendar/instant.ts';
import type { Clock } from '../../ports/clock.ts';

/**
 * The outcome of some work, told after a whole number of waits of `millis`, one as a rule: whoever counts the time learns
 * nothing of what was done meanwhile, be it a mail or nothing at all. Work that outlasts a wait, because a store or the mail
 * service is slow, is told at the end of the next one and not as soon as it is done; what fails is told no sooner.
 */
export async function onTheBeat<T>(work: Promise<T>, clock: Clock, millis: number): Promise<T> {
  const now = (): number => clock.millis?.() ?? toMillis(clock.now());
  const began = now();
  let isDone = false;
  let isLate = false;
  const noted = work.finally(() => {
    isDone = true;
  });
  const wait = clock.sleep(millis).then(() => {
    isLate = !isDone;
  });
  await Promise.allSettled([noted, wait]);
  const over = (now() - began) % millis;
  if (isLate && over > 0) await clock.sleep(millis - over);
  return work;
}
