import type { MailSettings } from '../core/mailing/mail-settings.ts';
import { parseMailbox } from '../core/mailing/mailbox.ts';
import { parseKeyring } from '../core/subscriptions/keyring.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { Settings } from './environment.ts';

/** The mail settings of a function, its keys fetched from the secret store. */
export async function readMailSettings(settings: Settings, secrets: SecretStore): Promise<MailSettings> {
  const keyring = parseKeyring(await secrets.get(settings.tokenSecret));
  return { ...readSender(settings), publicAddress: settings.publicAddress, keyring };
}

/** Who a mail is from and whom it may reach, for a function that has no keys. */
export function readSender(settings: Settings): Pick<MailSettings, 'from' | 'replyTo' | 'allowList'> {
  return { from: parseMailbox(settings.sender), replyTo: settings.replyTo, allowList: settings.mailAllowList };
}
