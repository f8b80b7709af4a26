import { parseArgs } from 'node:util';
import { WrongInputError } from './commands/command.ts';
import { deployedHouse } from './commands/deployed-house.ts';
import { smokeDay, smokeRead } from './commands/smoke-day.ts';

/**
 * `npm run smoke -- --stage dev [--to ADDRESS]… [--minutes 10]`: tries the deployed stage. Where it mails only a list, the whole
 * small day; where it mails everyone, only what changes nothing (also with `--read`). Exit 1 where a step failed, 2 where the
 * command line or the credentials are wrong.
 */
const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'dev' },
    to: { type: 'string', multiple: true, default: [] },
    minutes: { type: 'string', default: '10' },
    read: { type: 'boolean', default: false },
  },
});
try {
  const house = await deployedHouse(values.stage);
  const isOnlyRead = values.read || house.ports.settings.mailAllowList === null;
  const wish = { to: values.to, patienceMs: Number(values.minutes) * 60_000 };
  for await (const { step, kind, detail } of isOnlyRead ? smokeRead(house) : smokeDay(house, wish)) {
    process.stdout.write(`${kind.padEnd(8)}${step}: ${detail}\n`);
    if (kind === 'failed') process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof WrongInputError)) throw error;
  process.stderr.write(`smoke: ${error.message}\n`);
  process.exitCode = 2;
}
