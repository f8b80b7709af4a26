import type { MonthlyViewBlock, ViewPicture } from '../article-view.ts';

/** Sets the pieces of an article. */
export interface Setter {
  /** Whether a picture finds room on this page. */
  fits(picture: ViewPicture): boolean;
  /** Sets a piece; a picture without room turns the page. */
  set(piece: MonthlyViewBlock, isLast: boolean): void;
}

/**
 * Sets pieces in order, but a picture without room lets the paragraphs after it go first, until the page is turned: else
 * half a page would stay white. Never past a sub-heading, another picture or the end of the article.
 */
export function setPieces(pieces: readonly MonthlyViewBlock[], { fits, set }: Setter): void {
  let waiting: ViewPicture | null = null;
  for (const [index, piece] of pieces.entries()) {
    if (waiting && (piece.kind !== 'paragraph' || fits(waiting))) {
      set(waiting, false);
      waiting = null;
    }
    const isLast = index === pieces.length - 1;
    if (piece.kind === 'picture' && !isLast && !fits(piece)) waiting = piece;
    // What comes last keeps room for the lines below the article.
    else if (!waiting || !isLast) set(piece, isLast);
    else {
      set(waiting, false);
      set(piece, true);
      waiting = null;
    }
  }
  if (waiting) set(waiting, true);
}
