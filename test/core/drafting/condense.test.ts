import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningOf, condense } from '../../../lambdas/core/drafting/condense.ts';
import { useOf } from '../../../lambdas/core/drafting/sentence-use.ts';
import { type Block, blockTexts, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { sentences } from '../../../lambdas/core/vietnamese/sentences.ts';

const heading = (text: string): Block => ({ kind: 'heading', runs: [{ text }] });
const lengthOf = (blocks: readonly Block[]): number => blockTexts(blocks).join('').length;
const long = (count: number): Block[] =>
  Array.from({ length: count }, (_, index) =>
    paragraph(
      `Đoạn ${index} mở đầu bằng một câu vừa phải về nếp làm việc. Câu thứ hai của đoạn ${index} kể thêm cách làm ở cơ sở.`,
    ),
  );

const LEAD = 'Xã Bản Mây mở quầy trả kết quả lưu động cho bà con ở xa.';
const DECISION = 'Chủ tịch xã ký Quyết định 128/QĐ-UBND giao ba cán bộ trực quầy mỗi tuần.';
const FIGURES = 'Sau một tháng, quầy đã trả 1.240 hồ sơ, đúng hẹn 98,5%.';
const PLAIN = 'Quầy đặt ở sân nhà văn hóa, có mái che và ghế ngồi chờ cho người già.';
const BACKGROUND = 'Trước đó, bà con phải đi nửa ngày đường mới đến được trụ sở cũ ở bên kia sông.';
const QUOTE =
  'Bà Lò Thị Mơ chia sẻ: “Tôi chỉ đi bộ mười phút là tới. Giấy tờ thiếu thì có cháu hướng dẫn ngay tại chỗ.”';
const report = [LEAD, BACKGROUND, QUOTE, PLAIN, DECISION, FIGURES].map(paragraph);

describe('what a sentence is for', () => {
  it.each([
    [DECISION, 'decision'],
    ['Trước đó, tỉnh có Nghị quyết 15-NQ/TU về việc này.', 'decision'],
    ['Bộ trưởng yêu cầu các đơn vị rà soát xong trong tháng.', 'decision'],
    ['Cách làm này đáp ứng yêu cầu công việc.', 'plain'],
    ['Việc này được lãnh đạo xã quan tâm chỉ đạo sát sao.', 'plain'],
    ['Chủ tịch xã chỉ đạo cán bộ trực cả ngày nghỉ.', 'decision'],
    ['Bà con đăng ký qua điện thoại rồi xem chương trình ở nhà.', 'plain'],
    [FIGURES, 'figures'],
    ['Cuộc họp diễn ra sáng 05/9 tại hội trường lớn.', 'plain'],
    [BACKGROUND, 'aside'],
    [QUOTE, 'aside'],
    ['Phường làm theo cơ chế “một cửa” từ đầu năm.', 'plain'],
  ])('%s', (sentence, use) => {
    expect(useOf(sentence)).toBe(use);
  });
});

describe('condense', () => {
  const kept = (limit: number) => blockTexts(condense(report, limit).body);

  it('drops quotes and background first, then what tells neither decision nor figure, the figures after it', () => {
    const length = lengthOf(report);
    expect(kept(length - 60)).toEqual([LEAD, BACKGROUND, PLAIN, DECISION, FIGURES]);
    expect(kept(length - 150)).toEqual([LEAD, PLAIN, DECISION, FIGURES]);
    expect(kept(220)).toEqual([LEAD, DECISION, FIGURES]);
    expect(kept(150)).toEqual([LEAD, DECISION]);
    expect(kept(10)).toEqual([LEAD]);
  });

  it('says that the end was cut where it was, and only there', () => {
    expect(condense(report, lengthOf(report) - 60).cut).toBe(false);
    expect(condense(report, 150).cut).toBe(true);
    expect(condense([...report, paragraph(QUOTE)], 350).cut).toBe(true);
    expect(condense(report, 10_000)).toEqual({ body: report, cut: false });
  });

  it('never parts a quote, and drops a sentence with the one it leans on', () => {
    const body = [LEAD, `Bà Mơ kể: “${PLAIN} Ai cũng vui.” Bà là người già nhất bản. ${FIGURES}`].map(paragraph);
    for (let limit = 20; limit < lengthOf(body); limit += 7) {
      const text = blockTexts(condense(body, limit).body).join(' ');
      expect((text.match(/“/g) ?? []).length, text).toBe((text.match(/”/g) ?? []).length);
      if (text.includes('Bà là người')) expect(text).toContain('Bà Mơ kể');
    }
  });

  it('drops what leans on the paragraph before together with it', () => {
    const leaning = `Theo đó, ${DECISION.charAt(0).toLowerCase()}${DECISION.slice(1)}`;
    const body = [LEAD, BACKGROUND, leaning, PLAIN, `Ông Vàng A Páo ${PLAIN}`].map(paragraph);
    for (let limit = 20; limit < lengthOf(body); limit += 7) {
      const texts = blockTexts(condense(body, limit).body);
      if (texts.includes(leaning)) expect(texts).toContain(BACKGROUND);
    }
    expect(blockTexts(condense(body, 230).body)).toEqual([LEAD, BACKGROUND, leaning]);
  });

  it('keeps what announces a list with what is left of the list, and neither alone', () => {
    const points = ['1. Bỏ bản sao chứng thực.', '2. Trả kết quả trong ngày.', `3. ${QUOTE}`];
    const body = [LEAD, PLAIN, 'Từ tháng này quầy làm ba việc:', ...points, PLAIN].map(paragraph);
    const list: Block = {
      kind: 'list',
      ordered: false,
      items: [[{ text: 'Một việc nhỏ.' }], [{ text: 'Hai việc nhỏ.' }]],
    };
    for (let limit = 20; limit < lengthOf(body); limit += 9) {
      const texts = blockTexts(condense(body, limit).body);
      expect(
        texts.some((text) => /^\d\. /.test(text)),
        texts.join('|'),
      ).toBe(texts.includes('Từ tháng này quầy làm ba việc:'));
      const listed = blockTexts(condense([...body.slice(0, 3), list, paragraph(PLAIN)], limit).body);
      expect(listed.includes('Một việc nhỏ.')).toBe(listed.includes('Từ tháng này quầy làm ba việc:'));
    }
  });

  it('leaves a text alone that is hardly too long', () => {
    const text = long(3);
    expect(condense(text, lengthOf(text) - 5)).toEqual({ body: text, cut: false });
  });

  it('keeps the bold runs of a sentence that stays', () => {
    const bold: Block = {
      kind: 'paragraph',
      runs: [
        { text: 'Câu thường ở đầu đoạn này. ' },
        { text: 'Thời hạn mới', bold: true },
        { text: ` là 3 ngày làm việc. ${BACKGROUND}` },
      ],
    };
    const { body } = condense([paragraph(LEAD), bold, ...long(4)], 110);
    expect(body[1]).toEqual({
      kind: 'paragraph',
      runs: [{ text: 'Thời hạn mới', bold: true }, { text: ' là 3 ngày làm việc.' }],
    });
  });

  it('never ends with a heading nor prints one with nothing under it, and never prints nothing of a text', () => {
    const body = [
      paragraph(LEAD),
      heading('Chuyện cũ'),
      paragraph(BACKGROUND),
      heading('Cách làm mới'),
      paragraph(DECISION),
      heading('Hết'),
    ];
    expect(condense(body, 150).body.map((block) => blockTexts([block])[0])).toEqual([LEAD, 'Cách làm mới', DECISION]);
    expect(condense([paragraph(`Một câu ${'rất '.repeat(300)}dài.`)], 100).body).toHaveLength(1);
  });
});

const sentence = fc
  .tuple(
    fc.constantFrom('Trước đó, ', 'Theo đó, ', 'Ông ', 'UBND ', '- ', '1. ', '“Tôi ', ''),
    fc.array(
      fc.constantFrom('ký', 'quyết định', '12%', 'hồ sơ', 'cho biết', 'một', 'cửa', '”', 'TP.', '05/9', '128/QĐ-UBND'),
      { minLength: 1, maxLength: 12 },
    ),
    fc.constantFrom('.', '...', ':', '!', '.”'),
  )
  .map(([start, words, end]) => `${start}${words.join(' ')}${end}`);
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  { weight: 6, arbitrary: fc.array(sentence, { maxLength: 6 }).map((all) => paragraph(all.join(' '))) },
  { weight: 1, arbitrary: sentence.map(heading) },
  {
    weight: 1,
    arbitrary: fc
      .array(sentence, { minLength: 1, maxLength: 3 })
      .map((items): Block => ({ kind: 'list', ordered: false, items: items.map((text) => [{ text }]) })),
  },
  fc.array(fc.string(), { maxLength: 4 }).map((all) => paragraph(all.join(' '))),
);

/** Every printed sentence stands in the article, and in the same order. */
function standsIn(printed: readonly Block[], whole: readonly Block[]): boolean {
  const text = blockTexts(whole).join('\n');
  let at = 0;
  return blockTexts(printed)
    .flatMap(sentences)
    .every((each) => {
      const found = text.indexOf(each, at);
      at = found + each.length;
      return found >= 0;
    });
}

describe.each([
  ['condense', condense],
  ['beginningOf', beginningOf],
])('%s, whatever the text', (_, shorten) => {
  it('changes no word, keeps the order and is never empty', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 12 }), fc.integer({ min: 1, max: 800 }), (blocks, limit) => {
        const { body } = shorten(blocks, limit);
        expect(standsIn(body, blocks)).toBe(true);
        const texts = blockTexts(blocks.filter(({ kind }) => kind !== 'heading')).filter((text) => text.trim() !== '');
        expect(blockTexts(body.filter(({ kind }) => kind !== 'heading')).length > 0).toBe(texts.length > 0);
      }),
      { numRuns: 400 },
    );
  });

  it('would be caught changing a word (control)', () => {
    const changed = (blocks: readonly Block[], limit: number) =>
      shorten(blocks, limit).body.map((block) => paragraph(`${blockTexts([block]).join(' ')} thêm`));
    expect(() =>
      fc.assert(
        fc.property(fc.array(anyBlock, { minLength: 2 }), fc.integer({ min: 1, max: 800 }), (blocks, limit) =>
          standsIn(changed(blocks, limit), blocks),
        ),
      ),
    ).toThrow();
  });
});
