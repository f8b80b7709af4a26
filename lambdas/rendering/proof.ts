import type { DailySnapshot } from '../core/issue/snapshot.ts';
import { formatCount } from '../core/vietnamese/numbers.ts';
import { failureText } from './failure-words.ts';
import { momentText } from './moment.ts';
import { printable } from './printable.ts';

/** How the issue came about, as the proof box of its page tells it; counts as printed. */
export interface ProofView {
  readonly sources: string;
  readonly read: string;
  readonly missing: readonly { readonly name: string; readonly why: string }[];
  readonly entries: string;
  readonly articles: string;
  readonly stories: string;
  readonly from: string;
  readonly to: string;
  readonly approver: string;
  readonly approvedAt: string;
  readonly revision: number;
  readonly fingerprint: string;
  /** True of a printed bulletin that was read in: nobody gathered anything for it. */
  readonly imported: boolean;
}

/** The proof of a snapshot. */
export function proofOf(snapshot: DailySnapshot): ProofView {
  const { gathered, window } = snapshot.content;
  return {
    sources: formatCount(gathered.sources),
    read: formatCount(gathered.read),
    // Never the detail of a failure, which is ours.
    missing: gathered.missing.map(({ name, failure }) => ({
      name: printable(name).trim(),
      why: failureText(failure),
    })),
    entries: formatCount(gathered.entries),
    articles: formatCount(gathered.articles),
    stories: formatCount(gathered.stories),
    from: momentText(window.from),
    to: momentText(window.to),
    approver: printable(snapshot.approval.name).trim(),
    approvedAt: momentText(snapshot.approval.at),
    revision: snapshot.revision,
    fingerprint: snapshot.fingerprint,
    imported: snapshot.content.imported !== undefined,
  };
}
