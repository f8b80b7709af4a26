import type { Entry } from '../core/listing/entry.ts';
import type { ListingOutcome } from '../core/listing/listing.ts';
import { parseFeed } from '../core/listing/parse-feed.ts';
import { parseListingPage } from '../core/listing/parse-page.ts';
import type { Source } from '../core/sources/source.ts';
import type { FailureKind, Validators, Visit } from '../core/sources/visit.ts';
import { decodeText } from '../core/vietnamese/charset.ts';
import type { FetchOutcome, Web } from '../ports/web.ts';

/** One way in to a source. */
type Door = { readonly url: string; readonly parse: (fetched: Fetched) => ListingOutcome };
type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>;

/** What reading every listing of a source came to. */
export interface Listed {
  readonly entries: Entry[];
  readonly unchanged: number;
  readonly validators: Record<string, Validators>;
  /** The first failure, when no listing could be read. */
  readonly failure: {
    readonly failure: FailureKind;
    readonly detail: string;
    readonly retryAfterSeconds: number | null;
  } | null;
}

/** Reads the feeds and section pages of a source, conditionally; one broken listing does not hide the others. */
export async function listSource(web: Web, source: Source, visit: Visit | null): Promise<Listed> {
  const listed: { entries: Entry[]; unchanged: number; validators: Record<string, Validators> } = {
    entries: [],
    unchanged: 0,
    validators: {},
  };
  let failure: Listed['failure'] = null;
  for (const door of doorsOf(source)) {
    const known = visit?.validators[door.url] ?? null;
    const fetched = await web.fetch({ url: door.url, validators: known, gapMs: source.courtesy.gapMs });
    if (fetched.kind === 'not-modified') {
      listed.unchanged += 1;
      if (known) listed.validators[door.url] = known;
      continue;
    }
    if (fetched.kind === 'failed') {
      failure ??= fetched;
      continue;
    }
    const outcome = door.parse(fetched);
    if (outcome.kind === 'not-a-listing') {
      failure ??= { failure: 'not-a-listing', detail: `${door.url}: ${outcome.detail}`, retryAfterSeconds: null };
      continue;
    }
    listed.entries.push(...outcome.entries);
    listed.validators[door.url] = fetched.validators;
  }
  const somethingRead = Object.keys(listed.validators).length > 0 || listed.unchanged > 0;
  return { ...listed, failure: somethingRead ? null : failure };
}

function doorsOf(source: Source): Door[] {
  return [
    ...source.listing.feeds.map((url) => ({
      url,
      parse: (fetched: Fetched) => parseFeed(fetched.body, { url: fetched.url, contentType: fetched.contentType }),
    })),
    ...source.listing.pages.map((page) => ({
      url: page.url,
      parse: (fetched: Fetched) =>
        parseListingPage(decodeText(fetched.body, fetched.contentType), { url: fetched.url, links: page.links }),
    })),
  ];
}
