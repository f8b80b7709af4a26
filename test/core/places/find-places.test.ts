import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlaces, namesPlace } from '../../../lambdas/core/places/find-places.ts';

const ids = (text: string): string[] => findPlaces(text).map((hit) => hit.place);
const told = (text: string): string[] => findPlaces(text).map(({ via, place }) => `${via} ${place}`);

describe('findPlaces', () => {
  it.each([
    ['UBND TP.HCM và UBND TPHCM họp', ['tp-ho-chi-minh', 'tp-ho-chi-minh']],
    ['thành phố Hồ Chí Minh, TP. Hồ Chí Minh', ['tp-ho-chi-minh', 'tp-ho-chi-minh']],
    ['Tỉnh Đắc Lắc, nay là Đắk Lắk, Dak Lak', ['dak-lak', 'dak-lak', 'dak-lak']],
    ['Thừa Thiên - Huế mở trung tâm', ['hue']],
    ['Thừa Thiên–Huế, TT-Huế và TT.Huế', ['hue', 'hue', 'hue']],
    ['BR-VT, BR–VT rà soát hồ sơ', ['ba-ria-vung-tau', 'ba-ria-vung-tau']],
    ['SỞ NỘI VỤ THÀNH PHỐ CẦN THƠ', ['can-tho']],
    ['Khánh Hoà và Thanh Hoá', ['khanh-hoa', 'thanh-hoa']],
    ['Cần Tho\u031b', ['can-tho']],
    ['P.Hải Châu, TP.Đà Nẵng', ['da-nang', 'da-nang']],
    ['Ea H’leo và Cư M’gar', ['dak-lak', 'dak-lak']],
    ['ở ‘Hà Nội’ và “Huế”', ['ha-noi', 'hue']],
    ['đường phố Hà Nội sáng nay', ['ha-noi']],
    ['công chức cấp xã Tây Ninh', ['tay-ninh']],
    ['công chức xã Tây Ninh', []],
    ['Ứng dụng iHanoi, Hue-S và C-ThaiNguyen nhận phản ánh', ['ha-noi', 'hue', 'thai-nguyen']],
  ])('finds the places of "%s"', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  it.each([
    ['giữ gìn hòa bình trong khu vực'],
    ['hai bờ Thái Bình Dương'],
    ['ông Trương Hòa Bình kết luận'],
    ['bà Nguyễn Thị Hà Giang trình bày, chị Huế ghi'],
    ['vùng Đồng Tháp Mười mùa nước'],
    ['đường Điện Biên Phủ, đường Nghệ An, phố Huế, phố Hai Bà Trưng'],
    ['CLB Nam Định tiếp Hà Nội FC'],
    ['tư tưởng Hồ Chí Minh'],
    ['khu vực AnGiang123'],
    ['ngày 5, khoản 3, phường 7'],
  ])('finds no place in "%s"', (text) => {
    expect(ids(text)).toEqual([]);
  });

  it.each([
    ['Bà Rịa - Vũng Tàu', ['name ba-ria-vung-tau']],
    ['Vũng Tàu', ['town ba-ria-vung-tau']],
    ['Đại học Thái Nguyên', ['bearer thai-nguyen']],
    ['Báo Cần Thơ đưa tin', ['bearer can-tho']],
    ['thông báo Cần Thơ nhận được', ['name can-tho']],
    ['quê ở Nghệ An', ['bearer nghe-an']],
    ['Bệnh viện Đa khoa tỉnh Nghệ An', ['name nghe-an']],
  ])('tells in what way "%s" names a place', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it.each([
    ['huyện Châu Thành', []],
    ['huyện Châu Thành, tỉnh Kiên Giang', ['kien-giang']],
    ['quận Tân Phú khác huyện Tân Phú, còn Tân Phú thì không rõ', ['tp-ho-chi-minh', 'dong-nai']],
    ['thị xã Sơn Tây khác huyện Sơn Tây', ['ha-noi', 'quang-ngai']],
    ['Q.1, quận 12 và TP. Thủ Đức', ['tp-ho-chi-minh', 'tp-ho-chi-minh', 'tp-ho-chi-minh']],
    ['huyện Quảng Ninh', ['quang-binh']],
    ['phường Bắc Giang', ['bac-ninh']],
    ['xã Hà Nội, xã Bình An, thôn Thái Bình', []],
    ['huyện Hòa An, người Hòa An', ['cao-bang']],
  ])('knows by its kind which of the same name "%s" means', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  it('tells what stands in front of a name: a body that acts, a place of meeting', () => {
    const [acting] = findPlaces('UBND tỉnh Phú Thọ ban hành');
    const [venue] = findPlaces('Sáng 5/9, tại Hà Nội, hội nghị');
    const [plain] = findPlaces('Người dân tại Hà Nội');
    expect([acting?.acting, venue?.venue, plain?.venue]).toEqual([true, true, false]);
  });

  it('gives the place in the text itself, whatever surrounds it', () => {
    const around = fc.stringMatching(/^[a-zđơưê ,.:\n]{0,30}$/);
    fc.assert(
      fc.property(around, around, (before, after) => {
        const text = `${before.trimStart()} Lâm Đồng ${after.trimEnd()}`.replace(/ +/g, ' ').trim();
        const hit = findPlaces(text).find(({ place }) => place === 'lam-dong');
        fc.pre(!/(?:^|[ .,:\n])[a-zđơưê]{1,3} ?$/.test(before)); // short forms of kinds: `q.`, `tp`
        if (hit === undefined) throw new Error(`no place in "${text}"`);
        expect(text.replace(/ *\n */g, '\n').slice(hit.index, hit.index + hit.name.length)).toBe('Lâm Đồng');
      }),
    );
  });
});

describe('namesPlace', () => {
  it('tells a name from a town', () => {
    expect(namesPlace('Biên Hòa mở điểm tiếp dân', 'dong-nai', '2026-11-23')).toBe(false);
    expect(namesPlace('Đồng Nai mở điểm tiếp dân', 'dong-nai', '2026-11-23')).toBe(true);
  });

  it('takes the name of a province that was merged for the one it is part of today', () => {
    expect(namesPlace('Long An: Một cửa về xã', 'tay-ninh', '2026-11-23')).toBe(true);
    expect(namesPlace('Long An: Một cửa về xã', 'tay-ninh', '2024-09-05')).toBe(false);
  });

  it('is content with a school or hospital of that name: the prefix would say it twice', () => {
    expect(namesPlace('Đại học Thái Nguyên bỏ giấy tờ', 'thai-nguyen', '2026-11-23')).toBe(true);
  });
});
