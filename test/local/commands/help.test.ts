import { expect, it } from 'vitest';
import type { Command } from '../../../lambdas/local/commands/command.ts';
import { asksForHelp, helpOf } from '../../../lambdas/local/commands/help.ts';

const weigh: Command = { usage: 'FILE [--by DAY]', summary: 'weighs a file', run: () => [] };

it('help is asked for anywhere on the line, but not by what follows --', () => {
  for (const args of [['--help'], ['-h'], ['FILE', '--by', '--help']]) expect(asksForHelp(args)).toBe(true);
  for (const args of [[], ['help'], ['FILE', '--', '--help']]) expect(asksForHelp(args)).toBe(false);
});

it('help on a command is its line of use, and on all of them every line', () => {
  expect(helpOf({ weigh })).toContain('  weigh FILE [--by DAY]\n      weighs a file\n');
  expect(helpOf({ weigh, weighed: { ...weigh, summary: 'says what was weighed' } }).split('\n')).toHaveLength(7);
});
