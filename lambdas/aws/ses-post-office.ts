import {
  type EventDestination,
  GetAccountCommand,
  type GetAccountResponse,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { DnsStanding, MailEventKind, PostOffice } from '../ports/post-office.ts';

const STANDINGS: Readonly<Record<string, DnsStanding>> = {
  SUCCESS: 'done',
  PENDING: 'waiting',
  // Was there, is not found for the moment, and looked for for three days (SES API v2, DkimAttributes).
  TEMPORARY_FAILURE: 'waiting',
  FAILED: 'failed',
};

const EVENTS: Readonly<Record<string, MailEventKind>> = {
  SEND: 'send',
  DELIVERY: 'delivery',
  BOUNCE: 'bounce',
  COMPLAINT: 'complaint',
  REJECT: 'reject',
};

/** SES's own books; its second interface tells them, mails go through the first. */
export function createPostOffice(client: SESv2Client): PostOffice {
  return {
    account: async () => {
      const told = await client.send(new GetAccountCommand({}));
      return {
        isInSandbox: told.ProductionAccessEnabled !== true,
        isSending: told.SendingEnabled === true,
        health: told.EnforcementStatus === 'HEALTHY' ? 'healthy' : 'in-danger',
        plan: planOf(told),
      };
    },
    identity: async (host) => {
      const told = await orNone(client.send(new GetEmailIdentityCommand({ EmailIdentity: host })));
      if (told === null) return null;
      return {
        isVerified: told.VerifiedForSendingStatus === true,
        dkim: STANDINGS[told.DkimAttributes?.Status ?? ''] ?? 'none',
        mailFrom: STANDINGS[told.MailFromAttributes?.MailFromDomainStatus ?? ''] ?? 'none',
      };
    },
    channel: async (name) => {
      const ConfigurationSetName = name;
      const set = await orNone(client.send(new GetConfigurationSetCommand({ ConfigurationSetName })));
      if (set === null) return null;
      const told = await client.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }));
      const reasons = set.SuppressionOptions?.SuppressedReasons ?? [];
      return {
        isSending: set.SendingOptions?.SendingEnabled !== false,
        suppresses: { bounces: reasons.includes('BOUNCE'), complaints: reasons.includes('COMPLAINT') },
        heard: (told.EventDestinations ?? []).flatMap(heardBy),
      };
    },
  };
}

/** The one that is to come, where a change was asked for: it takes effect with the next month. */
function planOf({ PricingAttributes: plans }: GetAccountResponse): string | null {
  const plan = plans?.NextPlan ?? plans?.CurrentPlan ?? 'NONE';
  return plan === 'NONE' ? null : plan.toLowerCase();
}

/** The house listens through a topic; what goes elsewhere it does not hear. */
function heardBy({ Enabled, MatchingEventTypes, SnsDestination }: EventDestination): MailEventKind[] {
  if (Enabled !== true || SnsDestination === undefined) return [];
  return (MatchingEventTypes ?? []).flatMap((kind) => EVENTS[kind] ?? []);
}

async function orNone<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFoundException) return null;
    throw error;
  }
}
