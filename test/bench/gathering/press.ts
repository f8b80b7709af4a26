import { createServer } from 'node:http';

/** The papers of the gathering benchmark, in a process of their own: `node press.ts SOURCES ARTICLES LATENCY`. */
const [sources = 60, articles = 40, latencyMs = 100] = process.argv.slice(2).map(Number);
const PARAGRAPH =
  'Ủy ban nhân dân tỉnh yêu cầu các sở cắt giảm thủ tục hành chính, công khai hồ sơ tại bộ phận một cửa và xin lỗi người dân khi trễ hẹn.';

const log = { requests: 0, notModified: 0, overlaps: 0, shortestGapMs: Number.POSITIVE_INFINITY };
const open = new Map<string, number>();
const endedAt = new Map<string, number>();

function feedOf(host: string): string {
  const items = Array.from(
    { length: articles },
    (_, index) =>
      `<item><title>Cải cách hành chính tại xã số ${index} của ${host}</title><link>http://${host}/tin-${index}.html</link><pubDate>Sun, 22 Nov 2026 ${String(8 + (index % 12)).padStart(2, '0')}:00:00 +0700</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${host}</title>${items.join('')}</channel></rss>`;
}

function pageOf(host: string, path: string): string {
  const title = `Cải cách hành chính tại xã số ${/\d+/.exec(path.slice(5))?.[0]} của ${host}`;
  const around = Array.from(
    { length: 120 },
    (_, index) => `<li><a href="/tin-khac-${index}.html">Tin khác số ${index}</a></li>`,
  );
  const body = Array.from({ length: 14 }, (_, index) => `<p>${index + 1}. ${PARAGRAPH} (${host}${path})</p>`);
  return `<!doctype html><html><head><meta charset="utf-8"><meta property="og:type" content="article"><title>${title}</title></head><body><nav><ul>${around.join('')}</ul></nav><article><h1>${title}</h1>${body.join('')}</article></body></html>`;
}

const server = createServer((request, response) => {
  const [host = '', path = ''] = [request.headers.host, request.url];
  if (path === '/log') {
    response.end(JSON.stringify(log));
    return;
  }
  log.requests += 1;
  const now = performance.now();
  const running = (open.get(host) ?? 0) + 1;
  open.set(host, running);
  if (running > 1) log.overlaps += 1;
  log.shortestGapMs = Math.min(log.shortestGapMs, now - (endedAt.get(host) ?? Number.NEGATIVE_INFINITY));
  setTimeout(() => {
    open.set(host, (open.get(host) ?? 1) - 1);
    endedAt.set(host, performance.now());
    if (path === '/robots.txt') response.end('User-agent: *\nDisallow: /tim-kiem');
    else if (path !== '/rss')
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(host, path));
    else if (request.headers['if-none-match'] === '"v1"') {
      log.notModified += 1;
      response.writeHead(304).end();
    } else response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', etag: '"v1"' }).end(feedOf(host));
  }, latencyMs);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0} ${sources}\n`);
});
