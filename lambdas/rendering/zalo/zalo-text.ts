import { weekdayName } from '../../core/vietnamese/dates.ts';
import type { MonthlyView } from '../monthly/monthly-view.ts';
import { renderText } from '../templates.ts';
import type { IssueView } from '../view.ts';

/** Characters one message of a group holds; an issue with more is told by its first items. */
const MESSAGE = 2_000;

/** What a text for a group is made of: an issue of either edition. */
interface Pasted {
  readonly sections: readonly { readonly title: string; readonly items: readonly { readonly number: number }[] }[];
}

/** The short text to paste into a Zalo group: name, day, numbered titles, the link. */
export function dailyZaloText(view: IssueView): string {
  return fitted(view, 'zalo/daily.txt', { day: dayOf(view) });
}

/** The short text of a monthly: name, number, month, numbered titles, the link. */
export function monthlyZaloText(view: MonthlyView): string {
  return fitted(view, 'zalo/monthly.txt', {});
}

/** `Thứ Hai, 23/11/2026`. */
export function dayOf(view: Pick<IssueView, 'issueKey' | 'date'>): string {
  return `${weekdayName(view.issueKey)}, ${view.date}`;
}

/** As many items as one message has room for, counted from the first. */
function fitted(view: Pasted, template: string, others: object): string {
  const count = view.sections.reduce((sum, { items }) => sum + items.length, 0);
  for (let shown = count; ; shown -= 1) {
    const sections = view.sections
      .map((section) => ({ ...section, items: section.items.filter(({ number }) => number <= shown) }))
      .filter(({ items }) => items.length > 0);
    const text = renderText(template, { ...others, view: { ...view, sections }, omitted: count - shown });
    const pasted = `${text.trim().normalize('NFC')}\n`;
    if (pasted.length <= MESSAGE || shown === 0) return pasted;
  }
}
