import type { Command } from './command.ts';

/** Commands by their names. */
type Commands = Readonly<Record<string, Command>>;

/** Whether the words of a command line ask what a command does; what follows `--` is its input, whatever it says. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const words = end < 0 ? args : args.slice(0, end);
  return words.some((word) => word === '--help' || word === '-h');
}

/** The line of use of `commands`, all of them or one, each with what it does below it. */
export function helpOf(commands: Commands): string {
  const rows = Object.entries(commands).map(([name, { usage, summary }]) => `  ${name} ${usage}\n      ${summary}\n`);
  return `npm run -s diembao -- <command>: one JSON object a line on standard output\n\n${rows.join('')}`;
}
