import { readFileSync, writeFileSync } from 'node:fs';

const MIB = 1024 * 1024;

/** What some work cost: time on the clock, time of the processor, and how far memory rose above where it stood, in MiB. */
export interface Cost {
  readonly millis: number;
  readonly cpuMillis: number;
  readonly riseMib: number;
}

/**
 * Runs `work` and says what it cost. The peak is the kernel's own where it can be set back (Linux), else the largest of
 * samples every five milliseconds and the peak of the process.
 */
export async function measured<T>(work: () => T | Promise<T>): Promise<Cost & { readonly result: T }> {
  globalThis.gc?.();
  const isExact = peakSetBack();
  const before = process.memoryUsage.rss();
  let highest = before;
  const eye = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 5);
  const started = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  const millis = performance.now() - started;
  clearInterval(eye);
  const peak = isExact ? exactPeak() : Math.max(highest, process.memoryUsage.rss());
  return { result, millis, cpuMillis: (user + system) / 1_000, riseMib: Math.max(0, peak - before) / MIB };
}

/** Sets the kernel's peak of this process back to what it holds now; false where there is no such thing. */
function peakSetBack(): boolean {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return exactPeak() > 0;
  } catch {
    return false;
  }
}

function exactPeak(): number {
  const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kib ?? 0) * 1024;
}
