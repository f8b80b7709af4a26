import type { IncomingHttpHeaders } from 'node:http';
import type { FailureKind } from '../core/sources/visit.ts';

/** An answer that is no page: its kind, and its name for operators. */
export interface Refusal {
  readonly kind: FailureKind;
  readonly detail: string;
}

/** Headers with which the usual guards in front of papers mark a page that is a test of the visitor, whatever its status. */
const CHALLENGES: readonly { readonly header: string; readonly says: RegExp; readonly name: string }[] = [
  { header: 'cf-mitigated', says: /challenge/i, name: 'challenge page (Cloudflare)' },
  { header: 'x-amzn-waf-action', says: /challenge|captcha/i, name: 'challenge page (AWS WAF)' },
  { header: 'x-datadome', says: /protected/i, name: 'challenge page (DataDome)' },
  { header: 'x-sucuri-block', says: /./, name: 'blocked (Sucuri)' },
];

/** What a status that is no success means, where the number alone does not say it. */
const NAMES: Readonly<Record<number, string>> = {
  401: 'asks for a login',
  402: 'paywall',
  403: 'forbidden',
  407: 'asks for a proxy login',
  410: 'gone',
  429: 'too many requests',
  451: 'withheld for legal reasons',
};

/**
 * Names an answer that is not the page asked for; null for one that may be read. A refusal hidden in a page with status
 * 200 is told by the extraction, which reads it.
 */
export function refusalOf(status: number, headers: IncomingHttpHeaders): Refusal | null {
  const challenge = CHALLENGES.find(({ header, says }) => says.test(String(headers[header] ?? '')));
  if (challenge !== undefined) return { kind: 'refused', detail: `HTTP ${status}: ${challenge.name}` };
  if (status >= 200 && status <= 299) return null;
  const name = NAMES[status];
  return { kind: kindOf(status), detail: `HTTP ${status}${name === undefined ? '' : `: ${name}`}` };
}

function kindOf(status: number): FailureKind {
  if (status === 404 || status === 410) return 'not-found';
  return status >= 400 && status < 500 ? 'refused' : 'server-error';
}
