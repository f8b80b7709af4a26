import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import type { Section } from '../../core/sections/sections.ts';
import type { LinkPorts } from '../../workflows/subscribing/follow-link.ts';
import type { FormPorts } from '../../workflows/subscribing/take-form.ts';

/** Everything the subscription pages have of the world. */
export interface PublicDoors {
  readonly ports: LinkPorts & FormPorts;
  readonly settings: MailSettings;
  /** The sections readers may choose from; left out: those the house starts with. */
  readonly sections?: () => Promise<readonly Section[]>;
  /** Told of what should not happen, for the log of the operator; never of an address or a token. */
  readonly report: (problem: { readonly what: string; readonly error: unknown }) => void;
}
