/** An article of the Official Account, within `ZALO_LIMITS`; plain text throughout. */
export interface ZaloArticle {
  /** Names the issue, its day or month included: by it an article is known again. */
  readonly title: string;
  readonly author: string;
  readonly description: string;
  /** Public address of the picture above it. */
  readonly cover: string;
  readonly paragraphs: readonly string[];
}
