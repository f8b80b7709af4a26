import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ARCHIVE_KEYS } from '../../../lambdas/names.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import type { FetchOutcome } from '../../../lambdas/ports/web.ts';
import { keepPicture } from '../../../lambdas/workflows/monthly/keep-picture.ts';
import { flatPng } from '../../net/pictures/make.ts';
import { withCrashes } from '../../support/crashing.ts';
import { type MemoryObjectStore, memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memoryPictureStudio } from '../../support/memory/memory-picture-studio.ts';
import { type MemoryWeb, memoryWeb } from '../../support/memory/memory-web.ts';

const URL_OF = 'https://anh.bao.example.vn/2026/phong-mot-cua.png';
const BYTES = flatPng(1_000, 500);
const ID = createHash('sha256').update(BYTES).digest('hex');
const KEYS = ['mail', 'print', 'web'].map((size) => `pictures/${ID}/${size}.jpg`);

let web: MemoryWeb;
let archive: MemoryObjectStore;

function sent(body: Uint8Array, contentType = 'image/png'): FetchOutcome {
  return { kind: 'fetched', url: URL_OF, contentType, body, validators: { etag: null, lastModified: null } };
}

const keep = (store: ObjectStore = archive, millis = 5_000) =>
  keepPicture({ web, studio: memoryPictureStudio(), archive: store }, { url: URL_OF, millis });

beforeEach(() => {
  web = memoryWeb({ [URL_OF]: sent(BYTES) });
  archive = memoryObjectStore();
});

describe('keeping a picture', () => {
  it('puts its three sizes under the name of its bytes, for ever', async () => {
    expect(await keep()).toEqual({ kind: 'kept', picture: { id: ID, width: 1_000, height: 500 } });
    expect([...archive.objects.keys()].sort()).toEqual(KEYS);
    expect(KEYS.every((key) => key.startsWith(ARCHIVE_KEYS.pictures))).toBe(true);
    for (const { headers } of archive.objects.values()) {
      expect(headers).toEqual({ contentType: 'image/jpeg', cacheControl: 'public, max-age=31536000, immutable' });
    }
  });

  it('changes nothing the second time, whatever lies there', async () => {
    const first = await keep();
    const before = new Map(archive.objects);

    expect(await keep()).toEqual(first);
    expect(new Map(archive.objects)).toEqual(before);
  });

  it('is completed by the next run after one that died at any write', async () => {
    for (const at of [1, 2, 3]) {
      for (const when of ['before', 'after'] as const) {
        const store = memoryObjectStore();
        const dying = withCrashes({ archive: store }, { at, when });

        await expect(keep(dying.ports.archive)).rejects.toThrow();
        expect(await keep(store)).toMatchObject({ kind: 'kept' });
        expect([...store.objects.keys()].sort()).toEqual(KEYS);
      }
    }
  });

  it('believes bytes and no header', async () => {
    web.answer(URL_OF, sent(BYTES, 'text/html'));
    expect((await keep()).kind).toBe('kept');

    web.answer(URL_OF, sent(Buffer.from('<html>Không có quyền truy cập</html>'), 'image/jpeg'));
    expect(await keep()).toMatchObject({ kind: 'refused', why: 'not-a-picture' });
  });

  it.each(['not-found', 'refused', 'too-large', 'blocked-address', 'robots-disallow', 'timeout'] as const)(
    'answers what went wrong on the way and keeps nothing: %s',
    async (failure) => {
      web.answer(URL_OF, { kind: 'failed', failure, detail: 'HTTP', retryAfterSeconds: null });

      expect(await keep()).toEqual({ kind: 'refused', why: failure, detail: 'HTTP' });
      expect(archive.objects.size).toBe(0);
    },
  );

  it('lets nobody wait at the desk for a server that does not answer', async () => {
    const never = new Promise<FetchOutcome>(() => undefined);
    const ports = { web: { fetch: () => never }, studio: memoryPictureStudio(), archive };

    expect(await keepPicture(ports, { url: URL_OF, millis: 10 })).toMatchObject({ kind: 'refused', why: 'timeout' });
  });
});
