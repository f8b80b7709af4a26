import { describe, expect, it } from 'vitest';
import { type Block, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { monthlyContentOf } from '../../../lambdas/core/monthly/content.ts';
import type { MonthlyDraft } from '../../../lambdas/core/monthly/draft.ts';
import { applyMonthlyEdit, type MonthlyEdit } from '../../../lambdas/core/monthly/edit.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { typedPieces, typedText } from '../../../lambdas/core/monthly/typed-text.ts';
import { contribution } from '../../../lambdas/workflows/monthly/monthly-additions.ts';
import { item, monthlyOf } from './samples.ts';

const ACTOR = { by: 'Thu Hà', at: '2026-11-25T10:00:00+07:00' };
const PICTURE: Block = { kind: 'picture', url: 'https://sen.example.vn/a.jpg', caption: 'Quầy', credit: null };
const KEPT = { id: 'a'.repeat(64), width: 1600, height: 900 };
const blocks = [paragraph('Đoạn một.'), PICTURE, paragraph('Đoạn hai.')];
const draft = monthlyOf([item('a', { score: 3 }, { blocks }), item('b'), item('c', { place: 'can-tho' })]);

function done(before: MonthlyDraft, ...edits: MonthlyEdit[]): MonthlyDraft {
  return edits.reduce((present, edit) => {
    const edited = applyMonthlyEdit(present, edit, ACTOR);
    if (edited.kind === 'refused') throw new Error(edited.reason);
    return edited.draft;
  }, before);
}
const refusal = (before: MonthlyDraft, edit: MonthlyEdit) => {
  const edited = applyMonthlyEdit(before, edit, ACTOR);
  return edited.kind === 'refused' ? edited.reason : null;
};
const printed = (of: MonthlyDraft) =>
  monthlyContentOf(of, { setting: seedMonthly(), editorName: 'Lê Thu' }).sections.flatMap(({ articles }) => articles);
const on = (articleId: string) => ({ articleId });

describe('applyMonthlyEdit', () => {
  it('moves between sections and tells who did it', () => {
    const moved = done(draft, { kind: 'move', ...on('c'), section: 'trung-uong', position: 0 });
    expect(moved.articles.map(({ id, section }) => [id, section])).toEqual([
      ['c', 'trung-uong'],
      ['a', 'trung-uong'],
      ['b', 'trung-uong'],
    ]);
    expect(moved.log.at(-1)).toMatchObject(ACTOR);
  });

  it('strikes paragraphs out and prints them again, word for word', () => {
    const struck = done(draft, { kind: 'strike', ...on('a'), pieces: [0] });
    expect(printed(struck)[0]?.body).toEqual([paragraph('Đoạn hai.')]);
    expect(done(struck, { kind: 'strike', ...on('a'), pieces: [] }).articles).toEqual(draft.articles);
    expect(refusal(draft, { kind: 'strike', ...on('a'), pieces: [1] })).toBe('no-such-piece');
    const bare = done(draft, { kind: 'sapo', ...on('a'), sapo: null });
    expect(refusal(bare, { kind: 'strike', ...on('a'), pieces: [0, 2] })).toBe('nothing-left');
  });

  it('prints a picture once it was taken, with its caption, and forgets nothing when it is dropped', () => {
    const taken = done(
      draft,
      { kind: 'take-picture', ...on('a'), piece: 1, picture: KEPT },
      { kind: 'caption', ...on('a'), piece: 1, caption: 'Quầy lưu động', credit: 'Thu Ngân' },
    );
    expect(printed(draft)[0]?.body).toHaveLength(2);
    expect(printed(taken)[0]?.body[1]).toEqual({
      kind: 'picture',
      picture: KEPT,
      caption: 'Quầy lưu động',
      credit: 'Thu Ngân',
    });
    const dropped = done(taken, { kind: 'drop-picture', ...on('a'), piece: 1 });
    expect(printed(dropped)[0]?.body).toHaveLength(2);
    expect(dropped.articles[0]?.pieces[1]).toMatchObject({ picture: KEPT, caption: 'Quầy lưu động' });
    expect(refusal(draft, { kind: 'take-picture', ...on('a'), piece: 0, picture: KEPT })).toBe('no-such-piece');
  });

  it('takes an article out with its edits and brings it back as it was', () => {
    const named = done(draft, { kind: 'title', ...on('a'), title: 'Tên mới' }, { kind: 'drop', ...on('a') });
    expect(named.leftOut[0]).toMatchObject({ id: 'a', why: 'dropped', title: 'Tên mới' });
    const [left] = named.leftOut;
    const back = done(named, { kind: 'add', article: left!.article! });
    expect(back.articles.at(-1)?.title).toBe('Tên mới');
    expect(back.leftOut).toEqual([]);
    expect(refusal(back, { kind: 'add', article: left!.article! })).toBe('already-there');
  });

  it("never rewrites a paper's own words, nor prints what it forbids", () => {
    expect(refusal(draft, { kind: 'write', ...on('a'), text: 'Khác' })).toBe('not-own-text');
    const forbidden = { ...draft.articles[0]!, id: 'x', printing: 'title' as const };
    expect(refusal(draft, { kind: 'add', article: forbidden })).toBe('printing-forbids');
    const excerpt = { ...draft, articles: [{ ...draft.articles[0]!, printing: 'excerpt' as const }] };
    const wish: MonthlyEdit = { kind: 'take-picture', ...on('a'), piece: 1, picture: KEPT };
    expect(refusal(excerpt, wish)).toBe('printing-forbids');
  });

  it('changes nothing of an approved draft', () => {
    const sealed = { ...draft, sealed: { by: 'e', name: 'E', at: ACTOR.at, fingerprint: 'f' } };
    expect(refusal(sealed, { kind: 'name-editor', name: 'X' })).toBe('already-approved');
  });

  it('holds a signed contribution with its footnote, and its text may be written anew', () => {
    const text = '1. Khái quát chung\n\nMột đoạn mở đầu.\n\n- Ý một\n- Ý hai\n\n# Kết quả\n\nHết./.';
    const typed = { title: 'Bài viết', author: 'LÊ VĂN MẪU', affiliation: 'Giám đốc Sở', sapo: null, text };
    const own = contribution({ ...typed, section: 'dia-phuong' }, ACTOR.at);
    const added = done(draft, { kind: 'add', article: own });
    const last = printed(added).at(-1);
    expect(last).toMatchObject({ byline: 'LÊ VĂN MẪU', affiliation: 'Giám đốc Sở', site: null, url: null });
    expect(last?.body.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'list', 'heading', 'paragraph']);
    expect(typedPieces(typedText(own.pieces))).toEqual(own.pieces);
    const rewritten = done(added, { kind: 'write', ...on(own.id), text: 'Chỉ một đoạn.' });
    expect(printed(rewritten).at(-1)?.body).toEqual([paragraph('Chỉ một đoạn.')]);
  });
});

describe('monthlyContentOf', () => {
  it('leaves out an empty section, ends an excerpt with dots and equals its own JSON', () => {
    const central = {
      ...draft,
      articles: draft.articles.filter(({ id }) => id === 'a').map((each) => ({ ...each, cut: true })),
    };
    const content = monthlyContentOf(central, { setting: seedMonthly(), editorName: 'Lê Thu' });
    expect(content.sections.map(({ id }) => id)).toEqual(['trung-uong']);
    expect(JSON.stringify(content.sections[0]?.articles[0]?.body.at(-1))).toContain('...');
    expect(JSON.parse(JSON.stringify(content))).toEqual(content);
    expect(content.editorName).toBe('Lê Thu');
  });
});
