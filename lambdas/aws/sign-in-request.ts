/** Longest answer a sign-in service may give, bytes; keys and tokens are a few KiB. */
const LIMIT = 65_536;

/** The sign-in service gets this long. */
const TIMEOUT_MS = 5000;

/** A plain-http address is only good on this machine. */
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * One request to the sign-in service: https, or http on loopback; no redirects, 5 s, 64 KiB.
 * Throws on anything but 2xx, naming status and address, never the body (it may hold a token).
 */
export async function fetchLimited(address: string, init: RequestInit): Promise<ArrayBuffer> {
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))) {
    throw new Error(`${url.origin}: the sign-in service is only asked over https`);
  }
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${url.origin}${url.pathname} answered ${response.status}`);
  }
  const body = await response.arrayBuffer();
  if (body.byteLength > LIMIT) throw new Error(`${url.origin}${url.pathname} answered with more than ${LIMIT} bytes`);
  return body;
}
