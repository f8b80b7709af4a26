import { formatDay } from '../vietnamese/dates.ts';
import type { Citation } from './draft.ts';
import { phrase, words } from './words.ts';

/** An agency typed with its word: `Theo TTXVN`. */
const BY = /^theo\s+/iu;

/**
 * A citation as printed: `(Baophapluat.vn 05/9, Lê Hồng)`; without author `(Baophapluat.vn 05/9)`; several authors
 * `A – B`; an agency's text `Theo TTXVN`; unknown day `(Baophapluat.vn, Lê Hồng)`; an own piece
 * names who signs and where they serve: `(Châu Việt Tha, Sở Nội vụ)`.
 */
export function citationText(citation: Citation): string {
  const when = citation.day === null ? [] : [formatDay(citation.day)];
  const where = [capitalised(citation.site), ...when].join(' ');
  const agencyName = citation.agency === null ? '' : citation.agency.replace(BY, '').trim();
  const agency = agencyName === '' ? [] : [phrase(words.agency, agencyName)];
  // Papers sign an agency's text with the agency's name as its author too: it is named once.
  const people = [...new Set(citation.authors.map((author) => author.trim()))].filter(
    (author) => author !== '' && author !== agencyName,
  );
  const authors = people.length === 0 ? [] : [people.join(' – ')];
  if (citation.affiliation !== undefined) {
    return `(${[...authors, citation.affiliation].filter((part) => part.trim() !== '').join(', ')})`;
  }
  return `(${[where, ...authors, ...agency].join(', ')})`;
}

/** A site as it is cited: no scheme, no `www.`, no slash behind, a capital first letter. */
function capitalised(name: string): string {
  const site = name
    .trim()
    .replace(/^https?:\/\//iu, '')
    .replace(/^www\./iu, '')
    .replace(/\/+$/u, '');
  return site.charAt(0).toUpperCase() + site.slice(1);
}
