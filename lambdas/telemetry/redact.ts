/** Something before an at sign and something after it, also written `%40` or between quotes: an address, or near enough. */
const ADDRESS = /(?:"[^"\n]*"|[^\s<>"'(),;:/\\=&?@]+)(?:@|%40)[^\s<>"'(),;:/\\@]+/giu;

/** A reader's token, see `core/subscriptions/token.ts`. */
const OWN_TOKEN = /[\w-]{1,16}\.[0-9a-f]{32}\.[0-9a-z]{1,9}\.[\w-]{20,}/gu;

/** A JSON web token, whole or without its last part. */
const WEB_TOKEN = /eyJ[\w-]{5,}(?:\.[\w-]*){0,2}/gu;

/** What a header or a form calls a secret: all that follows it to the end of the word. */
const NAMED_SECRET =
  /\b(bearer|basic|token|password|secret|code|cookie|authorization)(["']?\s*[=:]\s*["']?|\s+)[^\s"'&,;}]{6,}/giu;

/** Names of fields whose value is never written down, whatever it is. */
const SECRET_FIELD =
  /^(address|addresses|email|e-?mail|to|recipient|recipients|destination|authorization|cookie|token|secret|password|accesstoken|refreshtoken|key)$/iu;

/** A text without addresses and tokens; ids, fingerprints and counts stay. */
export function redactText(text: string): string {
  return text
    .replace(WEB_TOKEN, '<token>')
    .replace(OWN_TOKEN, '<token>')
    .replace(ADDRESS, '<address>')
    .replace(NAMED_SECRET, '$1$2<secret>');
}

/** For `JSON.stringify`: every text, every name of a field and every field that is called a secret. */
export function redactField(field: string, value: unknown): unknown {
  if (typeof value === 'string') return SECRET_FIELD.test(field) && value !== '' ? '<redacted>' : redactText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Error) return value;
  const fields = Object.entries(value);
  if (fields.every(([name]) => redactText(name) === name)) return value;
  return Object.fromEntries(fields.map(([name, each]) => [redactText(name), each]));
}
