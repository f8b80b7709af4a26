import { parseArgs } from 'node:util';
import { fromMillis } from '../../core/calendar/instant.ts';
import { seedRegistry } from '../../core/sources/registry.ts';
import type { SourceCheck } from '../../core/sources/source-check.ts';
import { systemDialler } from '../../net/dialler.ts';
import { createPoliteWeb } from '../../net/polite-web.ts';
import { userAgentOf } from '../../net/user-agent.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Web } from '../../ports/web.ts';
import { checkSource } from '../../workflows/gathering/check-source.ts';
import { type Command, WrongInputError } from './command.ts';

/** Where papers find out who asks, unless `--contact` says so. */
const CONTACT = 'https://diembao.example.vn';
/** A paper that drips is not waited for longer. */
const PATIENCE_MS = 120_000;
/** Entries shown of every way in. */
const SHOWN = 5;

const clock: Clock = {
  now: () => fromMillis(Date.now()),
  sleep: (millis) => new Promise((resolve) => void setTimeout(resolve, millis)),
};

/** `source-check`: how a paper would be read, by its address or its id in the registry. */
export const sourceCheck: Command = sourceCheckOver((contact) =>
  createPoliteWeb({ dialler: systemDialler(), clock, userAgent: userAgentOf(contact) }),
);

/** The command over any web, so that it can be tried without the internet. */
export function sourceCheckOver(webFor: (contact: string) => Web): Command {
  return {
    usage: '[--contact URL] URL|ID',
    summary: 'how a paper would be read: ways in, a sample of entries, three articles, problems, the source to save',
    async *run(args) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { contact: { type: 'string', default: CONTACT } },
      });
      const [wanted] = positionals;
      if (!wanted) throw new WrongInputError('source-check: an address or the id of a source is needed');
      const { sources } = seedRegistry();
      const web = webFor(values.contact);
      yield* linesOf(await checkSource({ web, clock }, { wanted, sources, millis: PATIENCE_MS }));
    },
  };
}

function* linesOf(check: SourceCheck): Iterable<object> {
  for (const { kind, url, entries } of check.doors) {
    yield { line: 'listing', kind, url, entries: entries.length };
    for (const entry of entries.slice(0, SHOWN)) yield { line: 'entry', ...entry };
  }
  for (const article of check.articles) yield { line: 'article', ...article };
  for (const problem of check.problems) yield { line: 'problem', ...problem };
  yield {
    line: 'result',
    address: check.address,
    entries: check.doors.reduce((sum, door) => sum + door.entries.length, 0),
    articles: check.articles.length,
    problems: check.problems.length,
    source: check.proposal,
  };
}
