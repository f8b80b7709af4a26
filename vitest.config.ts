import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/**
 * Files that want a process of their own: those that put another module in the place of one of ours, which works only where
 * nobody has loaded it before; the local mail service with its bodies of 10 MB; and the monthly's, which draw their
 * sample pictures with decoders that the picture studio takes away from its whole process.
 */
const alone = globSync('test/**/*.test.ts').filter(
  (file) => /local\/aws\/ses\.test|rendering\/monthly\//.test(file) || readFileSync(file, 'utf8').includes('vi.mock('),
);

export default defineConfig({
  test: {
    pool: 'forks',
    // The default leaves a core idle, which on two cores is half the machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'rooms',
          // One worker loads a module once for all its files: loading was most of the run. No file may leave its mark on another.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: alone,
          setupFiles: ['test/support/fixed-seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'alone',
          include: alone,
          setupFiles: ['test/support/fixed-seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.journey.ts'],
          // They run beside the rooms, on a machine that may be a slow one: time is not what they test.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
