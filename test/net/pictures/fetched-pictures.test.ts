import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mappedDialler, systemDialler } from '../../../lambdas/net/dialler.ts';
import { createPoliteWeb } from '../../../lambdas/net/polite-web.ts';
import { createPictureStudio } from '../../../lambdas/net/sharp-picture-studio.ts';
import { keepPicture } from '../../../lambdas/workflows/monthly/keep-picture.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { sleepingClock } from '../fixtures.ts';
import { photo } from './make.ts';

let picture: Buffer;
let port = 0;
let secret = 0;
const archive = memoryObjectStore();

/** What the server of a paper answers at a path; `/thuong.jpg` is an honest picture. */
const server = createServer((request, response) => {
  const path = request.url ?? '';
  const redirect = (location: string) => response.writeHead(302, { location }).end();
  if (path === '/robots.txt') response.writeHead(200).end('User-agent: *\nDisallow: /cam/\n');
  else if (path === '/ve-minh.jpg') redirect(`http://127.0.0.1:${port}/bi-mat.jpg`);
  else if (path === '/dam-may.jpg') redirect('http://169.254.169.254/latest/meta-data/');
  else if (path === '/trong-nha.jpg') redirect('http://[fd00::1]/a.jpg');
  else if (path === '/tep.jpg') redirect('file:///etc/passwd');
  else if (path === '/sang-nha-khac.jpg') redirect('https://khac.example.vn/thuong.jpg');
  else if (path === '/lon.jpg') response.writeHead(200).end(Buffer.concat([picture, Buffer.alloc(6 * 1024 * 1024)]));
  else if (path === '/trang.jpg') response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<html>x</html>');
  else if (path === '/ten-sai.txt') response.writeHead(200, { 'content-type': 'text/plain' }).end(picture);
  else if (path === '/bi-mat.jpg') {
    secret += 1;
    response.writeHead(200).end(picture);
  } else response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
});

beforeAll(async () => {
  picture = await photo(400, 300).jpeg().toBuffer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function outcomeOf(path: string): Promise<string> {
  const hosts = new Set(['bao.example.vn', 'khac.example.vn']);
  const dialler = mappedDialler(hosts, port, systemDialler());
  const stopwatch = () => 0;
  const web = createPoliteWeb({
    dialler,
    clock: sleepingClock(),
    userAgent: 'DiemBao/0.1',
    jitter: () => 0,
    stopwatch,
  });
  const ports = { web, studio: createPictureStudio(), archive };
  const outcome = await keepPicture(ports, { url: `https://bao.example.vn${path}`, millis: 10_000 });
  return outcome.kind === 'kept' ? 'kept' : outcome.why;
}

describe('a picture on its way from the paper', () => {
  it.each([
    ['/thuong.jpg', 'kept'],
    ['/sang-nha-khac.jpg', 'kept'],
    ['/ten-sai.txt', 'kept'],
    ['/trang.jpg', 'not-a-picture'],
    ['/lon.jpg', 'too-large'],
    ['/cam/anh.jpg', 'robots-disallow'],
    ['/ve-minh.jpg', 'blocked-address'],
    ['/dam-may.jpg', 'blocked-address'],
    ['/trong-nha.jpg', 'blocked-address'],
    ['/tep.jpg', 'blocked-address'],
  ])('%s: %s', async (path, told) => {
    expect(await outcomeOf(path)).toBe(told);
    expect(secret).toBe(0);
  });
});
