import { citationText } from '../../../core/drafting/citation.ts';
import type { Citation } from '../../../core/drafting/draft.ts';
import { formatDate } from '../../../core/vietnamese/dates.ts';
import { authorsOf, dayOfText, line } from '../form.ts';

/** The fields of a citation on the form of a correction; a form without them leaves it as it was printed. */
export const citationFields = {
  site: line.optional(),
  day: line.optional(),
  authors: line.optional(),
  agency: line.optional(),
  affiliation: line.optional(),
};

type Typed = { readonly [name in keyof typeof citationFields]?: string | undefined };

/** The citation as it was typed, or the key of the reason why it is none. */
export function typedCitation(printed: Citation, typed: Typed): Citation | 'bad-day' | 'no-author' {
  const { site = printed.site, agency = printed.agency ?? '', affiliation = printed.affiliation } = typed;
  const day = typed.day === undefined ? printed.day : dayOfText(typed.day);
  if (day === null && (typed.day ?? '') !== '') return 'bad-day';
  const authors = typed.authors === undefined ? printed.authors : authorsOf(typed.authors);
  const isOwn = printed.affiliation !== undefined;
  if (isOwn && authors.length === 0) return 'no-author';
  return {
    ...{ site, day, authors, agency: agency === '' ? null : agency },
    ...(isOwn && affiliation !== undefined ? { affiliation } : {}),
  };
}

/** What was typed of a citation, for the form of the next step. */
export function keptCitation(typed: Typed): { readonly name: string; readonly value: string }[] {
  const { site, day, authors, agency, affiliation } = typed;
  return Object.entries({ site, day, authors, agency, affiliation }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
}

/** A citation as the form shows it: every field a line, and how it is printed. */
export function citationView(citation: Citation) {
  const { site, day, authors, agency, affiliation } = citation;
  return {
    citation: citationText(citation),
    isOwnPiece: affiliation !== undefined,
    fields: {
      site,
      day: day === null ? '' : formatDate(day),
      authors: authors.join(', '),
      agency: agency ?? '',
      affiliation: affiliation ?? '',
    },
  };
}
