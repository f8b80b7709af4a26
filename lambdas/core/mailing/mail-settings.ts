import type { Keyring } from '../subscriptions/keyring.ts';
import type { Mailbox } from './mailbox.ts';
import type { AllowList } from './reach.ts';

/** What a mail says of the house, and whom it may reach. */
export interface MailSettings {
  readonly from: Mailbox;
  readonly replyTo: string;
  /** Without a slash at the end. */
  readonly publicAddress: string;
  readonly keyring: Keyring;
  readonly allowList: AllowList;
}
