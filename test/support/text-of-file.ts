import { strFromU8, unzipSync } from 'fflate';
import type { RenderedFile } from '../../lambdas/rendering/rendered-file.ts';
import { openPdf } from './read-pdf.ts';

/**
 * Everything a file of an issue says, its links too: of a PDF and a Word document what a reader would see, of any other file
 * its text. A test that looks for words in the bytes of the former finds none, whatever is printed there.
 */
export async function textOfFile({ key, body }: RenderedFile): Promise<string> {
  if (typeof body === 'string') return body;
  if (key.endsWith('.pdf')) {
    const { pages, links } = await openPdf(body);
    return [pages.join(' ').replace(/\s+/gu, ' '), ...links].join('\n');
  }
  if (key.endsWith('.docx')) return Object.values(unzipSync(body)).map(withoutRuns).join('\n');
  throw new Error(`${key}: nobody knows how to read it`);
}

/** The words of a part with their runs joined, and its markup, where the links are. */
function withoutRuns(part: Uint8Array): string {
  const xml = strFromU8(part);
  const words = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text]) => text);
  return `${words.join('')}\n${xml}`;
}
