import { at, type Day } from '../core/calendar/instant.ts';

/** The reader whose copy is written out as `email.html`, `email.txt` and `email.eml`. */
export const SAMPLE_READER = 'nguyen.an@docgia.example';

/** Given names of the sample readers; invented addresses under a reserved domain, nothing can reach a person. */
const READERS = [
  'nguyen.an', 'tran.binh', 'le.chi', 'pham.dung', 'hoang.giang', 'vu.ha', 'dang.hanh', 'bui.hieu', 'do.hoa',
  'ngo.hung', 'duong.khanh', 'ly.lan', 'dinh.linh', 'mai.loan', 'cao.minh', 'ta.nam', 'ha.nga', 'luu.nhung',
  'trinh.phuc', 'phan.quang', 'vo.son', 'truong.thao', 'dao.thuy', 'lam.tuan',
]; // biome-ignore format: a table of names

/** The local mail service bounces this one: the address does not exist. */
const BOUNCING_READER = 'bounce@docgia.example';

/** The house's own address, to which every issue goes too; it is no reader and counted with none. */
export const SAMPLE_CANARY = 'kiemtra@docgia.example';

/** The sample canary as the event the `subscriptions` function takes from an operator. */
export function sampleCanary() {
  return { kind: 'canary' as const, address: SAMPLE_CANARY };
}

/** The 25 sample subscribers as the event the `subscriptions` function takes from an operator. */
export function sampleSubscription(day: Day) {
  return {
    kind: 'import' as const,
    consent: { at: at(day, '00:00'), basis: 'bạn đọc mẫu của chế độ chạy thử' },
    editions: ['daily' as const, 'monthly' as const],
    addresses: [...READERS.map((name) => `${name}@docgia.example`), BOUNCING_READER],
  };
}
