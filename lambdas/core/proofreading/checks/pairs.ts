import type { Hit } from '../finding.ts';

/** A sign of a pair in a clipping of several paragraphs. */
export interface PairHit extends Hit {
  readonly paragraph: number;
}

interface Open {
  readonly sign: string;
  readonly paragraph: number;
  readonly start: number;
}

const QUOTE = /["“”„«»]/gu;
const OPENING = new Set(['“', '„', '«']);
const BRACKET = /[()[\]{}]/gu;
const PARTNER: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** `a)`, `1)`, `iv)` at the start of a point; a smiley. */
const POINT = /(?:^|[\s;:,.(])(?:\d{1,2}|\p{L}|[ivx]{1,4})$|:$|:-$/iu;
const MOST_OPEN = 50;

/**
 * Quotation marks that are opened and not closed, or the other way round, over the paragraphs of a clipping: speech may
 * go on through several of them, each begun with a mark of its own.
 */
export function quoteHits(paragraphs: readonly string[]): PairHit[] {
  const open: Open[] = [];
  const hits: PairHit[] = [];
  for (const [paragraph, text] of paragraphs.entries()) {
    for (const { 0: sign, index: start } of text.matchAll(QUOTE)) {
      if (sign === '"' && /\d/.test(text.charAt(start - 1)) && open.length === 0) continue;
      const last = open.at(-1);
      const goesOn = last !== undefined && isGoingOn(text, start, last, paragraph);
      const isOpening = sign === '"' ? goesOn || opensByShape(text, start, last !== undefined) : OPENING.has(sign);
      if (!isOpening && last === undefined) hits.push(pairHit('quotes', 'quote-close', { sign, paragraph, start }));
      else if (!isOpening) open.pop();
      else if (goesOn) open.splice(-1, 1, { sign, paragraph, start });
      else if (open.length < MOST_OPEN) open.push({ sign, paragraph, start });
    }
  }
  return [...hits, ...open.map((each) => pairHit('quotes', 'quote-open', each))];
}

/** A straight mark opens where it leans on what follows and closes where it leans on what is before; else by turns. */
function opensByShape(text: string, start: number, isOpen: boolean): boolean {
  const leansOnBefore = /[^\s(“‘[–-]/.test(text.charAt(start - 1));
  const leansOnBehind = /[\p{L}\p{N}]/u.test(text.charAt(start + 1));
  return leansOnBefore === leansOnBehind ? !isOpen : leansOnBehind;
}

/** Speech that goes on begins its paragraph with another opening mark. */
function isGoingOn(text: string, start: number, last: Open, paragraph: number): boolean {
  return (
    last.paragraph < paragraph &&
    start <= 2 &&
    /^[\s–-]*$/u.test(text.slice(0, start)) &&
    /^\S/u.test(text.slice(start + 1))
  );
}

/** Brackets without their other half, over the paragraphs of a clipping. */
export function bracketHits(paragraphs: readonly string[]): PairHit[] {
  const open: Open[] = [];
  const hits: PairHit[] = [];
  for (const [paragraph, text] of paragraphs.entries()) {
    for (const { 0: sign, index: start } of text.matchAll(BRACKET)) {
      const partner = PARTNER[sign];
      if (partner === undefined) {
        if (open.length < MOST_OPEN) open.push({ sign, paragraph, start });
        continue;
      }
      if (open.at(-1)?.sign === partner) open.pop();
      else if (!isPoint(text, sign, start)) hits.push(pairHit('brackets', 'bracket-close', { sign, paragraph, start }));
    }
  }
  return [...hits, ...open.map((each) => pairHit('brackets', 'bracket-open', each))];
}

function isPoint(text: string, sign: string, start: number): boolean {
  return sign === ')' && POINT.test(text.slice(Math.max(0, start - 6), start));
}

function pairHit(rule: string, says: string, { paragraph, start, sign }: Open): PairHit {
  return { rule, says, paragraph, start, end: start + sign.length };
}
