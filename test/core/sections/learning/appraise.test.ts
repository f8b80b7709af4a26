import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../../lambdas/core/sections/classify.ts';
import { type Appraisal, appraise, ENOUGH } from '../../../../lambdas/core/sections/learning/appraise.ts';
import { judge } from '../../../../lambdas/core/sections/learning/judge.ts';
import { MODEL_BYTES, type Model, modelSchema } from '../../../../lambdas/core/sections/learning/model.ts';
import { lessonsOf, train } from '../../../../lambdas/core/sections/learning/train.ts';
import { seedLexicon } from '../../../../lambdas/core/sections/lexicon.ts';
import {
  careless,
  decided,
  decisionsBy,
  dislikesBuses,
  type Editor,
  numbersFrom,
  reportAbout,
  TOPICS,
  type Topic,
} from './decided.ts';

const LEXICON = seedLexicon();

const appraised = (editor: Editor, count = ENOUGH, seed = 1) =>
  appraise(lessonsOf(decisionsBy(editor, count, seed), LEXICON), LEXICON);

function modelIn(found: Appraisal): Model {
  if (found.kind !== 'in-use') throw new Error(`no model: ${JSON.stringify(found)}`);
  return found.model;
}

describe('the second opinion', () => {
  const ofDecided = appraised(decided);
  const ofBuses = modelIn(appraised(dislikesBuses));

  it('beats the rules on later decisions where editors put a kind of news elsewhere', () => {
    expect(ofDecided.kind).toBe('in-use');
    if (ofDecided.kind !== 'in-use') return;
    const { figures, model } = ofDecided;

    expect(figures.printed).toBeGreaterThan(150);
    expect(figures.togetherRight).toBeGreaterThan(figures.rulesRight);
    expect(figures.togetherRight / figures.printed).toBeGreaterThan(0.95);
    expect(model.uses.sections).toBe(true);
  });

  it('moves a report it never saw, and says so in Vietnamese first of all', () => {
    const model = modelIn(ofDecided);
    const report = reportAbout('ky-thi', numbersFrom(99));
    const [rules, together] = [classify(report, LEXICON), judge(report, { lexicon: LEXICON, model })];

    expect(rules.section).not.toBe('quan-ly');
    expect(together.section).toBe('quan-ly');
    expect(together.reasons[0]).toMatch(/^biên tập viên thường xếp vào mục Quản lý hành chính: “/);
    expect(together.reasons.slice(1)).toEqual(rules.reasons);
  });

  it('lets what editors usually drop give way, and leaves it reform news', () => {
    const report = reportAbout('xe-buyt', numbersFrom(99));
    const [rules, together] = [classify(report, LEXICON), judge(report, { lexicon: LEXICON, model: ofBuses })];

    expect(ofBuses.uses.wanted).toBe(true);
    expect(together.reasons[0]).toMatch(/^biên tập viên thường bỏ tin như thế này/);
    expect(together.score).toBeLessThan(rules.score);
    expect(together.reform).toBe(true);
  });

  // Negative control of the two above: nothing can be learned from dice, so nothing may be kept.
  it.each([1, 2])('is thrown away, with its figures, where editors decide by dice (%i)', (seed) => {
    const found = appraised(careless, ENOUGH, seed);

    expect(found.kind).toBe('thrown-away');
    expect(found.kind === 'thrown-away' && found.figures.printed).toBeGreaterThan(150);
  });

  it('waits for five hundred decisions by a person', () => {
    expect(appraised(decided, ENOUGH - 1)).toEqual({ kind: 'too-few', decisions: ENOUGH - 1 });
  });

  it('is the same to the byte whatever order the decisions come in', () => {
    const decisions = decisionsBy(decided, 120);
    const model = train(lessonsOf(decisions, LEXICON), LEXICON);

    expect(JSON.stringify(train(lessonsOf(decisions.toReversed(), LEXICON), LEXICON))).toBe(JSON.stringify(model));
    expect(modelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
  });

  it('is never larger than its limit, however long the words', () => {
    const long = decisionsBy(decided, 40).map(({ issueKey, decision }, index) => {
      const words = Array.from({ length: 60 }, (_, number) => `nghiêng${'ườ'.repeat(40)}x${(index + number) % 50}`);
      return { issueKey, decision: { ...decision, report: { ...decision.report, text: words.join(' ') } } };
    });
    const bytes = new TextEncoder().encode(JSON.stringify(train(lessonsOf(long, LEXICON), LEXICON))).length;

    expect(bytes).toBeGreaterThan(MODEL_BYTES / 2);
    expect(bytes).toBeLessThanOrEqual(MODEL_BYTES);
  });

  it('never says what is reform news, never names another place, and drops no reason of the rules', () => {
    const models = [modelIn(ofDecided), ofBuses];
    const topics = Object.keys(TOPICS).filter((topic): topic is Topic => topic in TOPICS);
    const text = fc.oneof(fc.string(), fc.constantFrom('Cải cách thủ tục hành chính', 'kỳ sát hạch', 'bến đò'));
    fc.assert(
      fc.property(
        fc.constantFrom(...topics),
        fc.nat(),
        text,
        fc.constantFrom(...models),
        (topic, seed, title, model) => {
          const report = { ...reportAbout(topic, numbersFrom(seed)), title };
          const [rules, together] = [classify(report, LEXICON), judge(report, { lexicon: LEXICON, model })];

          expect(together).toMatchObject({ reform: rules.reform, place: rules.place });
          expect(together.reasons.slice(together.reasons.length - rules.reasons.length)).toEqual(rules.reasons);
          if (together.section !== rules.section || together.score !== rules.score) {
            expect(together.reasons.length).toBeGreaterThan(rules.reasons.length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is not asked beside another lexicon than the one it was trained beside', () => {
    const report = reportAbout('ky-thi', numbersFrom(99));
    const lexicon = { ...LEXICON, reform: { ...LEXICON.reform, 'giấy hẹn': 0.1 } };

    expect(judge(report, { lexicon, model: modelIn(ofDecided) })).toEqual(classify(report, lexicon));
  });
});
