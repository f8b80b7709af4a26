/** A press folder that cannot be used; the message is one line that names the file and the place in it. */
export class PressFolderError extends Error {
  override readonly name = 'PressFolderError';

  constructor(place: string, what: string) {
    super(place === '' ? `press.json: ${what}` : `press.json: ${place}: ${what}`);
  }
}
