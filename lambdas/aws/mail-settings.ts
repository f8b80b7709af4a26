import { type Mailbox, parseMailbox } from '../core/mailing/mailbox.ts';
import type { AllowList } from '../core/mailing/reach.ts';
import { type Keyring, parseKeyring } from '../core/subscriptions/keyring.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { Settings } from './environment.ts';

/** What a mail says of the house, and whom it may reach. */
export interface MailSettings {
  readonly from: Mailbox;
  readonly replyTo: string;
  /** Without a slash at the end. */
  readonly publicAddress: string;
  readonly keyring: Keyring;
  readonly allowList: AllowList;
}

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
