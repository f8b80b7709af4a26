import { CONTENT_TYPES, type RenderedFile } from '../rendered-file.ts';
import { readTemplateBytes } from '../templates.ts';

/** Key of the house's own picture in the archive: Zalo takes no article without one, and fetches it from its public address. */
export const ZALO_COVER = 'zalo-cover.jpg';

/** The house's own picture, above the article of an issue that has no other. */
export function zaloCover(): RenderedFile {
  return { key: ZALO_COVER, body: readTemplateBytes('zalo/cover.jpg'), contentType: CONTENT_TYPES.jpeg };
}
