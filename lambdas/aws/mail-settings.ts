import type { MailSettings } from '../core/mailing/mail-settings.ts';
import { parseMailbox } from '../core/mailing/mailbox.ts';
import { parseKeyring } from '../core/subscriptions/keyring.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { Settings } from './environment.ts';

/** The mail settings of a function, its keys fetched from the secret store. */
export async function readMailSettings(settings: Settings, secrets: SecretStore): Promise<MailSettings> {
  return {
    from: parseMailbox(settings.sender),
    replyTo: settings.replyTo,
    publicAddress: settings.publicAddress,
    keyring: parseKeyring(await secrets.get(settings.tokenSecret)),
    allowList: settings.mailAllowList,
  };
}
