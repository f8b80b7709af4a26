import { fold } from '../vietnamese/fold.ts';
import { formatCount } from '../vietnamese/numbers.ts';
import { byTime, type StoryInput } from './story-input.ts';
import { phrase, words } from './words.ts';

/** The article that leads a story, and why in Vietnamese. */
export interface Lead {
  readonly lead: StoryInput;
  readonly reasons: readonly string[];
}

/** A report with less than this share of the longest one's length leaves something out. */
const FULL = 0.6;
/** An editor reads a line: the reasons that decided, the strongest first. */
const REASONS = 2;

interface Standing {
  readonly input: StoryInput;
  /** Papers of the story that reprint this one's text. */
  readonly namedBy: number;
  readonly isReprint: boolean;
  readonly isFull: boolean;
}

/**
 * Chooses who leads: an original before a reprint (most of all one that others credit), a full report before a short
 * one, the paper with more weight, the earlier one. `ruled` is the editor's choice.
 */
export function leadOf(members: readonly StoryInput[], ruled: string | null): Lead {
  const longest = Math.max(...members.map(sizeOf));
  const standings = members.map((input) => standingOf(input, members, longest)).sort(byStanding);
  const [best, next] = standings;
  if (best === undefined) throw new Error('a story has at least one member');
  const chosen = standings.find(({ input }) => input.id === ruled);
  if (chosen !== undefined) return { lead: chosen.input, reasons: [words.lead.ruled] };
  return { lead: best.input, reasons: next === undefined ? [] : reasonsFor(best, next, members.length) };
}

function standingOf(input: StoryInput, members: readonly StoryInput[], longest: number): Standing {
  const others = members.filter(({ sourceId }) => sourceId !== input.sourceId);
  return {
    input,
    namedBy: others.filter((other) => credits(other, input)).length,
    isReprint: (input.creditedTo ?? null) !== null && !credits(input, input),
    isFull: sizeOf(input) >= longest * FULL,
  };
}

/** Does `one` name the paper of `other` as where its text is from? */
function credits(one: StoryInput, other: StoryInput): boolean {
  const credited = fold(one.creditedTo ?? '');
  return (
    credited !== '' && (other.paperNames ?? []).some((name) => credited.includes(fold(name)) || fold(name) === credited)
  );
}

function byStanding(a: Standing, b: Standing): number {
  return (
    b.namedBy - a.namedBy ||
    Number(a.isReprint) - Number(b.isReprint) ||
    Number(b.isFull) - Number(a.isFull) ||
    b.input.rank - a.input.rank ||
    byTime(a.input, b.input)
  );
}

/** What sets the lead before the next best; where only the time does, that. */
function reasonsFor(best: Standing, next: Standing, count: number): string[] {
  const all: readonly [boolean, string][] = [
    [best.namedBy > next.namedBy, phrase(words.lead.named, formatCount(best.namedBy))],
    [!best.isReprint && next.isReprint, words.lead.original],
    [best.isFull && !next.isFull, phrase(words.lead.fullest, formatCount(count))],
    [best.input.rank > next.input.rank, words.lead.rank],
    [byTime(best.input, next.input) < 0 && best.input.publishedAt !== next.input.publishedAt, words.lead.first],
  ];
  return all.flatMap(([holds, reason]) => (holds ? [reason] : [])).slice(0, REASONS);
}

function sizeOf({ title, lead, text }: StoryInput): number {
  return title.length + (lead?.length ?? 0) + text.length;
}
