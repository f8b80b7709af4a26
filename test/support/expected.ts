import type { SectionId } from '../../lambdas/core/sections/section.ts';

/** What an editor would do with a story of the sample press; `papers` in the order of their rank. */
export interface ExpectedStory {
  readonly story: string;
  readonly section: SectionId;
  /** Gazetteer id of the province it is about, or null. */
  readonly place: string | null;
  readonly papers: readonly string[];
}

/** Every story of reform in the sample press; what has no row here must be left out of the issue. */
export const EXPECTED_STORIES: readonly ExpectedStory[] = [
  row('cat-giam-thu-tuc', 'chu-truong', null, ['baocongvu', 'nonsong', 'luatvadoi', 'tinsom']),
  row('cong-dich-vu-cong', 'chu-truong', null, ['sohoaviet']),
  row('hoan-thue-tu-dong', 'chu-truong', null, ['tinsom']),
  row('par-index-tieu-chi', 'chu-truong', null, ['nonsong', 'nenhanhchinh', 'baovungmo']),
  row('phan-cap-nghi-dinh', 'chu-truong', null, ['luatvadoi', 'datnuoc']),
  row('vneid-thay-giay-to', 'chu-truong', null, ['baocongvu', 'sohoaviet', 'datnuoc']),
  row('ha-noi-diem-phuc-vu', 'dia-phuong', 'ha-noi', ['baocongvu', 'baokinhky']),
  row('lao-cai-ban-xa', 'dia-phuong', 'lao-cai', ['nonsong']),
  row('quang-ninh-cham-diem', 'dia-phuong', 'quang-ninh', ['nonsong', 'baovungmo']),
  row('bac-ninh-doi-thoai', 'dia-phuong', 'bac-ninh', ['baosongcau']),
  row('bac-ninh-luong-xanh', 'dia-phuong', 'bac-ninh', ['baocongvu', 'baosongcau']),
  row('hung-yen-chung-thuc', 'dia-phuong', 'hung-yen', ['luatvadoi']),
  row('nghe-an-ho-tich', 'dia-phuong', 'nghe-an', ['tinsom']),
  row('quang-tri-hai-co-so', 'dia-phuong', 'quang-tri', ['luatvadoi']),
  row('hue-du-lieu-dat-dai', 'dia-phuong', 'hue', ['sohoaviet']),
  row('da-nang-tro-ly-ao', 'dia-phuong', 'da-nang', ['sohoaviet', 'baosonghan']),
  row('lam-dong-buon-lang', 'dia-phuong', 'lam-dong', ['baocaonguyen']),
  row('tphcm-phi-dia-gioi', 'dia-phuong', 'tp-ho-chi-minh', ['nonsong', 'tinsom', 'baobenthanh']),
  row('tphcm-anh-mot-cua', 'dia-phuong', 'tp-ho-chi-minh', ['baobenthanh']),
  row('dong-thap-dat-dai', 'dia-phuong', 'dong-thap', ['baodatsen']),
  row('can-tho-chuyen-do', 'dia-phuong', 'can-tho', ['datnuoc', 'baosonghau']),
  row('can-tho-dich-vu-cong', 'dia-phuong', 'can-tho', ['baosonghau']),
  row('ca-mau-khong-giay', 'dia-phuong', 'ca-mau', ['datnuoc']),
  row('dong-thap-doi-du', 'quan-ly', 'dong-thap', ['baodatsen']),
  row('ha-noi-luan-chuyen', 'quan-ly', 'ha-noi', ['datnuoc', 'baokinhky']),
  row('kiem-dinh-cong-chuc', 'quan-ly', null, ['luatvadoi']),
  row('kpi-cong-chuc', 'quan-ly', null, ['nenhanhchinh', 'luatvadoi']),
  row('lam-dong-dieu-dong', 'quan-ly', 'lam-dong', ['baocaonguyen']),
  row('tinh-gian-bien-che', 'quan-ly', null, ['baocongvu', 'nenhanhchinh', 'tinsom']),
  row('binh-luan-con-dau', 'phan-tich', null, ['nonsong']),
  row('binh-luan-phan-cap', 'phan-tich', null, ['nenhanhchinh']),
  row('goc-nhin-nu-cuoi', 'phan-tich', null, ['baosonghau']),
  row('phong-van-hai-long', 'phan-tich', null, ['nenhanhchinh']),
];

function row(story: string, section: SectionId, place: string | null, papers: readonly string[]): ExpectedStory {
  return { story, section, place, papers };
}
