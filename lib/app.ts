import { fileURLToPath } from 'node:url';
import { buildHouse } from './house.ts';
import { HandlersMissingError } from './kit/press-function.ts';
import { SettingsError } from './settings.ts';

/** What a person can mend gets one clear line; anything else keeps its trace. */
try {
  buildHouse(fileURLToPath(new URL('../dist', import.meta.url))).app.synth();
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof HandlersMissingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
