import type { Figure } from '../figures.ts';

/** The values a figure may stand for. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** How far `hơn 5.000` and its like reach, as shares of the figure. */
const REACH = { above: 1.1, near: 0.9, around: 0.1 };

/** The counts that a figure with its `hơn`, `gần`, `khoảng` may stand for; a rounded one is rounded by half its last place. */
export function rangeOfCount({ value, decimals, multiplier, about }: Figure): Range {
  const exact = (value ?? 0) * multiplier;
  const half = multiplier > 1 ? (0.5 * multiplier) / 10 ** decimals : 0;
  switch (about) {
    case 'above':
      return { low: exact - half, high: exact * REACH.above + half };
    case 'below':
      return { low: 0, high: exact };
    case 'near':
      return { low: exact * REACH.near, high: exact + half };
    case 'around':
      return { low: exact * (1 - REACH.around), high: exact * (1 + REACH.around) };
    case 'exactly':
      return { low: exact - half, high: exact + half };
  }
}

/** The percentages that a share may stand for; one rounded the wrong way, or cut off, is no mistake worth a word. */
export function rangeOfShare({ value, decimals, about }: Figure): Range {
  const share = value ?? 0;
  const slip = 1.01 / 10 ** decimals;
  switch (about) {
    case 'above':
      return { low: share, high: Infinity };
    case 'below':
      return { low: 0, high: share };
    case 'near':
      return { low: share * 0.85, high: share };
    case 'around':
      return { low: share * 0.9 - 1, high: share * 1.1 + 1 };
    case 'exactly':
      return { low: share - slip, high: share + slip };
  }
}

/** True where some part of some whole is some such share. */
export function agree(part: Range, whole: Range, share: Range): boolean {
  if (whole.high === 0) return true;
  const low = (part.low * 100) / whole.high;
  const high = whole.low === 0 ? Infinity : (part.high * 100) / whole.low;
  return low <= share.high && high >= share.low;
}
