import type { Manifest } from '../../core/archive/manifest.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import { phrase } from '../../core/drafting/words.ts';
import type { Section } from '../../core/sections/section.ts';
import { MAIL_LIMIT } from '../../rendering/fit-mail.ts';
import type { CheckedLinks } from '../../workflows/editing/checked-links.ts';
import { approveMessages } from './approve-messages.ts';
import { shareCautions } from './caution-view.ts';
import { gatheredView, momentText } from './draft-view.ts';

/** Issues that say what is usual; with fewer than `FEW` nothing is. */
const RECENT = 20;
const FEW = 5;

/** From this part of the limit on a mail is near it: what did not fit has been cut already. */
const NEAR = 0.95;

/** What the list is made of. */
export interface ReadinessInput {
  readonly draft: Draft;
  readonly sections: readonly Section[];
  readonly manifest: Manifest;
  readonly mailBytes: number;
  readonly proof: { readonly errors: number; readonly warnings: number };
  /** The last look at the links; null: none yet. */
  readonly checked: CheckedLinks | null;
}

/** One line of the list; `href` leads to where it is put right, empty where nothing is to be done. */
export interface ReadinessLine {
  readonly text: string;
  readonly isGood: boolean;
  readonly href: string;
  readonly where: string;
}

/** What is looked at before an issue is approved, the same lines every day: all is well, or what to look at and where. */
export function readinessView(input: ReadinessInput): ReadinessLine[] {
  const { draft, mailBytes, proof } = input;
  const base = `/desk/issues/${draft.issueKey}`;
  const words = approveMessages();
  const line = (
    kind: keyof typeof words.readiness,
    { isGood, href, values }: { isGood: boolean; href: string; values: readonly (string | number)[] },
  ): ReadinessLine => {
    const text = phrase(words.readiness[kind][isGood ? 'good' : 'look'], ...values);
    return { text, isGood, href: isGood ? '' : href, where: words.where[kind] ?? '' };
  };
  const empty = emptySections(input);
  const share = shareCautions(draft);
  const usual = usualCount(input.manifest);
  const missing = gatheredView(draft).missing;
  const count = draft.clippings.length;
  return [
    line('sections', {
      isGood: empty.length === 0,
      href: `${base}#${empty[0]?.id ?? ''}`,
      values: [empty.map(({ title }) => title).join(', ')],
    }),
    line('share', { isGood: share.length === 0, href: base, values: [share.join(' ')] }),
    ...(usual
      ? [
          line('count', {
            isGood: usual.least <= count && count <= usual.most,
            href: base,
            values: [count, usual.least, usual.most],
          }),
        ]
      : []),
    line('weight', {
      isGood: mailBytes < MAIL_LIMIT * NEAR,
      href: `${base}/preview`,
      values: [Math.ceil(mailBytes / 1000), MAIL_LIMIT / 1000],
    }),
    line('sources', {
      isGood: missing.length === 0,
      href: '/desk/sources',
      values:
        missing.length === 0
          ? [draft.gathered.sources]
          : [missing.length, draft.gathered.sources, missing.map(({ name, why }) => `${name} (${why})`).join(', ')],
    }),
    line('proof', {
      isGood: proof.errors + proof.warnings === 0,
      href: '#soat-loi',
      values: [proof.errors, proof.warnings],
    }),
    linksLine(input, line),
    line('newcomers', {
      isGood: draft.tray.length === 0,
      href: `${base}#tin-moi`,
      values: [draft.tray.length],
    }),
  ];
}

type Line = (
  kind: keyof ReturnType<typeof approveMessages>['readiness'],
  what: { isGood: boolean; href: string; values: readonly (string | number)[] },
) => ReadinessLine;

/** Links that are dead first, then those nobody has looked at; one that could not be looked at says nothing. */
function linksLine({ draft, checked }: ReadinessInput, line: Line): ReadinessLine {
  const kinds = new Map((checked?.links ?? []).map(({ url, kind }) => [url, kind]));
  const dead = draft.clippings.filter(({ url }) => kinds.get(url) === 'dead');
  const unseen = draft.clippings.filter(({ url }) => !kinds.has(url)).length;
  if (dead.length > 0) {
    const titles = dead.map(({ title }) => `“${title}”`).join(', ');
    return line('deadLinks', { isGood: false, href: `/desk/issues/${draft.issueKey}`, values: [dead.length, titles] });
  }
  const at = checked === null ? '' : momentText(checked.at);
  return line('links', { isGood: unseen === 0, href: '#soat-loi', values: unseen === 0 ? [at] : [unseen] });
}

function emptySections({ draft, sections }: ReadinessInput): Section[] {
  const used = new Set(draft.clippings.map(({ section }) => section));
  return sections.filter(({ id }) => !used.has(id));
}

/** The fewest and the most clippings of the recent dailies; null while there are too few to speak of. */
function usualCount({ issues }: Manifest): { least: number; most: number } | null {
  const counts = issues
    .filter(({ edition, imported }) => edition === 'daily' && imported !== true)
    .slice(0, RECENT)
    .map(({ clippings }) => clippings);
  return counts.length < FEW ? null : { least: Math.min(...counts), most: Math.max(...counts) };
}
