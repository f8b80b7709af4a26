import type { CatalogueEntry } from '../../core/archive/catalogue.ts';
import type { Manifest } from '../../core/archive/manifest.ts';
import type { Overview } from '../../core/archive/overview.ts';
import type { Subject } from '../../core/archive/subjects.ts';

/** A subject whose pages are made, and the years of which; a year that lost its last entry has its page emptied. */
export interface WantedSubject extends Subject {
  readonly wanted: readonly string[];
}

/** What the derived pages are made of. */
export interface SiteContents {
  /** True where everything is made anew, what depends on no issue too: style sheet, search page, `404.html`, `robots.txt`. */
  readonly isWhole: boolean;
  readonly manifest: Manifest;
  readonly overview: Overview;
  /** Visible entries, newest first, of the years whose pages are made: one year at a publishing. */
  readonly years: ReadonlyMap<string, readonly CatalogueEntry[]>;
  readonly subjects: readonly WantedSubject[];
  /** The month of the one issue that changed: of a year parted by months no other part is made; null where any may have. */
  readonly changed: string | null;
  /** Months whose pages are made, `2026-11`; the pages of their years are made with them. */
  readonly months: readonly string[];
}
