import { formatDay } from '../vietnamese/dates.ts';
import type { Citation } from './draft.ts';
import { phrase, words } from './words.ts';

/**
 * A citation as printed: `(Baophapluat.vn 05/9, Lê Hồng)`; without author `(Baophapluat.vn 05/9)`; several authors
 * `A – B`; an agency's text `Theo TTXVN`; unknown day `(Baophapluat.vn, Lê Hồng)`.
 */
export function citationText(citation: Citation): string {
  const when = citation.day === null ? [] : [formatDay(citation.day)];
  const where = [capitalised(citation.site), ...when].join(' ');
  const agency = citation.agency === null ? [] : [phrase(words.agency, citation.agency)];
  const authors = citation.authors.length === 0 ? [] : [citation.authors.join(' – ')];
  return `(${[where, ...authors, ...agency].join(', ')})`;
}

function capitalised(site: string): string {
  return site.charAt(0).toUpperCase() + site.slice(1);
}
