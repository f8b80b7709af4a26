import type { MailSettings } from '../core/mailing/mail-settings.ts';
import { parseMailbox } from '../core/mailing/mailbox.ts';
import { type Keyring, parseKeyring } from '../core/subscriptions/keyring.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { Settings } from './environment.ts';

/** The mail settings of a function, its keys fetched from the secret store. */
export async function readMailSettings(settings: Settings, secrets: SecretStore): Promise<MailSettings> {
  const keyring = await readKeyring(settings, secrets);
  return { ...readSender(settings), publicAddress: settings.publicAddress, keyring };
}

/** The keys alone: for a function that finds people by their addresses and writes to nobody. */
export async function readKeyring(settings: Settings, secrets: SecretStore): Promise<Keyring> {
  return parseKeyring(await secrets.get(settings.tokenSecret));
}

/** Who a mail is from and whom it may reach, for a function that has no keys. */
export function readSender(settings: Settings): Pick<MailSettings, 'from' | 'replyTo' | 'allowList'> {
  return { from: parseMailbox(settings.sender), replyTo: settings.replyTo, allowList: settings.mailAllowList };
}
