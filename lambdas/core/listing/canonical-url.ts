import { createHash } from 'node:crypto';

/** Longer addresses are no article's: they carry data. */
const LONGEST = 2_000;

/** Parameters that say where a reader came from, never what is read; alphabetical. */
const TRACKING: ReadonlySet<string> = new Set([
  '_ga',
  'dclid',
  'fbclid',
  'gad_source',
  'gbraid',
  'gclid',
  'gidzl',
  'igshid',
  'mc_cid',
  'mc_eid',
  'msclkid',
  'yclid',
  'zarsrc',
  'zalo_source',
]);

/** vnanet.vn writes its host twice: `https://vnanet.vnhttps://vnanet.vn/…`. */
const DOUBLED = /^https?:\/\/[^/?#]*?(?=https?:\/\/)/i;

/**
 * The one spelling of an article's address, or null when `raw` is no http(s) address (relative ones need `base`).
 *
 * Without fragment, credentials, default port, tracking parameters and a doubled host; the rest keeps its order and
 * encoding, since some papers' servers are particular.
 */
export function canonicalUrl(raw: string, base?: string): string | null {
  const text = raw.trim().replace(DOUBLED, '').replaceAll('&amp;', '&');
  if (text === '' || text.length > LONGEST || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (!/^https?:$/.test(url.protocol)) return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  url.search = url.search.slice(1).split('&').filter(isMeaningful).join('&');
  return url.href;
}

/**
 * The id of the article at a canonical address: 24 hex digits of its SHA-256. The scheme and a leading `www.` or `m.`
 * do not count, so that the same page found both ways is one article.
 */
export function articleId(canonical: string): string {
  const identity = canonical.replace(/^https?:\/\/(?:(?:www|m)\.)?/, '');
  return createHash('sha256').update(identity).digest('hex').slice(0, 24);
}

function isMeaningful(parameter: string): boolean {
  const name = (parameter.split('=')[0] ?? '').toLowerCase();
  return name !== '' && !name.startsWith('utm_') && !TRACKING.has(name);
}
