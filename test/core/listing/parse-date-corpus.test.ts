import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parsePressDate } from '../../../lambdas/core/listing/parse-date.ts';

const lineSchema = z.object({
  text: z.string(),
  /** What a Vietnamese reader would understand; null where nobody can be sure. */
  instant: z.string().nullable(),
  reference: z.string().optional(),
  order: z.enum(['day-first', 'month-first']).optional(),
  remark: z.string().optional(),
});
type Line = z.infer<typeof lineSchema>;

const corpus = readFileSync(join(import.meta.dirname, '../../fixtures/dates.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => lineSchema.parse(JSON.parse(line)));

const read = ({ text, reference, order }: Line) =>
  parsePressDate(text, { ...(reference ? { reference } : {}), ...(order ? { order } : {}) });

describe('R25 the collection of dates', () => {
  it('is large, and every line is its own', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(150);
    expect(new Set(corpus.map(({ text, reference, order }) => `${text} ${reference} ${order}`)).size).toBe(
      corpus.length,
    );
  });

  it('has no date that is silently wrong', () => {
    const wrong = corpus.filter((line) => {
      const { instant } = read(line);
      return instant !== null && instant !== line.instant;
    });
    expect(wrong).toEqual([]);
  });

  it('has no date unknown that a reader would know, and every unknown one says why', () => {
    const lost = corpus.filter((line) => read(line).instant === null && line.instant !== null);
    expect(lost).toEqual([]);
    const mute = corpus
      .map(read)
      .filter(({ instant, problem }) => instant === null && !/^date: \S/.test(problem ?? ''));
    expect(mute).toEqual([]);
  });

  it('remarks on what is not exact', () => {
    const bare = corpus.filter(
      (line) => line.remark !== undefined && line.order === undefined && read(line).problem === null,
    );
    expect(bare.filter(({ text }) => !/\d{1,2}[:h]\d{2}|\d{1,2}-\d{1,2}$/.test(text))).toEqual([]);
  });

  it('finds the reading of the machine wrong (control)', () => {
    const wrong = corpus.filter(({ text, instant, reference }) => {
      const naive = reference === undefined ? Date.parse(text) : Number.NaN;
      return !Number.isNaN(naive) && (instant === null || naive !== Date.parse(instant));
    });
    expect(wrong.length).toBeGreaterThan(20);
  });
});

const moment = fc.date({
  min: new Date('1995-01-01T00:00:00Z'),
  max: new Date('2068-12-31T23:59:00Z'),
  noInvalidDate: true,
});
const WEEKDAYS = ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];
const two = (n: number): string => String(n).padStart(2, '0');

interface Form {
  readonly weekday: number | null;
  readonly separator: string;
  readonly padded: boolean;
  readonly short: boolean;
  readonly half: 'SA/CH' | 'AM/PM' | null;
  readonly zone: string;
  readonly timeFirst: boolean;
}
const form: fc.Arbitrary<Form> = fc.record({
  weekday: fc.option(fc.constant(0), { nil: null }),
  separator: fc.constantFrom('/', '-', '.'),
  padded: fc.boolean(),
  short: fc.boolean(),
  half: fc.constantFrom('SA/CH' as const, 'AM/PM' as const, null),
  zone: fc.constantFrom('', ' GMT+7', ' (GMT+7)', ' [GMT+07:00]', ' ICT', ' +07:00', ' UTC+7'),
  timeFirst: fc.boolean(),
});

function written(date: Date, how: Form, shift = 0): string {
  const [day, month] = [date.getUTCDate(), date.getUTCMonth() + 1].map((n) => (how.padded ? two(n) : String(n)));
  const year = how.short ? two(date.getUTCFullYear() % 100) : date.getUTCFullYear();
  const [morning, evening] = how.half?.split('/') ?? [];
  const hour = how.half === null ? date.getUTCHours() : date.getUTCHours() % 12 || 12;
  const half = how.half === null ? '' : ` ${date.getUTCHours() < 12 ? morning : evening}`;
  const clock = `${two(hour)}:${two(date.getUTCMinutes())}${half}${how.zone}`;
  const weekday = how.weekday === null ? '' : `${WEEKDAYS[(date.getUTCDay() + shift) % 7]}, `;
  const figures = `${day}${how.separator}${month}${how.separator}${year}`;
  return how.timeFirst ? `${clock}, ${weekday}${figures}` : `${weekday}${figures} ${clock}`;
}

describe('a date in any Vietnamese dress', () => {
  const runs = { numRuns: 3_000 };

  it('is the moment meant, or unknown', () => {
    let known = 0;
    fc.assert(
      fc.property(moment, form, (date, how) => {
        const { instant } = parsePressDate(written(date, how));
        if (instant === null) return;
        known += 1;
        expect(instant.slice(0, 16)).toBe(date.toISOString().slice(0, 16));
      }),
      runs,
    );
    expect(known).toBeGreaterThan(2_900);
  });

  it('is unknown with another weekday', () => {
    fc.assert(
      fc.property(moment, form, fc.integer({ min: 1, max: 6 }), (date, how, days) => {
        expect(parsePressDate(written(date, { ...how, weekday: 0 }, days)).instant).toBeNull();
      }),
      runs,
    );
  });

  it('is unknown with a word nobody knows beside it', () => {
    fc.assert(
      fc.property(moment, form, fc.constantFrom('Minh An', 'Hà Nội', '1.234 lượt xem', 'XYZ'), (date, how, word) => {
        expect(parsePressDate(`${word} ${written(date, how)}`).instant).toBeNull();
      }),
      runs,
    );
  });

  it('never lies outside the years a newspaper can have', () => {
    const year = fc.oneof(fc.integer({ min: 0, max: 1_989 }), fc.integer({ min: 2_100, max: 99_999 }));
    fc.assert(
      fc.property(
        year,
        fc.constantFrom('05/02/Y', 'Y-02-05', '5 tháng 2 năm Y', '5 Feb Y', 'Y-02-05T08:00:00Z'),
        (y, text) => {
          const { instant } = parsePressDate(text.replace('Y', y < 100 ? String(y).padStart(4, '0') : String(y)));
          expect(instant).toBeNull();
        },
      ),
      runs,
    );
  });

  it('is read in the order its site is known for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (a, b) => {
        const text = `${a}/${b}/2026 6:44:00 PM`;
        expect(parsePressDate(text, { order: 'day-first' }).instant).toBe(`2026-${two(b)}-${two(a)}T18:44:00+07:00`);
        expect(parsePressDate(text, { order: 'month-first' }).instant).toBe(`2026-${two(a)}-${two(b)}T18:44:00+07:00`);
        expect(parsePressDate(text).instant === null).toBe(a !== b);
      }),
    );
  });
});
