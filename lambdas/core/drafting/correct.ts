import { z } from 'zod';
import { type Block, type Run, runsText } from '../extraction/article.ts';
import { printedTitle } from '../issue/freeze.ts';
import { normalise } from '../vietnamese/normalise.ts';
import type { Clipping, Draft } from './draft.ts';
import type { Done, Refusal } from './edit.ts';
import { phrase, words } from './words.ts';

/** Longest text that a correction may bring. */
const LONGEST = 300;

/** A small correction at an exact place; refused where other letters stand there by now. */
export const correctSchema = z.object({
  kind: z.literal('correct'),
  clippingId: z.string(),
  field: z.enum(['title', 'prefix', 'body']),
  /** Number of the paragraph, heading, list item or table row of the body, from 0; 0 elsewhere. */
  paragraph: z.number().int().min(0),
  /** UTF-16 offsets into that text, `end` excluded. */
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  was: z.string().min(1),
  becomes: z.string().max(LONGEST),
});
/** See {@link correctSchema}. */
export type Correction = z.infer<typeof correctSchema>;

/** A finding of the proof-reader that an editor has looked at and lets stand, by its key; `waved` false takes that back. */
export const waveSchema = z.object({
  kind: z.literal('wave'),
  key: z.string().min(1),
  found: z.string(),
  waved: z.boolean(),
});

/** Puts one place right; bold and italic runs around it stay as they were. */
export function correct(draft: Draft, edit: Correction): Done | Refusal {
  const clipping = draft.clippings.find(({ id }) => id === edit.clippingId);
  if (clipping === undefined) return 'no-such-clipping';
  const corrected = correctedIn(clipping, edit);
  if (corrected === null) return 'text-changed';
  const clippings = draft.clippings.map((each) => (each === clipping ? { ...corrected, edited: true } : each));
  return {
    draft: { ...draft, clippings },
    did: phrase(words.log.correct, edit.was.trim(), edit.becomes.trim(), printedTitle(clipping)),
  };
}

/** Notes that a finding is let stand, or is not any more. */
export function wave(draft: Draft, { key, found, waved }: z.infer<typeof waveSchema>): Done {
  const others = (draft.waved ?? []).filter((each) => each !== key);
  return {
    draft: { ...draft, waved: waved ? [...others, key] : others },
    did: phrase(waved ? words.log.wave : words.log.unwave, found),
  };
}

/** Null where the place does not hold what it held, or nothing would be left of a title. */
function correctedIn(clipping: Clipping, edit: Correction): Clipping | null {
  switch (edit.field) {
    case 'title': {
      const title = replaced(clipping.title, edit);
      return title === null || title.trim() === '' ? null : { ...clipping, title };
    }
    case 'prefix': {
      const prefix = clipping.placePrefix === null ? null : replaced(clipping.placePrefix, edit);
      return prefix === null ? null : { ...clipping, placePrefix: prefix.trim() === '' ? null : prefix };
    }
    case 'body': {
      const body = correctedBody(clipping.body, edit);
      return body === null ? null : { ...clipping, body };
    }
  }
}

type Place = Pick<Correction, 'start' | 'end' | 'was' | 'becomes'>;

function replaced(text: string, { start, end, was, becomes }: Place): string | null {
  return text.slice(start, end) === was
    ? `${text.slice(0, start)}${normalisedInside(becomes)}${text.slice(end)}`
    : null;
}

/** Spaces at its ends are part of a correction; the rest is brought to the one spelling of the house. */
function normalisedInside(text: string): string {
  const inside = text.trim();
  return inside === '' ? text : text.replace(inside, () => normalise(inside));
}

/** Texts are counted as the proof-reader counts them: a paragraph, a heading, a list item, a table row. */
function correctedBody(body: readonly Block[], edit: Correction): Block[] | null {
  let before = 0;
  for (const [index, block] of body.entries()) {
    const count = textsIn(block);
    if (edit.paragraph < before + count) {
      const corrected = correctedBlock(block, edit.paragraph - before, edit);
      return corrected === null ? null : body.with(index, corrected);
    }
    before += count;
  }
  return null;
}

function textsIn(block: Block): number {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return 1;
    case 'list':
      return block.items.length;
    case 'table':
      return block.rows.length;
    case 'picture':
      return 0;
  }
}

function correctedBlock(block: Block, index: number, place: Place): Block | null {
  switch (block.kind) {
    case 'paragraph':
    case 'heading': {
      const runs = correctedRuns(block.runs, place);
      return runs === null ? null : { ...block, runs };
    }
    case 'list': {
      const runs = correctedRuns(block.items[index] ?? [], place);
      return runs === null ? null : { ...block, items: block.items.with(index, runs) };
    }
    case 'table': {
      const row = correctedRow(block.rows[index] ?? [], place);
      return row === null ? null : { ...block, rows: block.rows.with(index, row) };
    }
    case 'picture':
      return null;
  }
}

/** What comes stands in the run in which the old began. */
function correctedRuns(runs: readonly Run[], { start, end, was, becomes }: Place): Run[] | null {
  if (runsText(runs).slice(start, end) !== was) return null;
  let offset = 0;
  let isPlaced = false;
  const corrected = runs.map((run): Run => {
    const [from, to] = [Math.max(0, start - offset), Math.min(run.text.length, end - offset)];
    offset += run.text.length;
    if (to <= 0 || from >= run.text.length || from >= to) return run;
    const put = isPlaced ? '' : normalisedInside(becomes);
    isPlaced = true;
    return { ...run, text: `${run.text.slice(0, from)}${put}${run.text.slice(to)}` };
  });
  return corrected.filter(({ text }) => text !== '');
}

const CELL_SIGN = ' | ';

/** Only inside one cell. */
function correctedRow(row: readonly string[], place: Place): string[] | null {
  let offset = 0;
  for (const [index, cell] of row.entries()) {
    const inside = { ...place, start: place.start - offset, end: place.end - offset };
    if (inside.start >= 0 && inside.end <= cell.length) {
      const corrected = replaced(cell, inside);
      return corrected === null ? null : row.with(index, corrected);
    }
    offset += cell.length + CELL_SIGN.length;
  }
  return null;
}
