/** What answers an address: an app in this process. */
export interface Fetching {
  request(link: string, init: RequestInit): Response | Promise<Response>;
}

/** How scanners of mail, previews of chat programs and prefetching browsers say who they are. */
export const SCANNERS: readonly Record<string, string>[] = [
  { 'user-agent': 'BarracudaCentral/1.0 (link protection)' },
  { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) SafeLinks', referer: 'https://mail.example.vn/' },
  { 'user-agent': 'Mozilla/5.0 (compatible; ProofpointURLDefense/2.0)', 'x-forwarded-for': '203.0.113.9' },
  { 'user-agent': 'facebookexternalhit/1.1 Zalo/1.0', accept: '*/*' },
  { 'user-agent': 'Mozilla/5.0 Chrome/140.0', 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' },
];

/** Every scanner at every address three times, by every method that must not change anything. Returns how often it asked. */
export async function scanned(app: Fetching, links: readonly string[]): Promise<number> {
  const tours = [1, 2, 3].flatMap(() => SCANNERS);
  for (const link of links) {
    for (const headers of tours) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await (await app.request(link, { method, headers })).text();
    }
  }
  return links.length * tours.length * 3;
}
