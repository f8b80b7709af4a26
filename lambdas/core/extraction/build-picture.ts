import { type Element, isTag } from 'domhandler';
import type { Block } from './article.ts';
import { runsText } from './article.ts';
import { outermost } from './page-parts.ts';
import { runsBelow, tidyRuns } from './runs.ts';

/** Where papers put the real address of a picture that loads late, best first. */
const SOURCES = ['data-src', 'data-original', 'data-lazy-src', 'data-photo-original-src', 'src'] as const;
/** Smaller is a sign, not a picture. */
const SMALLEST = 100;
/** A table with a picture and more text lays out an article. */
const LONGEST_CAPTION = 500;
/** A box with a caption and more text beside it is a part of an article that has a picture. */
const LONGEST_BESIDE = 80;
const CAPTIONS = /(?:^|[\s_-])(?:caption|chuthich|chu_thich|img_chu_thich|pictext|note)(?:$|[\s_-])/i;
const CREDIT = /^(.*?)[\s.,;(–-]*(?:Ảnh|Photo|Nguồn ảnh|Nguồn|Ảnh tư liệu)\s*:\s*([^():]{2,60}?)\)?[.\s]*$/iu;

/** True for an element that is a picture with its caption and nothing else. */
export function isPictureBox(node: Element): boolean {
  if (node.name === 'figure') return picturesUpTo(1, node) > 0;
  if (node.name !== 'table' && node.name !== 'div') return false;
  if (!holdsOnePicture(node)) return false;
  const captions = captionsBelow(node);
  if (node.name === 'table' && captions.length === 0) return textLength(node) < LONGEST_CAPTION;
  const captioned = captions.reduce((sum, caption) => sum + textLength(caption), 0);
  return captions.length > 0 && textLength(node) - captioned < LONGEST_BESIDE;
}

function textLength(node: Element): number {
  return runsText(tidyRuns(runsBelow(node, () => false))).length;
}

/** The picture of a box or an `img`, or null where there is no http(s) address of some size. */
export function buildPicture(box: Element, pageUrl: string): Block | null {
  const images = box.name === 'img' ? [box] : imagesBelow(box);
  const url = images.map((image) => pictureUrl(image, pageUrl)).find((found) => found !== null) ?? null;
  if (url === null) return null;
  return { kind: 'picture', url, ...captionOf(box) };
}

/** Caption and credit of a picture's box: `Người dân làm thủ tục. Ảnh: Lê An` → the sentence and `Lê An`. */
export function captionOf(box: Element): { caption: string | null; credit: string | null } {
  const [holder] = captionsBelow(box);
  const from = holder ?? (box.name === 'table' ? box : null);
  const text = from === null ? '' : runsText(tidyRuns(runsBelow(from, () => false)));
  const credited = CREDIT.exec(text);
  const caption = (credited?.[1] ?? text).trim();
  return { caption: caption === '' ? null : caption, credit: credited?.[2]?.trim() ?? null };
}

function pictureUrl(image: Element, pageUrl: string): string | null {
  const { width = '', height = '', srcset = '' } = image.attribs;
  if ([width, height].some((size) => /^\d+$/.test(size) && Number(size) < SMALLEST)) return null;
  const addresses = [...SOURCES.map((name) => image.attribs[name] ?? ''), srcset.trim().split(/\s/)[0] ?? ''];
  const usable = addresses
    .map((address) => address.trim())
    .filter((address) => address !== '' && !/^data:/i.test(address));
  for (const address of usable) {
    if (!URL.canParse(address, pageUrl)) continue;
    const url = new URL(address, pageUrl);
    if (/^https?:$/.test(url.protocol) && !/\.(?:svg|ico)$/i.test(url.pathname)) return url.href;
  }
  return null;
}

function imagesBelow(node: Element): Element[] {
  return outermost(node, (element) => element.name === 'img');
}

/** Stops at the second: most boxes of a page hold none, the great ones a hundred. */
function holdsOnePicture(node: Element): boolean {
  return picturesUpTo(2, node) === 1;
}

function picturesUpTo(limit: number, node: Element): number {
  let found = 0;
  for (const child of node.children) {
    if (found >= limit) return found;
    if (isTag(child)) found += child.name === 'img' ? 1 : picturesUpTo(limit - found, child);
  }
  return found;
}

function captionsBelow(node: Element): Element[] {
  return outermost(
    node,
    (element) =>
      element.name === 'figcaption' || isNamedCaption(element.attribs.class, element.attribs['data-placeholder']),
  );
}

function isNamedCaption(className = '', placeholder = ''): boolean {
  return (className !== '' || placeholder !== '') && CAPTIONS.test(`${className} ${placeholder}`);
}
