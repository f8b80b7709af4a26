import { z } from 'zod';
import type { MissingSource } from '../core/drafting/draft.ts';
import type { Snapshot } from '../core/issue/snapshot.ts';
import { formatCount } from '../core/vietnamese/numbers.ts';
import { momentText } from './moment.ts';
import { printable } from './printable.ts';
import { readTemplateJson } from './templates.ts';

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
}

/** `templates/site/messages.json`: why a paper is missing, in the reader's words (never the detail, which is ours). */
const messagesSchema = z.object({ missing: z.record(z.string(), z.string()) });

/** The proof of a snapshot. */
export function proofOf(snapshot: Snapshot): ProofView {
  const { gathered, window } = snapshot.content;
  const words = messagesSchema.parse(readTemplateJson('site/messages.json')).missing;
  return {
    sources: formatCount(gathered.sources),
    read: formatCount(gathered.read),
    missing: gathered.missing.map((source) => ({ name: printable(source.name).trim(), why: why(source, words) })),
    entries: formatCount(gathered.entries),
    articles: formatCount(gathered.articles),
    stories: formatCount(gathered.stories),
    from: momentText(window.from),
    to: momentText(window.to),
    approver: printable(snapshot.approval.name).trim(),
    approvedAt: momentText(snapshot.approval.at),
    revision: snapshot.revision,
    fingerprint: snapshot.fingerprint,
  };
}

function why(source: MissingSource, words: Readonly<Record<string, string>>): string {
  const text = words[source.failure];
  if (text === undefined) {
    throw new Error(`templates/site/messages.json has no words for ${source.failure}`);
  }
  return text;
}
