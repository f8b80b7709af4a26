import { z } from 'zod';

/** A send, taken out of the form fields of the query protocol. */
export interface SendRequest {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet: string | null;
}

/** A refusal by SES: error code and message. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** SES takes 10 MB and 50 recipients a message at most. */
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_RECIPIENTS = 50;

const tagSchema = z.string().regex(/^[A-Za-z0-9_-]{1,256}$/);

/** Reads the fields of `SendRawEmail`. The recipients are the envelope's; the headers are not looked at. */
export function readSend(form: URLSearchParams): SendRequest {
  const tags: Record<string, string> = {};
  for (let number = 1; form.has(`Tags.member.${number}.Name`); number += 1) {
    tags[form.get(`Tags.member.${number}.Name`) ?? ''] = form.get(`Tags.member.${number}.Value`) ?? '';
  }
  return {
    from: form.get('Source') ?? '',
    to: [...form].filter(([name]) => /^Destinations\.member\.\d+$/.test(name)).map(([, value]) => value),
    raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'),
    tags,
    configurationSet: form.get('ConfigurationSetName'),
  };
}

/** What SES would never accept of this message; null when it is in order. */
export function faultOf(
  send: SendRequest,
  house: { readonly sender: string; readonly configurationSet: string },
): Refusal | null {
  if (send.raw.length === 0) return { code: 'InvalidParameterValue', message: 'Empty raw message' };
  if (send.raw.length > MAX_BYTES)
    return { code: 'InvalidParameterValue', message: 'Message length is more than 10485760 bytes long' };
  if (send.to.length === 0 || send.to.length > MAX_RECIPIENTS)
    return { code: 'InvalidParameterValue', message: `Recipient count is ${send.to.length}` };
  if (!send.to.every((address) => /^[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+$/.test(address))) {
    return { code: 'InvalidParameterValue', message: 'Local address contains control or whitespace, or is no address' };
  }
  if (domainOf(send.from) !== domainOf(house.sender)) {
    return {
      code: 'MessageRejected',
      message: `Email address is not verified. The following identities failed the check: ${send.from}`,
    };
  }
  if (send.configurationSet !== null && send.configurationSet !== house.configurationSet) {
    return {
      code: 'ConfigurationSetDoesNotExist',
      message: `Configuration set <${send.configurationSet}> does not exist.`,
    };
  }
  if (
    !Object.entries(send.tags).every(
      ([name, value]) => tagSchema.safeParse(name).success && tagSchema.safeParse(value).success,
    )
  ) {
    return { code: 'InvalidParameterValue', message: 'Message tags may hold letters, digits, - and _ only' };
  }
  return null;
}

function domainOf(address: string): string {
  return address.replace(/^.*@/, '').replace(/>.*$/, '').toLowerCase();
}
