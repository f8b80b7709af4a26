import { describe, expect, it } from 'vitest';
import {
  gazetteer,
  placeById,
  placeName,
  placeOn,
  placesOn,
  provinceCode,
} from '../../../lambdas/core/places/gazetteer.ts';

const BEFORE = '2025-06-30';
const SINCE = '2025-07-01';

describe('the gazetteer', () => {
  it('has 63 provinces and cities before the change and 34 since', () => {
    expect(placesOn(BEFORE)).toHaveLength(63);
    expect(placesOn(SINCE)).toHaveLength(34);
  });

  it('gives every place of a day a code of its own', () => {
    for (const day of [BEFORE, SINCE]) {
      const codes = placesOn(day).map((id) => provinceCode(id, day));
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('merges every vanished province into one that exists', () => {
    for (const place of gazetteer.provinces) {
      expect(placesOn(SINCE)).toContain(placeOn(place.id, SINCE));
      expect(place.newCode === undefined).toBe(place.mergedInto !== undefined);
    }
  });

  it('keeps the order of the five local items of a day in September 2024', () => {
    const codes = ['ha-noi', 'bac-giang', 'lam-dong', 'long-an', 'can-tho'].map((id) => provinceCode(id, '2024-09-05'));
    expect(codes).toEqual(['01', '24', '68', '80', '92']);
  });

  it('follows a province into the one it became a part of', () => {
    expect(provinceCode('long-an', SINCE)).toBe('80');
    expect(placeName('long-an', SINCE)).toBe('Tây Ninh');
    expect(provinceCode('tay-ninh', BEFORE)).toBe('72');
    expect(provinceCode('tay-ninh', SINCE)).toBe('80');
    expect(placeName('bac-giang', SINCE)).toBe('Bắc Ninh');
  });

  it('knows the day of a renaming', () => {
    expect(placeName('hue', '2024-12-31')).toBe('Thừa Thiên Huế');
    expect(placeName('hue', '2025-01-01')).toBe('Huế');
  });

  it('says null, and sorts last, for an unknown id', () => {
    expect(placeById('atlantis')).toBeNull();
    expect(provinceCode('atlantis', SINCE)).toBe('99');
  });

  it('has aliases and towns of known places only', () => {
    for (const id of [...Object.keys(gazetteer.aliases), ...Object.keys(gazetteer.towns)]) {
      expect(placeById(id), id).not.toBeNull();
    }
  });
});
