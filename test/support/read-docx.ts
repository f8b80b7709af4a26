import { load } from 'cheerio/slim';
import { strFromU8, unzipSync } from 'fflate';
import type { ReadOutput } from './read-outputs.ts';

/** A part of a Word document as text; throws where there is none. */
export function docxPart(bytes: Uint8Array, path: string): string {
  const part = unzipSync(bytes)[path];
  if (part === undefined) throw new Error(`the document has no ${path}`);
  return strFromU8(part);
}

/** Numbered lines of the contents and second-level headings, as Word's own navigation shows them. */
export function readDocx(bytes: Uint8Array): ReadOutput {
  const $ = load(docxPart(bytes, 'word/document.xml'), { xml: true });
  const withStyle = (style: string): string[] =>
    $('w\\:p')
      .toArray()
      .filter((node) => $(node).find('w\\:pStyle').attr('w:val') === style)
      // The page number of a line in the contents is a field, not part of its text.
      .map((node) => $(node).find('w\\:t').not('w\\:fldSimple w\\:t').text().trim());
  const contents = withStyle('TOC2').flatMap((line) => {
    const [, number, title] = /^(\d+)\. (.*)$/su.exec(line) ?? [];
    return number === undefined || title === undefined ? [] : [{ number: Number(number), title }];
  });
  return { contents, titles: withStyle('Heading2') };
}
