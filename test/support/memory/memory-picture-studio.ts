import { sniffPicture } from '../../../lambdas/core/pictures/picture-kind.ts';
import { extentFault, sizedTo } from '../../../lambdas/core/pictures/picture-size.ts';
import type { PictureStudio } from '../../../lambdas/ports/picture-studio.ts';

/**
 * A studio that decodes nothing: it reads the size a PNG's head claims, trusts it where the file has an end, and answers
 * with bytes that begin and end as a JPEG and name the size.
 */
export function memoryPictureStudio(): PictureStudio {
  return {
    develop: async (bytes) => {
      const sniffed = sniffPicture(bytes);
      if (sniffed.kind === 'none') return { kind: 'refused', why: 'not-a-picture', detail: '' };
      if (sniffed.kind === 'foreign') return { kind: 'refused', why: 'unsupported-kind', detail: sniffed.name };
      const view = Buffer.from(bytes);
      if (sniffed.kind !== 'png' || !view.includes('IEND')) return { kind: 'refused', why: 'damaged', detail: '' };
      const claimed = { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
      const fault = extentFault(claimed);
      if (fault !== null) return { kind: 'refused', why: fault, detail: '' };
      const file = (size: string): Uint8Array => Buffer.from(`\xff\xd8\xff${size}\xff\xd9`, 'latin1');
      const files = { mail: file('mail'), web: file('web'), print: file('print') };
      return { kind: 'developed', extent: sizedTo(claimed, 'print'), files };
    },
  };
}
