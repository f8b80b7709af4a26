import { parseArgs } from 'node:util';
import { parseFeed } from '../../core/listing/parse-feed.ts';
import { type Command, WrongInputError } from './command.ts';
import { readInput } from './input.ts';

/** `feed`: the entries of a saved feed. */
export const feed: Command = {
  usage: '--url U FILE',
  summary: 'the entries of a saved feed',
  *run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: { type: 'string' } },
    });
    const [file] = positionals;
    if (!values.url || !file) throw new WrongInputError('feed: --url U and one FILE are needed');
    if (!URL.canParse(values.url)) throw new WrongInputError(`feed: --url ${values.url}: not an address`);
    const listing = parseFeed(readInput(file), { url: values.url, contentType: null });
    if (listing.kind === 'not-a-listing') throw new WrongInputError(`${file}: ${listing.detail}`);
    yield* listing.entries;
  },
};
