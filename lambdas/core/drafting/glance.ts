import { normalise } from '../vietnamese/normalise.ts';

const LENGTH = 200;

/** The beginning of a text in at most 200 characters, cut between words and then ended with `…`. */
export function glance(text: string): string {
  const plain = normalise(text).replace(/\s+/g, ' ').trim();
  if (plain.length <= LENGTH) return plain;
  const cut = plain.slice(0, LENGTH - 1);
  const words = cut.slice(0, Math.max(cut.lastIndexOf(' '), 0)) || cut;
  return `${words.replace(/[\s,;:.–-]+$/u, '')}…`;
}
