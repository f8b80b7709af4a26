import { parseArgs } from 'node:util';
import { AwsPorts } from '../../aws/ports.ts';
import { createSystemClock } from '../../aws/system-clock.ts';
import { systemDialler } from '../../net/dialler.ts';
import { createPoliteWeb } from '../../net/polite-web.ts';
import { userAgentOf } from '../../net/user-agent.ts';
import { gatherHere } from '../../workflows/gathering/gather-here.ts';
import type { VisitSourcePorts } from '../../workflows/gathering/visit-source.ts';
import { type Command, WrongInputError } from './command.ts';
import { variablesIn } from './variables.ts';

const MINUTE_MS = 60_000;
/** A source is due again after twenty minutes: more often there is nothing to do. */
const LEAST_MINUTES = 20;

/** `gather-here`: reads the sources of the office into a deployed house. */
export const gatherHereCommand: Command = gatherHereOver(deployed);

/** The command over any house, so that it can be tried without AWS. */
export function gatherHereOver(portsOf: (variables: Readonly<Record<string, string>>) => VisitSourcePorts): Command {
  return {
    usage: '[--every 30m] --variables FILE',
    summary:
      'reads from this computer the sources that say `"from": "office"` (FILE: the variables of the function visit-source); once, or for ever',
    async *run(args) {
      const options = { every: { type: 'string' }, variables: { type: 'string' } } as const;
      const { values } = parseArgs({ args: [...args], options });
      if (values.variables === undefined) throw new WrongInputError('gather-here: --variables FILE is missing');
      const every = values.every === undefined ? null : pauseOf(values.every);
      const ports = portsOf(variablesIn(values.variables));
      for (;;) {
        yield* roundOf(ports, every !== null);
        if (every === null) return;
        await ports.clock.sleep(every);
      }
    },
  };
}

/** A line a source, then one of the round. Who goes on for ever outlives a network that is away for a while. */
async function* roundOf(ports: VisitSourcePorts, goesOn: boolean): AsyncIterable<object> {
  const at = ports.clock.now();
  try {
    const gathered = await gatherHere(ports);
    for (const each of gathered) yield { line: 'source', ...each };
    yield { line: 'round', at, sources: gathered.length };
  } catch (error) {
    if (!goesOn) throw error;
    yield { line: 'failed', at, why: error instanceof Error ? error.message : String(error) };
  }
}

/** `30m`, `2h` in milliseconds. */
function pauseOf(text: string): number {
  const [, number, unit] = /^(\d{1,3})([mh])$/u.exec(text) ?? [];
  const minutes = Number(number ?? 0) * (unit === 'h' ? 60 : 1);
  if (minutes < LEAST_MINUTES) throw new WrongInputError(`--every ${text}: ${LEAST_MINUTES}m at least, as 30m or 2h`);
  return minutes * MINUTE_MS;
}

/** The papers through the same guard and with the same courtesy as the function visit-source. */
function deployed(variables: Readonly<Record<string, string>>): VisitSourcePorts {
  const ports = new AwsPorts(variables);
  const clock = createSystemClock();
  const web = createPoliteWeb({
    dialler: systemDialler(),
    clock,
    userAgent: userAgentOf(ports.settings.publicAddress),
  });
  const { newsroom, visits, entries } = ports;
  return { clock, web, newsroom, visits, entries };
}
