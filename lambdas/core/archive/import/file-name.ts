import { type Day, daySchema } from '../../calendar/instant.ts';
import { type Month, monthSchema } from '../../monthly/monthly-content.ts';

/** The day a file's name gives, `diem-bao-2024-09-05.txt` or `05.9.2024.docx`; null where it gives none. */
export function dayInName(name: string): Day | null {
  const iso = /(\d{4})[-_.](\d{1,2})[-_.](\d{1,2})/u.exec(name);
  const local = /(\d{1,2})[-_.](\d{1,2})[-_.](\d{4})/u.exec(name);
  const [year = '', month = '', day = ''] = iso ? iso.slice(1) : (local?.slice(1).reverse() ?? []);
  const key = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return daySchema.safeParse(key).success ? key : null;
}

/** The month a file's name gives, `ban-tin-2024-09.docx`; null where it gives none, or a day. */
export function monthInName(name: string): Month | null {
  const [, year = '', month = ''] = /(?<!\d)(\d{4})[-_.](\d{1,2})(?![-_.]?\d)/u.exec(name) ?? [];
  const key = `${year}-${month.padStart(2, '0')}`;
  return monthSchema.safeParse(key).success ? key : null;
}
