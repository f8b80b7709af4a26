/** One command of `diembao`: arguments in, one JSON value a line out. */
export interface Command {
  /** What follows the name on the command line. */
  readonly usage: string;
  readonly summary: string;
  run(args: readonly string[]): AsyncIterable<object> | Iterable<object>;
}

/** The command line or its input is wrong: one line on standard error, exit 2. */
export class WrongInputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongInputError';
  }
}
