import { createHash } from 'node:crypto';
import type { KeptPicture } from '../../core/monthly/monthly-content.ts';
import { pictureKey } from '../../core/pictures/picture-size.ts';
import type { FailureKind } from '../../core/sources/visit.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { PictureFault, PictureStudio } from '../../ports/picture-studio.ts';
import type { Web } from '../../ports/web.ts';

/** What {@link keepPicture} needs of the world. */
export interface KeepPicturePorts {
  readonly web: Web;
  readonly studio: PictureStudio;
  readonly archive: ObjectStore;
}

/** Why a picture is not kept: it could not be fetched, or what came is none we print; the desk has a wording for each. */
export type PictureRefusal = FailureKind | PictureFault;

/** `kept`: all three sizes are in the archive, now or since earlier. `detail` is for operators. */
export type KeepOutcome =
  | { readonly kind: 'kept'; readonly picture: KeptPicture }
  | { readonly kind: 'refused'; readonly why: PictureRefusal; readonly detail: string };

/** What it is about and how long whoever asked can wait, milliseconds. */
export interface KeepRequest {
  readonly url: string;
  readonly millis: number;
}

/** Between two requests to a paper whose pictures are taken one by one by hand. */
const GAP_MS = 1_000;
/** Written once under a name made of the bytes that were fetched. */
const HEADERS = { contentType: 'image/jpeg', cacheControl: 'public, max-age=31536000, immutable' };

/**
 * Fetches a picture as politely as a page, makes the three sizes of it and keeps them at `pictures/<id>/` in the archive,
 * where nothing is ever written twice. Done again it changes nothing and gives the same answer; a run that broke off is
 * completed by the next.
 */
export async function keepPicture(ports: KeepPicturePorts, { url, millis }: KeepRequest): Promise<KeepOutcome> {
  const fetched = await untilLate(ports.web.fetch({ url, validators: null, gapMs: GAP_MS }), millis);
  if (fetched === null) return { kind: 'refused', why: 'timeout', detail: `${millis} ms` };
  if (fetched.kind === 'not-modified') return { kind: 'refused', why: 'server-error', detail: 'HTTP 304' };
  if (fetched.kind === 'failed') return { kind: 'refused', why: fetched.failure, detail: fetched.detail };
  const developed = await ports.studio.develop(fetched.body);
  if (developed.kind === 'refused') return developed;
  const id = createHash('sha256').update(fetched.body).digest('hex');
  for (const size of ['mail', 'web', 'print'] as const) {
    await ports.archive.put(pictureKey(id, size), developed.files[size], HEADERS, { kind: 'none' });
  }
  return { kind: 'kept', picture: { id, ...developed.extent } };
}

/** Null where it took too long: whoever waits at the desk is answered, what still comes is nobody's. */
async function untilLate<T>(work: Promise<T>, millis: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), millis);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
