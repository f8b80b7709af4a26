import type { Paper } from './paper.ts';
import { encodeWindows1258 } from './windows-1258.ts';

/** What a paper says of its own letters: in the page (`meta`, XML declaration) and in the header (null: nothing). */
export function charsetLabels(paper: Paper): { page: string; header: string | null } {
  switch (paper.charset) {
    case 'utf-8':
      return { page: 'utf-8', header: 'utf-8' };
    case 'windows-1258':
      return { page: 'windows-1258', header: null };
    case 'mislabelled':
      return { page: 'utf-8', header: 'iso-8859-1' };
  }
}

/** A page or feed as the paper's server sends it: its way of writing letters, its code page, its header. */
export function encode(paper: Paper, mediaType: string, text: string): { contentType: string; body: Uint8Array } {
  const { header } = charsetLabels(paper);
  return {
    contentType: header === null ? mediaType : `${mediaType}; charset=${header}`,
    body: paper.charset === 'windows-1258' ? encodeWindows1258(text) : new TextEncoder().encode(spell(paper, text)),
  };
}

function spell(paper: Paper, text: string): string {
  switch (paper.letters) {
    case 'nfc':
      return text;
    case 'eth':
      return text.replaceAll('Đ', 'Ð');
    case 'nfd':
      return text.normalize('NFD');
  }
}
