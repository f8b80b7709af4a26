import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/faults/longest-first.ts';

/**
 * Files that want a process of their own: those that put another module in the place of one of ours, which works only where
 * nobody has loaded it before; and the local mail service with its bodies of 10 MB.
 */
const alone = globSync('test/**/*.test.ts').filter(
  (file) => /local\/aws\/ses\.test/.test(file) || readFileSync(file, 'utf8').includes('vi.mock('),
);

/** What a room's project has in common with the others. */
const room = { setupFiles: ['test/support/fixed-seed.ts'], testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    pool: 'forks',
    // The default leaves a core idle, which on two cores is half the machine.
    maxWorkers: '100%',
    sequence: process.env.FAULTS === 'all' ? { sequencer: LongestFirst } : {},
    projects: [
      {
        test: {
          ...room,
          name: 'rooms',
          // One worker loads a module once for all its files: loading was most of the run. No file may leave its mark on another.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...alone, 'test/rendering/**'],
          setupFiles: [...room.setupFiles, 'test/support/remembered-issue.ts'],
        },
      },
      {
        test: {
          ...room,
          // Beside the rooms, as every rendering here is made anew, and as the monthly's draw their sample pictures with
          // decoders that the picture studio takes away from its whole process.
          name: 'rendering',
          isolate: false,
          include: ['test/rendering/**/*.test.ts'],
          exclude: alone,
        },
      },
      { test: { ...room, name: 'alone', include: alone } },
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
