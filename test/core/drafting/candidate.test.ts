import { describe, expect, it } from 'vitest';
import { candidateOf, candidateOfClipping } from '../../../lambdas/core/drafting/candidate.ts';
import { composeClipping } from '../../../lambdas/core/drafting/compose-clipping.ts';
import { candidateSchema } from '../../../lambdas/core/drafting/draft.ts';
import { glance } from '../../../lambdas/core/drafting/glance.ts';
import { partedReasons } from '../../../lambdas/core/drafting/merge-reasons.ts';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { article, ISSUE_KEY, judged, SOURCES } from './samples.ts';

const clippingOf = (story = judged('a')) =>
  composeClipping(story, { sources: SOURCES, section: 'chu-truong', issueKey: ISSUE_KEY });

describe('a candidate', () => {
  it('tells when the paper published it and how it begins', () => {
    expect(candidateOf(judged('a'), 'newcomer', SOURCES)).toMatchObject({
      publishedAt: '2024-09-04T15:00:00+07:00',
      firstSeenAt: '2024-09-04T15:10:00+07:00',
      lead: 'Quầy lưu động giúp bà con vùng xa bớt một lần đi lại.',
    });
    const bare = article('a', { lead: null, blocks: [], published: { instant: null, evidence: 'none' } });
    const candidate = candidateOf(judged('a', {}, [bare]), 'undated', SOURCES);
    expect(candidate.publishedAt).toBeNull();
    expect(candidate.lead).toBeUndefined();
  });

  it('keeps both when it was a clipping that was dropped', () => {
    expect(candidateOfClipping(clippingOf(), ISSUE_KEY)).toMatchObject({
      publishedAt: '2024-09-04T15:00:00+07:00',
      lead: 'Quầy lưu động giúp bà con vùng xa bớt một lần đi lại.',
    });
  });

  it('of an older draft has neither and is read all the same', () => {
    const { publishedAt, lead, sortedAs, leadReasons, ...old } = candidateOf(judged('a'), 'newcomer', SOURCES);
    expect([sortedAs, leadReasons]).toEqual(['chu-truong', []]);
    expect(candidateSchema.parse(old)).toEqual(old);
    expect(publishedAt).toBeTruthy();
    expect(lead).toBeTruthy();
  });

  it('has a beginning of two hundred characters at most, cut between words', () => {
    const text = `${'Một cửa liên thông, '.repeat(20)}hết.`;
    const lead = candidateOf(judged('a', {}, [article('a', { lead: text })]), 'newcomer', SOURCES).lead ?? '';
    expect(lead.length).toBeLessThanOrEqual(200);
    expect(lead.length).toBeGreaterThan(180);
    expect(text.startsWith(lead.slice(0, -1))).toBe(true);
    expect(lead).toMatch(/\p{L}…$/u);
    expect(glance('a'.repeat(500))).toHaveLength(200);
    expect(glance('  ngắn \n gọn ')).toBe('ngắn gọn');
  });
});

describe('the reasons of a merged story', () => {
  const papers = ['sen', 'tre', 'lua'].map((sourceId, index) =>
    article(`m${index}`, {
      sourceId,
      url: `https://${sourceId}.example.vn/m${index}.html`,
      blocks: [paragraph('Một đoạn.')],
    }),
  );
  const story = judged('m0', {}, papers);
  story.story.evidence.splice(0, 2, 'cùng số liệu 38', 'cùng nhắc Hoàng Minh Khuê');

  it('name each paper that was joined, once', () => {
    const { chosen, merged } = partedReasons(clippingOf(story).reasons);
    expect(chosen).toEqual(['“một cửa”']);
    expect(merged).toEqual([
      'gộp bài của Tre.example.vn: cùng số liệu 38',
      'gộp bài của Lua.example.vn: cùng nhắc Hoàng Minh Khuê',
    ]);
  });

  it('give the first paper what joined it to the one that leads', () => {
    const led = { ...story, story: { ...story.story, lead: 'm1' } };
    expect(partedReasons(clippingOf(led).reasons).merged).toEqual([
      'gộp bài của Sen.example.vn: cùng số liệu 38',
      'gộp bài của Lua.example.vn: cùng nhắc Hoàng Minh Khuê',
    ]);
  });
});
