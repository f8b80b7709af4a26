import { type Block, paragraph, type Run } from '../../lambdas/core/extraction/article.ts';
import { freeze } from '../../lambdas/core/issue/freeze.ts';
import { seedMasthead } from '../../lambdas/core/issue/masthead.ts';
import type { DailyContent, DailySnapshot, FrozenClipping } from '../../lambdas/core/issue/snapshot.ts';
import { SAMPLE_CLIPPINGS } from './sample-clippings.ts';

/** Where the sample archive is seen. */
export const SAMPLE_ADDRESS = { publicAddress: 'https://diembao.example.vn' };

/** Who approved the sample issue. */
export const SAMPLE_APPROVAL = { by: 'bientap@example.vn', name: 'Thu Hằng', at: '2026-11-23T07:28:00+07:00' };

const TITLES = {
  'chu-truong': 'CHỦ TRƯƠNG CẢI CÁCH',
  'dia-phuong': 'CẢI CÁCH ĐỊA PHƯƠNG',
  'quan-ly': 'QUẢN LÝ HÀNH CHÍNH',
  'phan-tich': 'PHÂN TÍCH – BÌNH LUẬN',
} as const;

/** An issue of ten invented clippings in four sections: every kind of block, a cut end, a title-only paper, other papers. */
export function sampleContent(): DailyContent {
  let number = 0;
  const ids = ['chu-truong', 'dia-phuong', 'quan-ly', 'phan-tich'] as const;
  return {
    edition: 'daily',
    issueKey: '2026-11-23',
    masthead: seedMasthead(),
    sections: ids.map((id) => ({
      id,
      title: TITLES[id],
      // A copy: many a test changes what it was given, and the files of a run share these modules.
      clippings: structuredClone(SAMPLE_CLIPPINGS)
        .filter((sample) => sample.section === id)
        .map((sample): FrozenClipping => {
          number += 1;
          const { section: _section, ...clipping } = sample;
          return { ...clipping, id: `tin${number}`, number };
        }),
    })),
    editorName: 'Thu Hằng',
    window: { from: '2026-11-20T07:10:00+07:00', to: '2026-11-23T07:15:00+07:00' },
    gathered: {
      sources: 12,
      read: 10,
      missing: [
        { sourceId: 'bien-gioi', name: 'Báo Biên cương', failure: 'unreachable', detail: 'connect ECONNREFUSED' },
        { sourceId: 'dong-bang', name: 'Đồng bằng Online', failure: 'silent', detail: '' },
      ],
      entries: 1264,
      articles: 87,
      stories: 41,
    },
  };
}

/** The sample issue, frozen. */
export function sampleSnapshot(content: DailyContent = sampleContent(), revision = 1): DailySnapshot {
  return freeze(content, SAMPLE_APPROVAL, revision);
}

/** The sample issue with `count` clippings of about `characters` characters in paragraphs of some 400. */
export function giantContent(
  count: number,
  characters: number,
  title = 'Cắt giảm thủ tục, rút ngắn thời gian',
): DailyContent {
  const sample = sampleContent();
  const sentence = 'Người dân nộp hồ sơ qua mạng & nhận kết quả “tại nhà”, không phải đi lại nhiều lần. ';
  const body: Block[] = Array.from({ length: Math.ceil(characters / 400) }, () => paragraph(sentence.repeat(5).trim()));
  const share = Math.ceil(count / sample.sections.length);
  return {
    ...sample,
    sections: sample.sections.map((section, at) => ({
      ...section,
      clippings: Array.from({ length: Math.min(share, count - at * share) }, (_, index): FrozenClipping => {
        const number = at * share + index + 1;
        const template = SAMPLE_CLIPPINGS[0];
        const { section: _section, ...clipping } = template;
        return { ...clipping, id: `g${number}`, number, title: `${title} (${number})`, body };
      }),
    })),
  };
}

/** The text of runs in one string, as a reader of any output sees it. */
export function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}
