import { firstSight } from '../../lambdas/core/sections/first-sight.ts';
import { seedLexicon } from '../../lambdas/core/sections/lexicon.ts';
import { seedSections } from '../../lambdas/core/sections/sections.ts';
import { type Labelled, readLabelled } from './labelled.ts';
import { interval, quality, share, table } from './sections/figures.ts';
import { contenders, type Verdict, verdicts } from './sections/judges.ts';

const KINDS = ['headlines', 'full texts', 'other seeds', 'daily seed'] as const;
const WORST = 10;
/** Characters of a text that stand for the summary a feed would give. */
const SUMMARY = 200;

type Said = { readonly row: Labelled; readonly verdict: Verdict };

/** Is it reform news, and where does it belong: every judge on every kind of text, and what goes wrong. */
export async function evaluate(folder: string): Promise<string> {
  const rows = readLabelled(folder);
  if (rows.length === 0) return `${folder}: no labelled texts (rows with id, title, text, label, section)`;
  const said = contenders().map((contender) => ({
    name: contender.name,
    saidOf: saidOf(rows, verdicts(contender, rows)),
  }));
  const crossValidated = said.at(-2)?.saidOf ?? [];
  const shipped = said.at(-1)?.saidOf ?? [];
  return [
    'Reform is measured where both readers agree; a section is right if either reader gave it, and counted on all reform',
    'texts, found or not; "found and right" counts a text that was not found as wrong. 95 % bootstrap intervals.',
    'The lexicon was written with the open texts in view: only a folder it has never met measures it fairly.',
    ...KINDS.filter((kind) => rows.some((row) => row.kind === kind)).flatMap((kind) => ['', ...byKind(kind, said)]),
    '',
    ...firstPass(rows),
    '',
    '### Confusion of the cross-validated sections (columns: said)',
    ...confusion(crossValidated),
    '',
    `### Worst errors, as shipped`,
    ...worst(shipped),
  ].join('\n');
}

function saidOf(rows: readonly Labelled[], verdicts: ReadonlyMap<string, Verdict>): Said[] {
  return rows.flatMap((row) => {
    const verdict = verdicts.get(row.id);
    return verdict === undefined ? [] : [{ row, verdict }];
  });
}

function byKind(kind: string, said: readonly { name: string; saidOf: readonly Said[] }[]): string[] {
  const rows = said.map(({ name, saidOf }) => {
    const agreed = saidOf.filter(({ row }) => row.kind === kind && row.reform !== null);
    const claims = agreed.map(({ row, verdict }) => ({ truth: row.reform === true, said: verdict.reform }));
    const reform = agreed.filter(({ row }) => row.reform && row.sections.length > 0);
    const right = reform.map(({ row, verdict }) => row.sections.includes(verdict.section));
    const found = reform.map(({ verdict }, index) => verdict.reform && right[index] === true);
    const { precision, recall, f1 } = quality(claims);
    return [
      name,
      precision.toFixed(3),
      recall.toFixed(3),
      `${f1.toFixed(3)} ${interval(claims, (cases) => quality(cases).f1)}`,
      `${share(right).toFixed(3)} ${interval(right, share)}`,
      share(found).toFixed(3),
      String(right.filter(Boolean).length),
    ];
  });
  const of = said[0]?.saidOf.filter(({ row }) => row.kind === kind) ?? [];
  const reform = of.filter(({ row }) => row.reform).length;
  const not = of.filter(({ row }) => row.reform === false).length;
  return [
    `### ${kind}: ${reform} reform, ${not} not, ${of.length - reform - not} in dispute`,
    table([['judge', 'precision', 'recall', 'F1', 'section', 'found and right', `sections of ${reform}`], ...rows]),
  ];
}

/** What the first look, on title and summary alone, lets through: what it drops is never read. */
function firstPass(rows: readonly Labelled[]): string[] {
  const lexicon = seedLexicon();
  const passes = (row: Labelled): boolean =>
    firstSight({ title: row.title, summary: row.text.slice(0, SUMMARY) }, lexicon).pass;
  const lost = rows.filter((row) => row.reform && !passes(row));
  const reform = rows.filter(({ reform }) => reform).length;
  const others = rows.filter(({ reform }) => reform === false);
  return [
    `### First pass (title and ${SUMMARY} characters): ${reform - lost.length} of ${reform} reform texts kept, ${others.filter((row) => !passes(row)).length} of ${others.length} others never fetched`,
    ...lost.map(({ kind, title }) => `- lost: ${title} (${kind})`),
  ];
}

function confusion(said: readonly Said[]): string[] {
  const ids = seedSections().map(({ id }) => id);
  return ['headlines', 'full texts'].flatMap((kind) => {
    const reform = said.filter(({ row }) => row.kind === kind && row.reform && row.sections.length > 0);
    const count = (truth: string, section: string): number =>
      reform.filter(
        ({ row, verdict }) =>
          verdict.section === section &&
          (row.sections.some((each) => each === section) ? section : row.sections[0]) === truth,
      ).length;
    return ['', table([[kind, ...ids], ...ids.map((truth) => [truth, ...ids.map((id) => String(count(truth, id)))])])];
  });
}

function worst(said: readonly Said[]): string[] {
  const reform = said
    .filter(({ row, verdict }) => row.reform !== null && row.reform !== verdict.reform)
    .sort((a, b) => Math.abs(b.verdict.score - 1) - Math.abs(a.verdict.score - 1))
    .slice(0, WORST)
    .map(
      ({ row, verdict }) =>
        `- ${row.reform ? 'missed' : 'false'} ${verdict.score.toFixed(2)}: ${row.title} (${row.kind}; ${verdict.reasons.join(', ')})`,
    );
  const sections = said
    .filter(({ row, verdict }) => row.reform && row.sections.length > 0 && !row.sections.includes(verdict.section))
    .slice(0, WORST)
    .map(({ row, verdict }) => `- ${row.sections.join('/')} taken for ${verdict.section}: ${row.title} (${row.kind})`);
  return [...reform, ...sections];
}
