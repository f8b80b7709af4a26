import type { MailSettings } from '../../lambdas/core/mailing/mail-settings.ts';
import type { Ask } from '../../lambdas/ports/work-queue.ts';
import { askReader } from '../../lambdas/workflows/subscribing/ask-reader.ts';
import type { AskPorts } from '../../lambdas/workflows/subscribing/confirmation.ts';
import { type FormOutcome, type SubscriptionForm, takeForm } from '../../lambdas/workflows/subscribing/take-form.ts';
import { memoryWorkQueue } from './memory/memory-work-queue.ts';

/** A form from the typing to the mail: taken, then worked on as the reader of its queue does. */
export async function subscribeByForm(
  ports: AskPorts,
  settings: MailSettings,
  typed: SubscriptionForm,
): Promise<FormOutcome> {
  const asks = memoryWorkQueue<Ask>();
  const outcome = await takeForm({ ...ports, asks }, settings, typed);
  for (const ask of asks.drain()) await askReader(ports, settings, ask);
  return outcome;
}
