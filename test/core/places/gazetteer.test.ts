import { describe, expect, it } from 'vitest';
import { nationalBodies } from '../../../lambdas/core/places/bodies.ts';
import { contexts } from '../../../lambdas/core/places/contexts.ts';
import {
  gazetteer,
  placeById,
  placeName,
  placeOn,
  placesOn,
  provinceCode,
} from '../../../lambdas/core/places/gazetteer.ts';
import { allUnits, units } from '../../../lambdas/core/places/units.ts';

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

  it('was compared line by line, by documents that are named', () => {
    for (const place of gazetteer.provinces) {
      expect(place.checked.length, place.id).toBeGreaterThan(1);
      for (const id of place.checked) expect(gazetteer.documents[id], id).toBeDefined();
    }
  });

  it('has aliases, towns and units of known places only, and places in the words around names', () => {
    const { districts, communes } = units;
    const unitPlaces = [...Object.keys(districts.provinces), ...Object.keys(communes.provinces)];
    for (const id of [
      ...Object.keys(gazetteer.aliases),
      ...Object.keys(gazetteer.towns),
      ...unitPlaces,
      ...contexts.personLike,
    ]) {
      expect(placeById(id), id).not.toBeNull();
    }
  });

  it('gives wards and communes to provinces that exist since the change, districts to those before', () => {
    for (const id of Object.keys(units.communes.provinces)) expect(placesOn(SINCE), id).toContain(id);
    expect(Object.keys(units.districts.provinces)).toHaveLength(63);
    expect(units.districts.until < units.communes.since).toBe(true);
  });

  it('asks a kind only of names that are units', () => {
    const names = new Set(allUnits().map(({ name }) => name));
    for (const name of units.needsKind) expect(names, name).toContain(name);
  });
});

describe('nationalBodies', () => {
  it('names a ministry as it was called on the day, whatever its short form', () => {
    const text = 'Bộ GTVT phối hợp Bộ KH&ĐT; Bộ Giao thông vận tải chủ trì';
    expect(nationalBodies(text, '2025-02-28')).toEqual(['Bộ Giao thông vận tải', 'Bộ Kế hoạch và Đầu tư']);
    expect(nationalBodies(text, '2025-03-01')).toEqual(['Bộ Xây dựng', 'Bộ Tài chính']);
    expect(nationalBodies('Bộ NN-MT thay Bộ TN&MT và Bộ NN&PTNT', SINCE)).toEqual(['Bộ Nông nghiệp và Môi trường']);
    expect(nationalBodies('Bộ Văn hóa, Thể thao và Du lịch', null)).toEqual(['Bộ Văn hóa, Thể thao và Du lịch']);
  });

  it('takes no office or council for a ministry', () => {
    expect(nationalBodies('Bộ phận một cửa của Sở Nội vụ, bộ tiêu chí, Bộ đội biên phòng', null)).toEqual([]);
  });
});
