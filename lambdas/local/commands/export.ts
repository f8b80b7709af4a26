import { parseArgs } from 'node:util';
import { exportArchive } from '../../workflows/archive/export-archive.ts';
import { restoreArchive } from '../../workflows/archive/restore-archive.ts';
import { type Command, WrongInputError } from './command.ts';
import { folderShelf, newFolderShelf } from './folder-shelf.ts';
import { HOUSE_OPTIONS, withHouseAt } from './house-at.ts';
import { wholeSearch } from './whole-search.ts';

/** `export`: everything of the archive that cannot be made again. */
export const exportTo: Command = {
  usage: 'DIR [--data DIR]',
  summary: 'copies snapshots, withdrawals, manifest and pictures into an empty folder, with a list and their sums',
  async *run(args) {
    const { folder, values } = argumentsOf(args);
    const house = { data: values.data, publicAddress: values['public-address'] };
    const { issues, files } = await withHouseAt(house, (ports) => exportArchive(ports.archive, newFolderShelf(folder)));
    yield { issues, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  },
};

/** `restore`: the whole archive again, out of an export. */
export const restoreFrom: Command = {
  usage: 'DIR [--data DIR] [--public-address URL]',
  summary: 'builds an archive again from an export, in a house that has none: every page, PDF and feed, byte by byte',
  async *run(args) {
    const { folder, values } = argumentsOf(args);
    const publicAddress = values['public-address'];
    const house = { data: values.data, publicAddress, mayBeNew: true };
    const shelf = folderShelf(folder);
    const outcome = await withHouseAt(house, async ({ archive, issues }) => {
      const restored = await restoreArchive({ archive, issues }, shelf, { publicAddress });
      return restored.kind === 'restored' ? { ...restored, ...(await wholeSearch(archive)) } : restored;
    });
    if (outcome.kind === 'not-empty') throw new WrongInputError(`${values.data} has an archive already`);
    yield outcome;
  },
};

function argumentsOf(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: HOUSE_OPTIONS });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new WrongInputError('name one folder');
  return { folder, values };
}
