import { App, type AppProps, CfnOutput, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { z } from 'zod';
import { budget } from './budget.ts';
import { nameIn } from './kit/press.ts';
import { PressStack } from './press-stack.ts';
import { readSettings, type Settings } from './settings.ts';
import { StorageStack } from './storage-stack.ts';

/** The app with its two stacks. */
export interface House {
  readonly app: App;
  readonly storage: StorageStack;
  readonly press: PressStack;
}

/**
 * Builds the app; nothing is read from AWS. Throws `SettingsError` and `HandlersMissingError`.
 *
 * @param handlers folder of the bundled handlers
 * @param props for a test: its own output folder
 * @param settingsOf for a test: its own settings
 */
export function buildHouse(
  handlers: string,
  props: AppProps = {},
  settingsOf: (app: App) => Settings = (app) => readSettings((key) => app.node.tryGetContext(key)),
): House {
  const app = new App(props);
  const settings = settingsOf(app);
  const env = { region: settings.region };
  const tags = { product: 'diembao', stage: settings.stage };
  const storage = new StorageStack(app, nameIn(settings.stage, 'storage'), {
    env,
    tags,
    settings,
    description: 'Điểm báo: what must survive',
  });
  const press = new PressStack(app, nameIn(settings.stage, 'press'), {
    env,
    tags,
    settings,
    storage,
    handlers,
    description: 'Điểm báo: everything that may be rebuilt',
  });
  budget(press, settings);
  new CfnOutput(press, 'version', { value: versionOf(app), description: 'The commit that was deployed' });
  new CfnOutput(storage, 'people-pool', {
    value: storage.people.userPoolId,
    description: 'Pool of the people of the desk',
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, storage, press };
}

/** `cdk deploy -c version=<commit>`, as the pipeline does: it finds there what to go back to. */
function versionOf(app: App): string {
  return z
    .string()
    .regex(/^[\w.-]{1,64}$/)
    .catch('deployed by hand')
    .parse(app.node.tryGetContext('version'));
}
