import { describe, expect, it } from 'vitest';
import { parsePressDate } from '../../../lambdas/core/listing/parse-date.ts';

/** Forms of one moment, Monday 14 September 2026 at 15:40 in Viet Nam; every mixture of them says the same. */
const DAYS = ['14/9/2026', '14-09-2026', '14.09.2026', '14/9/26', '2026-09-14', 'ngày 14 tháng 9 năm 2026'];
const WEEKDAYS = ['', 'Thứ Hai, ', 'Thứ 2 ', 'T2, ', 'Mon, '];
const TIMES = ['15:40', '15h40', '15 giờ 40 phút', '3:40 PM', '03:40 CH', '15:40 PM', '3h40 chiều', 'lúc 15:40'];
const ZONES = ['', ' GMT+7', ' (GMT+7)', ' +0700', ' UTC+7', ' ICT'];
const MOMENT = Date.parse('2026-09-14T15:40:00+07:00');

const FORMS = WEEKDAYS.flatMap((weekday) =>
  DAYS.flatMap((day) =>
    TIMES.flatMap((time) =>
      ZONES.flatMap((zone) => [`${weekday}${day} ${time}${zone}`, `${time}${zone} ${weekday}${day}`]),
    ),
  ),
);

/** Milliseconds, or null where it is unknown. */
function read(text: string): number | null {
  const { instant } = parsePressDate(text);
  return instant === null ? null : Date.parse(instant);
}

describe('every mixture of the forms of a date', () => {
  it('is read rightly or not at all, and read in all usual forms', () => {
    const times = FORMS.map(read);

    expect(FORMS.filter((_form, index) => times[index] !== null && times[index] !== MOMENT)).toEqual([]);
    // `15h40 +0700`, which nobody writes: an offset follows figures with a colon.
    expect(FORMS.filter((form, index) => times[index] === null && !form.includes('+0700'))).toEqual([]);
  });

  it('is another moment in another zone, and none on another weekday', () => {
    expect(read('14/9/2026 15:40 GMT+8')).toBe(MOMENT - 3_600_000);
    expect(read('Thứ Ba, 14/9/2026 15:40')).toBeNull();
  });
});
