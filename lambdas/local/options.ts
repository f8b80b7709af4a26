import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Day, daySchema } from '../core/calendar/instant.ts';
import { type Month, monthSchema } from '../core/monthly/monthly-content.ts';

/** Where the news comes from. */
export type PressChoice =
  | { readonly kind: 'sample' }
  | { readonly kind: 'folder'; readonly dir: string }
  | { readonly kind: 'live' };

/** What `npm start` was asked for. */
export interface StartOptions {
  readonly once: boolean;
  /** Make a monthly instead of a daily. */
  readonly monthly: boolean;
  /** The monthly's month; null: that of `date`, or of today. */
  readonly month: Month | null;
  readonly date: Day | null;
  readonly since: Day | null;
  readonly out: string | null;
  readonly press: PressChoice;
  readonly port: number;
  readonly dataDir: string;
}

/** A parsed command line, a request for help, or one clear line about what is wrong. */
export type ParsedOptions =
  | { readonly kind: 'options'; readonly options: StartOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

/** The port the desk, the archive and the outbox share unless `--port` says otherwise. */
export const DEFAULT_PORT = 8080;

/** The text of `npm start -- --help`. */
export const HELP = `npm start                      read the papers, lay out today's draft, serve desk, archive and outbox
npm start -- --once            run one whole day without a person, write every output, print a report
npm start -- --monthly         make one monthly without a person, of the month's dailies in the data folder (or one played first)
  --date YYYY-MM-DD            the issue's day (default: today in Viet Nam, or the next issue day)
  --month YYYY-MM              the monthly's month (default: the present one in Viet Nam)
  --out DIR                    where --once and --monthly write their outputs (default: out/<issue key>/);
                               beside an issue of the other edition in a folder of its own inside it
  --press DIR                  read a folder of saved pages and feeds (press.json) instead of the sample press
  --live                       read the real papers of the source registry (needs the internet)
  --since YYYY-MM-DD           widen the window of the issue back to this day
  --port N                     port to serve on (default ${DEFAULT_PORT})
  --data DIR                   where the local AWS keeps its data (default: .diembao/<press>)
  --help                       this list

npm test                       types, lint, unit, contract, fault, journey and infrastructure tests
npm run -s diembao -- --help   the operator's commands, from backup and doctor to source-check
npm run bundle                 build the handlers into dist/
npm run screenshots            take the pictures of the README again
`;

/** Parses the arguments after `npm start --`. */
export function parseStartOptions(args: readonly string[], root: string): ParsedOptions {
  let values: ReturnType<typeof read>;
  try {
    values = read(args);
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
  if (values.help) return { kind: 'help' };
  for (const name of ['date', 'since'] as const) {
    const given = values[name];
    if (given !== undefined && !daySchema.safeParse(given).success) {
      return wrong(`--${name} ${given}: not a day; write YYYY-MM-DD`);
    }
  }
  if (values.month !== undefined && !monthSchema.safeParse(values.month).success) {
    return wrong(`--month ${values.month}: not a month; write YYYY-MM`);
  }
  if (values.month !== undefined && !values.monthly) return wrong('--month goes with --monthly');
  if (values.monthly && values.date !== undefined) return wrong('--monthly and --date exclude each other');
  if (values.live && values.press !== undefined) return wrong('--live and --press exclude each other');
  if (values.press !== undefined && !isFolder(values.press)) return wrong(`--press ${values.press}: no such folder`);
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return wrong(`--port ${values.port}: not a port number`);
  const press = pressOf(values);
  return {
    kind: 'options',
    options: {
      once: values.once ?? false,
      monthly: values.monthly ?? false,
      month: values.month ?? null,
      date: values.date ?? null,
      since: values.since ?? null,
      out: values.out === undefined ? null : resolve(values.out),
      press,
      port,
      dataDir: resolve(values.data ?? `${root}/.diembao/${dataName(press)}`),
    },
  };
}

function read(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      once: { type: 'boolean' },
      monthly: { type: 'boolean' },
      month: { type: 'string' },
      date: { type: 'string' },
      since: { type: 'string' },
      out: { type: 'string' },
      press: { type: 'string' },
      live: { type: 'boolean' },
      port: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  return values;
}

function pressOf(values: { readonly live?: boolean | undefined; readonly press?: string | undefined }): PressChoice {
  if (values.live) return { kind: 'live' };
  return values.press === undefined ? { kind: 'sample' } : { kind: 'folder', dir: resolve(values.press) };
}

/** Every press has its own data, so that a rehearsal never mixes with the sample. */
function dataName(press: PressChoice): string {
  return press.kind === 'folder' ? `press${press.dir.replaceAll(/[^A-Za-z0-9]+/g, '-')}` : press.kind;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function wrong(message: string): ParsedOptions {
  return { kind: 'wrong', message };
}
