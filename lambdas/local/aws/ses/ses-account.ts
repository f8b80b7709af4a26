import type { Reply, Request } from '../http.ts';
import { restFailure, restJson } from '../rest-json.ts';

/** What the local SES tells of its account; a test changes it. Words are SES's. */
export interface SesAccount {
  isInProduction: boolean;
  isSending: boolean;
  enforcement: 'HEALTHY' | 'PROBATION' | 'SHUTDOWN';
  plan: 'NONE' | 'ESSENTIALS' | 'PRO' | 'ENTERPRISE';
  /** By host. */
  readonly identities: Map<string, { isVerified: boolean; dkim: string; mailFrom: string }>;
  /** By name of the set. */
  readonly sets: Map<string, { isSending: boolean; suppressed: string[]; destinations: EventDestination[] }>;
}

/** Where events of a set go; the local queue of events stands for the topic and its subscription. */
interface EventDestination {
  readonly Enabled: boolean;
  readonly MatchingEventTypes: readonly string[];
  readonly SnsDestination?: { readonly TopicArn: string } | undefined;
}

/** An account in which everything is as the house's stacks make it. */
export function wholeAccount(host: string, configurationSet: string): SesAccount {
  const destination = {
    Enabled: true,
    MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT'],
    SnsDestination: { TopicArn: 'arn:aws:sns:ap-southeast-1:000000000000:diembao-local-mail-events' },
  };
  const set = { isSending: true, suppressed: ['BOUNCE', 'COMPLAINT'], destinations: [destination] };
  return {
    isInProduction: true,
    isSending: true,
    enforcement: 'HEALTHY',
    plan: 'NONE',
    identities: new Map([[host, { isVerified: true, dkim: 'SUCCESS', mailFrom: 'SUCCESS' }]]),
    sets: new Map([[configurationSet, set]]),
  };
}

/** Whether a request is one of SES's second interface, which here only tells. */
export function isAsked(request: Request): boolean {
  return request.target.startsWith('/v2/email/');
}

/** Answers `GetAccount`, `GetEmailIdentity`, `GetConfigurationSet`, `GetConfigurationSetEventDestinations` of the REST interface. */
export function tellAccount(request: Request, account: SesAccount): Reply {
  const [, , , kind, name = '', part] = decodeURIComponent(request.target).split('/');
  if (request.method !== 'GET') return restFailure(400, 'BadRequestException', 'It is not understood here.');
  if (kind === 'account') {
    const { isInProduction, isSending, enforcement, plan } = account;
    return restJson({
      ProductionAccessEnabled: isInProduction,
      SendingEnabled: isSending,
      EnforcementStatus: enforcement,
      PricingAttributes: { CurrentPlan: plan },
    });
  }
  if (kind === 'identities') return orMissing(account.identities.get(name), identityJson);
  if (kind !== 'configuration-sets') return restFailure(400, 'BadRequestException', 'It is not understood here.');
  return orMissing(account.sets.get(name), ({ isSending, suppressed, destinations }) =>
    part === 'event-destinations'
      ? { EventDestinations: destinations.map((each) => ({ Name: 'events', ...each })) }
      : {
          ConfigurationSetName: name,
          SendingOptions: { SendingEnabled: isSending },
          SuppressionOptions: { SuppressedReasons: suppressed },
        },
  );
}

function identityJson({ isVerified, dkim, mailFrom }: { isVerified: boolean; dkim: string; mailFrom: string }): object {
  return {
    IdentityType: 'DOMAIN',
    VerifiedForSendingStatus: isVerified,
    DkimAttributes: { SigningEnabled: true, Status: dkim },
    MailFromAttributes: { MailFromDomainStatus: mailFrom, BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
  };
}

function orMissing<T>(found: T | undefined, tell: (found: T) => object): Reply {
  if (found === undefined) return restFailure(404, 'NotFoundException', 'It does not exist.');
  return restJson(tell(found));
}
