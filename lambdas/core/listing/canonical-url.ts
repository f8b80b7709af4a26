import { createHash } from 'node:crypto';
import { identityOf } from './address-identity.ts';

/** Longer addresses are no article's: they carry data. */
const LONGEST = 2_000;

/** Parameters that say where a reader came from, never what is read; alphabetical. */
const TRACKING: ReadonlySet<string> = new Set([
  '_ga',
  '_gl',
  'admzone',
  'cmpid',
  'dclid',
  'fb_action_ids',
  'fb_source',
  'fbclid',
  'gad_source',
  'gbraid',
  'gclid',
  'gclsrc',
  'gidzl',
  'igsh',
  'igshid',
  'mc_cid',
  'mc_eid',
  'mibextid',
  'msclkid',
  'ocid',
  'sfnsn',
  'spm',
  'srsltid',
  'ttclid',
  'twclid',
  'wbraid',
  'yclid',
  'zalo_source',
  'zarsrc',
]);

/** Beginnings of such parameters; `vn_source`, `vn_zone` and their like are VnExpress's. */
const TRACKING_FAMILIES = ['hsa_', 'itm_', 'mtm_', 'pk_', 'utm_', 'vn_'] as const;

/** vnanet.vn writes its host twice: `https://vnanet.vnhttps://vnanet.vn/…`. */
const DOUBLED = /^https?:\/\/[^/?#]*?(?=https?:\/\/)/i;

/** Google's copies of AMP pages; the paper's own address is inside (`s/` for https). */
const AMP_CACHE = /^https?:\/\/(?:(?:www\.)?google\.[a-z.]+\/amp|[a-z0-9-]+\.cdn\.ampproject\.org\/[a-z])\/(s\/)?/i;

/**
 * The one spelling of an article's address, or null when `raw` is no http(s) address (relative ones need `base`).
 *
 * Without fragment, credentials, default port, tracking parameters, a doubled host and an AMP cache around it; the rest
 * keeps its order and encoding, since some papers' servers are particular.
 */
export function canonicalUrl(raw: string, base?: string): string | null {
  const text = raw
    .trim()
    .replace(DOUBLED, '')
    .replace(AMP_CACHE, (_whole, secure?: string) => (secure === undefined ? 'http://' : 'https://'))
    .replaceAll('&amp;', '&');
  if (text === '' || text.length > LONGEST || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (!/^https?:$/.test(url.protocol)) return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  url.search = url.search.replace(/^\?+/, '').split('&').filter(isMeaningful).join('&');
  return url.href;
}

/**
 * The id of the article at a canonical address: 24 hex digits of the SHA-256 of its identity ({@link identityOf}).
 * `hosts` are its source's: pages on an old host are the same articles as on the present one, which is the first.
 */
export function articleId(canonical: string, hosts: readonly string[] = []): string {
  return createHash('sha256').update(identityOf(canonical, hosts)).digest('hex').slice(0, 24);
}

function isMeaningful(parameter: string): boolean {
  const name = (parameter.split('=')[0] ?? '').toLowerCase();
  return name !== '' && !TRACKING.has(name) && !TRACKING_FAMILIES.some((family) => name.startsWith(family));
}
