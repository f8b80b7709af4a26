import { load } from 'cheerio/slim';
import { normalise } from '../vietnamese/normalise.ts';

/** More of a title or summary is never needed, and a hostile feed may send megabytes. */
const LONGEST = 20_000;
/** Nested deeper, it is no text but an attack on whoever walks it. */
const DEEPEST = 200;
/** thanhnien.vn sends some titles with the marker itself escaped. */
const CDATA_MARKER = /<!\[CDATA\[|\]\]>/g;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;

/** Plain, normalised text of a fragment of HTML: tags out, entities decoded, doubly escaped ones too; one line. */
export function plainText(html: string): string {
  let text = withoutTags(html.slice(0, LONGEST).replace(CDATA_MARKER, ' '));
  for (let round = 0; round < 2 && ENTITY.test(text); round++) text = decodeEntities(text);
  return normalise(text.replace(CDATA_MARKER, ' ')).replaceAll('\n', ' ');
}

function withoutTags(html: string): string {
  if (!/[<&]/.test(html)) return html;
  if ((html.match(/<[a-z]/gi)?.length ?? 0) > DEEPEST) return html.replace(/<[^<>]*>/g, ' ');
  const $ = load(html);
  $('script, style').remove();
  $('br, p, div, li, tr, h1, h2, h3').append(' ');
  return $.text();
}

function decodeEntities(text: string): string {
  return load(text.replaceAll('<', '&lt;')).text();
}
