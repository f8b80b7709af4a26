import { describe, expect, it } from 'vitest';
import { findPlaces, namesPlace } from '../../../lambdas/core/places/find-places.ts';

const ids = (text: string): string[] => findPlaces(text).map((hit) => hit.place);

describe('findPlaces', () => {
  it.each([
    ['UBND TP.HCM và UBND TPHCM họp', ['tp-ho-chi-minh', 'tp-ho-chi-minh']],
    ['Tỉnh Đắc Lắc, nay là Đắk Lắk', ['dak-lak', 'dak-lak']],
    ['Thừa Thiên - Huế mở trung tâm', ['hue']],
    ['Thừa Thiên–Huế mở trung tâm', ['hue']],
    ['BR-VT rà soát hồ sơ', ['ba-ria-vung-tau']],
    ['SỞ NỘI VỤ THÀNH PHỐ CẦN THƠ', ['can-tho']],
    ['Khánh Hoà và Thanh Hoá', ['khanh-hoa', 'thanh-hoa']],
    ['Cần Tho\u031b', ['can-tho']],
    ['P.Hải Châu, TP.Đà Nẵng', ['da-nang', 'da-nang']],
  ])('finds the places of "%s"', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  it.each([
    ['giữ gìn hòa bình trong khu vực'],
    ['hai bờ Thái Bình Dương'],
    ['ông Trương Hòa Bình kết luận'],
    ['bà Nguyễn Thị Hà Giang trình bày'],
    ['vùng Đồng Tháp Mười mùa nước'],
    ['đường Điện Biên Phủ'],
    ['tư tưởng Hồ Chí Minh'],
    ['khu vực AnGiang123'],
  ])('finds no place in "%s"', (text) => {
    expect(ids(text)).toEqual([]);
  });

  it('takes the longest name: a town is not its namesake', () => {
    expect(findPlaces('Bà Rịa - Vũng Tàu').map((hit) => hit.name)).toEqual(['Bà Rịa - Vũng Tàu']);
    expect(findPlaces('Vũng Tàu').map((hit) => hit.via)).toEqual(['town']);
  });

  it('tells a name from a town', () => {
    expect(namesPlace('Biên Hòa mở điểm tiếp dân', 'dong-nai', '2026-11-23')).toBe(false);
    expect(namesPlace('Đồng Nai mở điểm tiếp dân', 'dong-nai', '2026-11-23')).toBe(true);
  });

  it('takes the name of a province that was merged for the one it is part of today', () => {
    expect(namesPlace('Long An: Một cửa về xã', 'tay-ninh', '2026-11-23')).toBe(true);
    expect(namesPlace('Long An: Một cửa về xã', 'tay-ninh', '2024-09-05')).toBe(false);
  });
});
