/** How the mail service thinks of the account. `in-danger`: it is watched, or is not let send any more. */
export type AccountHealth = 'healthy' | 'in-danger';

/** What an account may do. */
export interface MailAccount {
  /** It writes to addresses it has verified, and 200 times a day. */
  readonly isInSandbox: boolean;
  readonly isSending: boolean;
  readonly health: AccountHealth;
  /** The plan by which mails are paid for, in small letters; null: none, or none is told. */
  readonly plan: string | null;
}

/** `done`: found in the DNS. `waiting`: looked for. `failed`: looked for in vain, and not looked for any more. `none`: not asked for. */
export type DnsStanding = 'done' | 'waiting' | 'failed' | 'none';

/** A host mail may be sent from. */
export interface MailIdentity {
  readonly isVerified: boolean;
  readonly dkim: DnsStanding;
  /** Of the host that copies come back to. */
  readonly mailFrom: DnsStanding;
}

/** What a mail may tell of itself, as the service names it. */
export type MailEventKind = 'send' | 'delivery' | 'bounce' | 'complaint' | 'reject';

/** A set of rules mails are sent by. */
export interface MailChannel {
  readonly isSending: boolean;
  /** Whether an address that bounced, or complained, is not written to by the service either. */
  readonly suppresses: { readonly bounces: boolean; readonly complaints: boolean };
  /** What is told to somebody; empty: nothing is heard. */
  readonly heard: readonly MailEventKind[];
}

/** The mail service's own books on the house, for whoever looks whether they are right. */
export interface PostOffice {
  account(): Promise<MailAccount>;
  /** Null: the service does not know the host. */
  identity(host: string): Promise<MailIdentity | null>;
  /** Null: there is no such set. */
  channel(name: string): Promise<MailChannel | null>;
}
