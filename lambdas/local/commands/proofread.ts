import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Day, daySchema } from '../../core/calendar/instant.ts';
import { type Draft, draftSchema } from '../../core/drafting/draft.ts';
import type { Finding } from '../../core/proofreading/finding.ts';
import type { ProofClipping, ProofInput } from '../../core/proofreading/proof-input.ts';
import { proofOfDraft } from '../../core/proofreading/proof-of-draft.ts';
import { proofread } from '../../core/proofreading/proofread.ts';
import { readBulletin, readPlainText } from '../../core/proofreading/read-bulletin.ts';
import { seedRules } from '../../core/proofreading/rules.ts';
import { seedSections } from '../../core/sections/sections.ts';
import { type Command, WrongInputError } from './command.ts';
import { problemOf, readText } from './input.ts';

/** A plain text without a day is judged as of the last day under the old names, so that no old name is called wrong. */
const UNKNOWN_DAY = '2024-12-31';
/** Megabytes of a text; a year of bulletins is less. */
const LARGEST = 20;
/** Letters shown on either side of what was found. */
const AROUND = 30;

/** `proofread`: what a proof-reader would mark. */
export const proofreadFile: Command = {
  usage: '[--date YYYY-MM-DD] [--no-hints] FILE…',
  summary: 'mistakes in a printed bulletin as text, in the JSON of a draft or in any text, with place, reason and fix',
  *run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { date: { type: 'string' }, 'no-hints': { type: 'boolean' } },
    });
    if (positionals.length === 0) throw new WrongInputError('proofread: a FILE is missing');
    const day = values.date === undefined ? null : daySchema.safeParse(values.date);
    if (day?.success === false) throw new WrongInputError(`proofread: --date ${values.date}: not a day`);
    for (const file of positionals) {
      const input = inputOf(file, day?.data ?? null);
      const findings = proofread(input, seedRules());
      const shown = findings.filter(({ severity }) => !values['no-hints'] || severity !== 'hint');
      yield* shown.map((finding) => lineOf(finding, { input, file }));
    }
  },
};

function inputOf(file: string, day: Day | null): ProofInput {
  const text = readText(file, LARGEST);
  const draft = draftOf(text, file);
  if (draft !== null) return proofOfDraft(draft, seedSections());
  const input = readBulletin(text) ?? readPlainText(text, { id: basename(file), day: day ?? UNKNOWN_DAY });
  return day === null ? input : { ...input, issueKey: day };
}

/** Null for what does not begin as JSON does; JSON that is no draft is refused, or a draft of another shape would pass for one without mistakes. */
function draftOf(text: string, file: string): Draft | null {
  if (!text.trimStart().startsWith('{')) return null;
  const parsed = draftSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new WrongInputError(`${file}: not a draft: ${problemOf(parsed.error)}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Printed {
  readonly input: ProofInput;
  readonly file: string;
}

function lineOf({ rule, severity, where, found, message, fix }: Finding, { input, file }: Printed): object {
  const clipping = input.sections.flatMap(({ clippings }) => clippings).find(({ id }) => id === where.clippingId);
  const text = clipping === undefined ? '' : textAt(clipping, where);
  const context = text.slice(Math.max(0, where.start - AROUND), where.end + AROUND);
  const title = clipping?.title ?? null;
  return { file: basename(file), rule, severity, clipping: title, where, found, context, message, fix };
}

function textAt(clipping: ProofClipping, { field, paragraph }: Finding['where']): string {
  switch (field) {
    case 'title':
      return clipping.title;
    case 'prefix':
      return clipping.placePrefix ?? '';
    case 'body':
      return clipping.paragraphs[paragraph] ?? '';
    case 'citation':
      return clipping.citation?.text ?? '';
    case 'issue':
      return '';
  }
}
