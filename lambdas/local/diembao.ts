import { arm } from './commands/arm.ts';
import { backupTo, restoreHouseFrom } from './commands/backup.ts';
import { classifyTexts } from './commands/classify.ts';
import { type Command, WrongInputError } from './commands/command.ts';
import { doctor } from './commands/doctor.ts';
import { exportTo, restoreFrom } from './commands/export.ts';
import { extract } from './commands/extract.ts';
import { feed } from './commands/feed.ts';
import { gatherHereCommand } from './commands/gather-here.ts';
import { group } from './commands/group.ts';
import { asksForHelp, helpOf } from './commands/help.ts';
import { importOldIssues } from './commands/import-issues.ts';
import { learnWeightsOf } from './commands/learn-weights.ts';
import { pageAdd } from './commands/page-add.ts';
import { pressFromRealdata } from './commands/press-from-realdata.ts';
import { proofreadFile } from './commands/proofread.ts';
import { replayPast } from './commands/replay.ts';
import { sourceCheck } from './commands/source-check.ts';
import { exportSubscriberList, importSubscriberList } from './commands/subscriber-lists.ts';

/** Every command of the operator; a new one is a line here and a file beside it. */
const COMMANDS: Readonly<Record<string, Command>> = {
  arm,
  backup: backupTo,
  classify: classifyTexts,
  doctor,
  export: exportTo,
  'export-subscribers': exportSubscriberList,
  extract,
  feed,
  'gather-here': gatherHereCommand,
  group,
  'import-issues': importOldIssues,
  'import-subscribers': importSubscriberList,
  'learn-weights': learnWeightsOf,
  'page-add': pageAdd,
  'press-from-realdata': pressFromRealdata,
  proofread: proofreadFile,
  replay: replayPast,
  restore: restoreFrom,
  'restore-house': restoreHouseFrom,
  'source-check': sourceCheck,
};

const [name = '', ...args] = process.argv.slice(2);
process.stdout.on('error', () => process.exit(0));
process.exitCode = await main();

async function main(): Promise<number> {
  const command = COMMANDS[name];
  if (name === '--help' || name === '-h') {
    process.stdout.write(helpOf(COMMANDS));
    return 0;
  }
  if (!command)
    return wrong(
      `${name === '' ? 'a command is missing' : `unknown command "${name}"`}; one of ${Object.keys(COMMANDS).join(', ')}`,
    );
  if (asksForHelp(args)) {
    process.stdout.write(helpOf({ [name]: command }));
    return 0;
  }
  try {
    for await (const line of command.run(args)) process.stdout.write(`${JSON.stringify(line)}\n`);
    return 0;
  } catch (error) {
    const isOptionError =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (error instanceof WrongInputError || isOptionError) return wrong(error.message.split('. ')[0] ?? error.message);
    throw error;
  }
}

function wrong(message: string): number {
  process.stderr.write(`diembao: ${message}\n`);
  return 2;
}
