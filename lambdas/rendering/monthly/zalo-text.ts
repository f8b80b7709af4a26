import { renderText } from '../templates.ts';
import type { MonthlyView } from './monthly-view.ts';

/** The short text to paste into a Zalo group: name, number, month, titles, the link. */
export function monthlyZaloText(view: MonthlyView): string {
  return `${renderText('zalo/monthly.txt', { view }).trim()}\n`;
}
