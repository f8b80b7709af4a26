import { isBefore, shift } from '../../core/calendar/instant.ts';
import type { FailureKind } from '../../core/sources/visit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FetchOutcome, Web } from '../../ports/web.ts';

/** What {@link checkLinks} needs of the world. */
export interface LinkPorts {
  readonly clock: Clock;
  readonly web: Web;
}

/** The links of an issue and how long to look, milliseconds. */
export interface LinkRequest {
  readonly links: readonly { readonly clippingId: string; readonly url: string }[];
  readonly millis: number;
}

/** `unknown`: the paper does not let us look, or there was no time; that says nothing of the link. */
export type LinkState =
  | { readonly clippingId: string; readonly kind: 'alive' }
  | { readonly clippingId: string; readonly kind: 'dead'; readonly failure: FailureKind }
  | { readonly clippingId: string; readonly kind: 'unknown'; readonly failure: FailureKind | 'no-time' };

/** Failures that readers would meet too. */
const DEAD: ReadonlySet<FailureKind> = new Set(['not-found', 'unreachable', 'server-error']);
/** Between two requests to one paper. */
const GAP_MS = 1_000;

/**
 * Opens every link of an issue once, politely, all papers side by side and each paper's own links one after another. What
 * was not asked by the deadline is unknown. Nothing is stored, and nothing depends on the answer.
 */
export async function checkLinks({ clock, web }: LinkPorts, { links, millis }: LinkRequest): Promise<LinkState[]> {
  const deadline = shift(clock.now(), millis);
  const look = async ({ clippingId, url }: LinkRequest['links'][number]): Promise<LinkState> => {
    if (!isBefore(clock.now(), deadline)) return { clippingId, kind: 'unknown', failure: 'no-time' };
    return stateOf(clippingId, await web.fetch({ url, validators: null, gapMs: GAP_MS }));
  };
  const states = new Map<string, LinkState>();
  const papers = [...Map.groupBy(links, ({ url }) => hostOf(url)).values()];
  await Promise.all(
    papers.map(async (own) => {
      for (const link of own) states.set(link.clippingId, await look(link));
    }),
  );
  return links.flatMap(({ clippingId }) => states.get(clippingId) ?? []);
}

function stateOf(clippingId: string, outcome: FetchOutcome): LinkState {
  if (outcome.kind !== 'failed') return { clippingId, kind: 'alive' };
  const { failure } = outcome;
  return { clippingId, kind: DEAD.has(failure) ? 'dead' : 'unknown', failure };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}
