import type { SESClient } from '@aws-sdk/client-ses';
import type { Mailer } from '../ports/mailer.ts';
import { rawMailCommand } from './raw-mail-form.ts';
import { sendOutcomeOf } from './send-outcome.ts';
import { createQuotaReader } from './send-quota.ts';

/**
 * SES v1 `SendRawEmail`, one recipient a call: the bulk calls cannot carry `List-Unsubscribe`. `client` must have been made
 * with `maxAttempts: 1` and a request timeout that throws (see `clients.ts`).
 */
export function createSesMailer(client: SESClient, configurationSet: string): Mailer {
  return {
    send: async (mail) => {
      const command = rawMailCommand(mail.raw, {
        Source: bareAddress(mail.from),
        Destinations: [mail.to],
        ConfigurationSetName: configurationSet,
        Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
      });
      try {
        const { MessageId: messageId } = await client.send(command);
        return messageId === undefined
          ? { kind: 'unknown', detail: 'accepted without a message id' }
          : { kind: 'accepted', messageId };
      } catch (error) {
        return sendOutcomeOf(error, bareAddress(mail.from));
      }
    },
    quota: createQuotaReader(client),
  };
}

/** The envelope wants `a@b`; a display name stands in the message, where it is encoded. */
function bareAddress(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
}
