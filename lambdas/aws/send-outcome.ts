import { z } from 'zod';
import { domainOf } from '../core/mailing/mailbox.ts';
import type { SendOutcome } from '../ports/mailer.ts';

/** The parts of an SDK or socket error that tell what happened to the request. */
const failureSchema = z
  .object({ name: z.string(), message: z.string(), code: z.string() })
  .partial()
  .catch(() => ({}));

type Refusal = 'permanent' | 'throttled' | 'daily-quota' | 'unreachable';

interface Rule {
  readonly name: RegExp;
  readonly message: RegExp;
  readonly is: Refusal;
}

const ANY = /(?:)/;

/**
 * What SES and the socket say when a message was certainly not taken; the first rule that fits counts, and what fits none
 * is unknown. `permanent` is said of this message only: what is wrong with the account, the keys or the configuration
 * would be wrong for every recipient, so it is `unreachable` and the mailing waits. (SES API Reference, `SendRawEmail` and
 * "Common errors"; SES Developer Guide, "Errors related to the sending quotas".)
 */
const RULES: readonly Rule[] = [
  { name: /^Throttling(Exception)?$/, message: /daily message quota/i, is: 'daily-quota' },
  { name: /^(Throttling(Exception)?|RequestThrottled|TooManyRequestsException)$/, message: ANY, is: 'throttled' },
  { name: /^LimitExceeded(Exception)?$/, message: /quota/i, is: 'daily-quota' },
  { name: /^MessageRejected/, message: /paused|suspended/i, is: 'unreachable' },
  { name: /^MessageRejected/, message: ANY, is: 'permanent' },
  {
    name: /^(ValidationError|ValidationException|InvalidParameter\w*|MissingParameter)$/,
    message: ANY,
    is: 'permanent',
  },
  { name: /^(AccountSendingPaused|ConfigurationSet\w+|MailFromDomainNotVerified)/, message: ANY, is: 'unreachable' },
  {
    name: /^(AccessDenied|InvalidClientTokenId|UnrecognizedClient|OptInRequired|NotAuthorized)/,
    message: ANY,
    is: 'unreachable',
  },
  { name: /^(SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken)/, message: ANY, is: 'unreachable' },
  { name: /^(ExpiredToken|RequestExpired|CredentialsProviderError)/, message: ANY, is: 'unreachable' },
  { name: /^TimeoutError$/, message: /did not establish a connection/, is: 'unreachable' },
];

/** Errors of a socket that never opened: nothing was written. */
const UNOPENED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/**
 * What is known of a message from `from` (a plain address) whose `SendRawEmail` failed with `error`. That the sender is not
 * verified any more is said as it is said of a recipient, by the name of who failed the check: it would fail every reader.
 */
export function sendOutcomeOf(error: unknown, from: string): SendOutcome {
  const { name = '', message = '', code = '' } = failureSchema.parse(error);
  const detail = `${name || 'Error'}: ${message}`;
  if (UNOPENED.has(code) || isSenderRefused(message, from)) return { kind: 'not-accepted', why: 'unreachable', detail };
  const rule = RULES.find((candidate) => candidate.name.test(name) && candidate.message.test(message));
  if (rule === undefined) return { kind: 'unknown', detail };
  return rule.is === 'permanent' ? { kind: 'permanent', detail } : { kind: 'not-accepted', why: rule.is, detail };
}

function isSenderRefused(message: string, from: string): boolean {
  const said = message.toLowerCase();
  return said.includes('not verified') && said.includes(domainOf(from).toLowerCase());
}
