import { readPalette } from './palette.ts';
import { publicMessages } from './public-messages.ts';
import { renderMarkup, renderText } from './templates.ts';

/** Where the mail's links lead. */
export interface ConfirmationLinks {
  readonly confirmUrl: string;
  /** Without a slash at the end. */
  readonly publicAddress: string;
}

/** The mail that asks whether an address wants the bulletin: nothing of it was typed by whoever asked. */
export function confirmationMail(links: ConfirmationLinks): { subject: string; html: string; text: string } {
  const { light, fonts } = readPalette();
  const subject = publicMessages().confirmationSubject;
  return {
    subject,
    html: renderMarkup('public/confirmation.html', { ...links, subject, colours: light, fonts }),
    text: renderText('public/confirmation.txt', links),
  };
}
