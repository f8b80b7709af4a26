/** Something before an at sign and something after it, however it is written (`%40`, `%2540`, `&#64;`, full width), also between quotes: an address, or near enough. */
const ADDRESS =
  /(?:"[^"\n]*"|[^\s<>"'(),;:/\\=&?@＠]+)(?:@|＠|%(?:25)*40|\\u0040|&#0*64;|&#x0*40;|&commat;)[^\s<>"'(),;:/\\@]+/giu;

/** A reader's token, see `core/subscriptions/token.ts`. */
const OWN_TOKEN = /[\w-]{1,16}\.[0-9a-f]{32}\.[0-9a-z]{1,9}\.[\w-]{20,}/gu;

/** A JSON web token, whole or without its last part. */
const WEB_TOKEN = /eyJ[\w-]{5,}(?:\.[\w-]*){0,2}/gu;

/** What a header or a form calls a secret: all that follows it to the end of the word. */
const NAMED_SECRET =
  /\b(bearer|basic|token|password|secret|code|cookie|authorization)(["']?\s*[=:]\s*["']?|\s+)[^\s"'&,;}]{6,}/giu;

/** The same of a compound name (`refresh_token=`, `code_verifier`), which is followed by its value and never by prose. */
const COMPOUND_SECRET =
  /\b([\w-]*(?:token|secret|password|verifier|signature|secret_?key|access_?key)["']?\s*[=:]\s*["']?)[^\s"'&,;}]{6,}/giu;

/** Names of fields whose value is never written down, whatever it is. */
const SECRET_FIELD =
  /^(address|addresses|email|e-?mail|to|recipient|recipients|destination|authorization|cookie|[\w-]*token|[\w-]*secret|[\w-]*password|[\w-]*verifier|secret_?key|key)$/iu;

/** A text without addresses and tokens; ids, fingerprints and counts stay. */
export function redactText(text: string): string {
  return text
    .replace(WEB_TOKEN, '<token>')
    .replace(OWN_TOKEN, '<token>')
    .replace(ADDRESS, '<address>')
    .replace(COMPOUND_SECRET, '$1<secret>')
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
