/** A claim and the truth. */
export interface Claim {
  readonly truth: boolean;
  readonly said: boolean;
}

/** Precision, recall and their harmonic mean; NaN where nothing was claimed or true. */
export function quality(claims: readonly Claim[]): { precision: number; recall: number; f1: number } {
  const both = claims.filter(({ truth, said }) => truth && said).length;
  const said = claims.filter((each) => each.said).length;
  const truth = claims.filter((each) => each.truth).length;
  return { precision: both / said, recall: both / truth, f1: (2 * both) / (said + truth) };
}

/** Share that holds. */
export function share(values: readonly boolean[]): number {
  return values.filter(Boolean).length / values.length;
}

const SAMPLES = 1000;

/** 95 % bootstrap interval of a figure over its cases; the samples are the same every time. */
export function interval<T>(cases: readonly T[], figure: (cases: readonly T[]) => number): string {
  const next = numbers(20_260_101);
  const figures = Array.from({ length: SAMPLES }, () =>
    figure(cases.map(() => cases[Math.floor(next() * cases.length)]).filter((each) => each !== undefined)),
  )
    .filter((each) => !Number.isNaN(each))
    .sort((a, b) => a - b);
  const at = (part: number): string => (figures[Math.floor(part * figures.length)] ?? Number.NaN).toFixed(2);
  return `[${at(0.025)}–${at(0.975)}]`;
}

/** A linear congruential generator between 0 and 1: a bootstrap must be repeatable, no more. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Rows as a Markdown table; the first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
