import { LunarDate } from '@nghiavuive/lunar_date_vi';
import type { Day } from './instant.ts';

/** The day of the common calendar on which the lunar `day`/`month` of lunar `year` falls; leap months are not meant. */
export function lunarDay(year: number, month: number, day: number): Day {
  const lunar = new LunarDate({ day, month, year });
  lunar.init();
  const solar = lunar.toSolarDate().get();
  return `${solar.year}-${twoDigits(solar.month)}-${twoDigits(solar.day)}`;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
