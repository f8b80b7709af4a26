/** What was asked for cannot be done as asked: one clear line, exit 2. */
export class WrongStartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongStartError';
  }
}
