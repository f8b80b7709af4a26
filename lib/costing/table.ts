import type { Prices } from './data.ts';
import type { Line } from './month.ts';

/** A month for so many readers. */
export interface Bill {
  readonly readers: number;
  readonly lines: readonly Line[];
  /** USD: at list prices without any allowance, and with what AWS gives every account every month; SES apart. */
  readonly list: number;
  readonly billed: number;
  readonly ses: number;
}

/** Sums the lines of a month. */
export function billOf(readers: number, lines: readonly Line[]): Bill {
  const ofSes = lines.filter(({ service }) => service === 'SES');
  const others = lines.filter(({ service }) => service !== 'SES');
  return {
    readers,
    lines,
    list: sum(others.map((line) => line.list)),
    billed: sum(others.map((line) => line.billed)),
    ses: sum(ofSes.map((line) => line.list)),
  };
}

/** The months beside each other as a table of Markdown, by service or line by line: `list / with allowance` where they differ. */
export function serviceTable(bills: readonly Bill[], prices: Prices, how: { readonly lines: boolean }): string {
  const keyOf = (line: Line): string => (how.lines ? `${line.service}: ${line.what}` : line.service);
  const keys = [...new Set(bills.flatMap(({ lines }) => lines.map(keyOf)))].sort();
  const cell = (bill: Bill, key: string): string => {
    const lines = bill.lines.filter((line) => keyOf(line) === key);
    return pair(sum(lines.map(({ list }) => list)), sum(lines.map(({ billed }) => billed)));
  };
  const rows = [
    ['a month', ...bills.map(({ readers }) => `${readers.toLocaleString('en-GB')} readers`)],
    ['---', ...bills.map(() => '---:')],
    ...keys.map((key) => [key, ...bills.map((bill) => cell(bill, key))]),
    ['**together without SES**', ...bills.map(({ list, billed }) => `**${pair(list, billed)}**`)],
    ['**with SES**', ...bills.map(({ list, billed, ses }) => `**${pair(list + ses, billed + ses)}**`)],
  ];
  const all = Object.values(prices.prices);
  const seen = all.filter((price) => price.seen !== null).length;
  const near = all.filter((price) => price.near !== undefined).length;
  const note = `USD, ${prices.region}, ${prices.asOf}: ${prices.source} (${seen} of ${all.length} were found, ${near} in other regions).\nTwo figures: at list price / less what AWS gives every account every month.`;
  return `${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n\n${note}\n`;
}

function pair(list: number, billed: number): string {
  const [first, second] = [list.toFixed(2), billed.toFixed(2)];
  return first === second ? first : `${first} / ${second}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
