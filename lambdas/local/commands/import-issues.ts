import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createSystemClock } from '../../aws/system-clock.ts';
import { type BulletinFile, type ImportReport, importIssues } from '../../workflows/archive/import-issues.ts';
import { loadMonthlySetting } from '../../workflows/monthly/monthly-files.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import { bulletinFiles, bulletinText } from './bulletin-file.ts';
import { type Command, WrongInputError } from './command.ts';
import { HOUSE_OPTIONS, withHouseAt } from './house-at.ts';
import { wholeSearch } from './whole-search.ts';

/** `import-issues`: printed bulletins become issues of the archive, marked as imported. */
export const importOldIssues: Command = {
  usage: 'FOLDER [--data DIR] [--public-address URL]',
  summary:
    'reads printed bulletins (.txt, .md, .docx) into the archive; a line a file with what a person should look at',
  async *run(args) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: HOUSE_OPTIONS });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new WrongInputError('name one folder of bulletins');
    const { files, unreadable } = await readAll(bulletinFiles(folder));
    const publicAddress = values['public-address'];
    const { imported, search } = await withHouseAt(
      { data: values.data, publicAddress, mayBeNew: true },
      async (ports) => {
        const { archive, issues, newsroom } = ports;
        const { sections, masthead } = await loadHouse(newsroom);
        const monthly = (await loadMonthlySetting(newsroom)).masthead;
        const house = { sections, masthead, monthly };
        const imported = await importIssues({ clock: createSystemClock(), archive, issues }, files, {
          house,
          address: { publicAddress },
        });
        return { imported, search: await wholeSearch(archive) };
      },
    );
    const reports = [...unreadable, ...imported];
    yield* reports;
    yield { ...sumOf(reports), ...search };
  },
};

async function readAll(paths: readonly string[]): Promise<{ files: BulletinFile[]; unreadable: ImportReport[] }> {
  const files: BulletinFile[] = [];
  const unreadable: ImportReport[] = [];
  for (const path of paths) {
    const file = basename(path);
    try {
      files.push({ file, text: await bulletinText(path) });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const findings = [{ line: 1, kind: 'left-over' as const, text }];
      unreadable.push({ file, kind: 'unreadable', issueKey: null, items: 0, findings });
    }
  }
  return { files, unreadable };
}

function sumOf(reports: readonly ImportReport[]): Record<string, number> {
  const of = (kind: ImportReport['kind']): number => reports.filter((report) => report.kind === kind).length;
  const imported = reports.filter(({ kind }) => kind === 'imported');
  return {
    files: reports.length,
    imported: imported.length,
    items: imported.reduce((sum, { items }) => sum + items, 0),
    already: of('already'),
    notImported: reports.length - imported.length - of('already'),
    toLookAt: reports.reduce((sum, { findings }) => sum + findings.length, 0),
  };
}
