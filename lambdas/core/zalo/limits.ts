/** What the Zalo Official Account takes of an article: characters of its parts, bytes of a picture. */
export const ZALO_LIMITS = {
  title: 150,
  author: 50,
  description: 300,
  /** One megabyte, counted the way that is smaller. */
  picture: 1_000_000,
} as const;

/**
 * A text of at most `limit` characters: whole where it fits, else cut between words, `…` at its end. Counted composed and in
 * UTF-16 units, which is never fewer than Zalo may count; no character is cut in two.
 */
export function cutForZalo(text: string, limit: number): string {
  const whole = text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  if (whole.length <= limit) return whole;
  const head = whole.slice(0, limit - 1);
  const border = whole[limit - 1] === ' ' ? head.length : head.lastIndexOf(' ');
  const kept = border > 0 ? head.slice(0, border) : head.replace(/[\uD800-\uDBFF]$/u, '');
  return `${kept.replace(/[\s,;:.–-]+$/u, '')}…`;
}
