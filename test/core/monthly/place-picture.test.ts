import { describe, expect, it } from 'vitest';
import { monthlyContentOf } from '../../../lambdas/core/monthly/content.ts';
import { type MonthlyDraft, monthlyDraftSchema } from '../../../lambdas/core/monthly/draft.ts';
import { applyMonthlyEdit } from '../../../lambdas/core/monthly/edit.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { sampleMonthly } from '../../web/desk/monthly-world.ts';

const AT = { by: 'Thanh Hồng', at: '2026-11-25T07:00:00+07:00' };
const KEPT = { id: 'a'.repeat(64), width: 900, height: 600 };

/** The first article: paragraph, picture (taken), heading, paragraph, list. */
function taken(): MonthlyDraft {
  const edited = applyMonthlyEdit(
    sampleMonthly(),
    { kind: 'take-picture', articleId: 'bai1', piece: 1, picture: KEPT },
    AT,
  );
  if (edited.kind !== 'edited') throw new Error(edited.reason);
  return edited.draft;
}

function placed(draft: MonthlyDraft, before: number, piece = 1) {
  return applyMonthlyEdit(draft, { kind: 'place-picture', articleId: 'bai1', piece, before }, AT);
}

function kinds(draft: MonthlyDraft): string[] {
  const { sections } = monthlyContentOf(draft, { setting: seedMonthly(), editorName: 'Thanh Hồng' });
  return sections[0]?.articles[0]?.body.map(({ kind }) => kind) ?? [];
}

function kindsAt(before: number): string[] {
  const edited = placed(taken(), before);
  return edited.kind === 'edited' ? kinds(edited.draft) : [edited.reason];
}

describe('the place of a picture', () => {
  it('is the paper’s own until somebody puts it elsewhere', () => {
    expect(kinds(taken())).toEqual(['paragraph', 'picture', 'heading', 'paragraph', 'list']);
    expect(kindsAt(1)).toEqual(kinds(taken()));
  });

  it('is at the beginning, before any paragraph, or at the end', () => {
    expect(kindsAt(0)).toEqual(['picture', 'paragraph', 'heading', 'paragraph', 'list']);
    expect(kindsAt(3)).toEqual(['paragraph', 'heading', 'picture', 'paragraph', 'list']);
    expect(kindsAt(99)).toEqual(['paragraph', 'heading', 'paragraph', 'list', 'picture']);
  });

  it('is told in the log, kept when it is stored, and given to pictures only', () => {
    const edited = placed(taken(), 3);
    const draft = edited.kind === 'edited' ? edited.draft : taken();

    expect(draft.log.at(-1)?.did).toMatch(/^Chuyển vị trí ảnh/);
    expect(monthlyDraftSchema.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(placed(taken(), 3, 0)).toEqual({ kind: 'refused', reason: 'no-such-piece' });
  });
});
