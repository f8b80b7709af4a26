import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createSystemClock } from '../../aws/system-clock.ts';
import { parseKeyring } from '../../core/subscriptions/keyring.ts';
import { type ListRow, READERS_HEAD, readerLine, readList } from '../../core/subscriptions/list-file.ts';
import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import { readListFile } from '../../core/subscriptions/workbook.ts';
import { importLines } from '../../workflows/subscribing/import-subscribers.ts';
import { type Command, WrongInputError } from './command.ts';
import { HOUSE_OPTIONS, withHouseAt } from './house-at.ts';

/** `import-subscribers`: a list an office hands over becomes readers; one line a line of the list. */
export const importSubscriberList: Command = {
  usage: 'FILE --basis TEXT [--monthly] [--data DIR]',
  summary: 'adds the addresses of a .csv or .xlsx file on the ground given; nobody who left is brought back',
  async *run(args) {
    const options = {
      ...HOUSE_OPTIONS,
      basis: { type: 'string' },
      monthly: { type: 'boolean', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new WrongInputError('name one file');
    const { basis, monthly } = values;
    if (!basis) throw new WrongInputError('say with --basis on what ground these people agreed');
    const rows = await rowsIn(file);
    const consent = { at: createSystemClock().now(), basis, from: `file ${basename(file)}` };
    const editions: Subscriber['editions'] = monthly ? ['daily', 'monthly'] : ['daily'];
    const told: object[] = [];
    const sums: Record<string, number> = { lines: 0 };
    await withHouseAt({ data: values.data, publicAddress: values['public-address'], mayBeNew: true }, async (ports) => {
      const keyring = parseKeyring(await ports.secrets.get(ports.settings.tokenSecret));
      for await (const line of importLines(ports.subscribers, readList(rows), { consent, editions, keyring })) {
        for (const sum of ['lines', line.kind]) sums[sum] = (sums[sum] ?? 0) + 1;
        if (line.kind !== 'added') told.push(line);
      }
    });
    yield* told;
    yield sums;
  },
};

/** `export-subscribers`: the active readers as a CSV file that no spreadsheet program runs anything of. */
export const exportSubscriberList: Command = {
  usage: 'FILE [--data DIR]',
  summary: 'writes the active readers with what they read and agreed to into a .csv file',
  async *run(args) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: HOUSE_OPTIONS });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new WrongInputError('name one file');
    const rows = new Map<string, string>();
    await withHouseAt({ data: values.data, publicAddress: values['public-address'] }, async ({ subscribers }) => {
      for (const edition of ['daily', 'monthly'] as const) {
        for await (const page of subscribers.active(edition)) for (const row of page) rows.set(row.id, readerLine(row));
      }
    });
    writeFileSync(file, `\uFEFF${READERS_HEAD}${[...rows.values()].join('')}`);
    yield { file, readers: rows.size };
  },
};

const UNREADABLE = {
  'old-workbook': 'a workbook of Excel before 2007; save it as .xlsx',
  damaged: 'no workbook that can be read, or one with a password',
  'too-large': 'a workbook that unpacks to more than 64 MB',
} as const;

async function rowsIn(file: string): Promise<Iterable<ListRow>> {
  const read = await readListFile(bytesIn(file));
  if (read.kind === 'unreadable') throw new WrongInputError(`${file}: ${UNREADABLE[read.why]}`);
  return read.rows;
}

function bytesIn(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new WrongInputError(`${file}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}
