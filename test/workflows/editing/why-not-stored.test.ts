import { describe, expect, it } from 'vitest';
import { manifestIssueOf, withIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { fingerprintOf } from '../../../lambdas/core/issue/freeze.ts';
import { dropReasonSchema } from '../../../lambdas/core/listing/entry.ts';
import { whyNotMessages } from '../../../lambdas/web/desk/why-not-messages.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { DAY } from '../../web/desk/desk-world.ts';
import { ask, entry, HOST, ID, JSON_TYPE, joined, PAGE, reform, SEEN, stored, worldWith } from './why-not-world.ts';

describe('an article that was read', () => {
  it('is a newcomer the draft has not taken yet', async () => {
    const { answer, view } = await ask(await worldWith(stored, reform), PAGE);
    expect(answer).toEqual({ kind: 'newcomer' });
    expect(view).toMatchObject({ offersNewcomers: true, admits: ID });
  });

  it('tells the story of a clipping, which is named', async () => {
    const twin = { ...reform, id: 'baisinhdoi', url: `${HOST}/in-lai.html` };
    const world = await worldWith(stored, reform, (draft) =>
      joined(draft, {
        clippings: draft.clippings.map((each) => (each.id === 'tin3' ? { ...each, articleId: twin.id } : each)),
      }),
    );
    await world.ports.newsroom.put(articleKey(twin.id, SEEN), JSON.stringify(twin), JSON_TYPE, { kind: 'any' });
    const { answer, view } = await ask(world, PAGE);
    expect(answer).toMatchObject({ kind: 'told-by', place: { kind: 'clipping', number: 3 } });
    expect(view.key).toBe('told-by-clipping');
  });

  it('tells the story of one that waits, which is named', async () => {
    const twin = { ...reform, id: 'baisinhdoi', url: `${HOST}/in-lai.html` };
    const world = await worldWith(stored, reform, (draft) =>
      joined(draft, { leftOut: draft.leftOut.map((each) => ({ ...each, articleId: twin.id, members: [twin.id] })) }),
    );
    await world.ports.newsroom.put(articleKey(twin.id, SEEN), JSON.stringify(twin), JSON_TYPE, { kind: 'any' });
    expect((await ask(world, PAGE)).view).toMatchObject({ key: 'told-by-waiting', candidate: 'baingoai' });
  });

  it('is hardly reform by the rules as they are now, with the score and its reasons', async () => {
    const other = {
      ...reform,
      title: 'Đội tuyển thắng trận mở màn',
      lead: null,
      blocks: [paragraph('Trận đấu diễn ra tối qua.')],
    };
    const { answer, view } = await ask(await worldWith(stored, other), PAGE);
    expect(answer.kind).toBe('not-reform');
    expect(view.text).toMatch(/^Được -?[\d.,]+ điểm/);
  });

  it.each([
    ['too-old', '2026-11-02T08:00:00+07:00', '2026-11-02T08:10:00+07:00'],
    ['not-yet', '2026-11-25T08:00:00+07:00', SEEN],
  ])('lies outside the window: %s', async (kind, instant, firstSeenAt) => {
    const article = { ...reform, published: { instant, evidence: 'meta' }, firstSeenAt };
    const world = await worldWith(null, article);
    await world.ports.entries.add({ ...entry(stored), firstSeenAt });
    expect((await ask(world, PAGE)).answer.kind).toBe(kind);
  });

  it('is gone from the store', async () => {
    expect((await ask(await worldWith(stored), PAGE)).answer).toEqual({ kind: 'gone' });
  });
});

describe('an article of an earlier issue', () => {
  it('is named with the issue that printed it', async () => {
    const world = await worldWith(stored, reform);
    const sample = sampleSnapshot();
    const [section, ...sections] = sample.content.sections;
    if (section === undefined) throw new Error('the sample has no section');
    const [first, ...clippings] = section.clippings;
    if (first === undefined) throw new Error('the sample has no clipping');
    const printed = { ...section, clippings: [{ ...first, url: PAGE }, ...clippings] };
    const content = { ...sample.content, issueKey: '2026-11-20', sections: [printed, ...sections] };
    const snapshot = { ...sample, content, fingerprint: fingerprintOf(content) };
    const manifest = withIssue({ version: 1, issues: [] }, manifestIssueOf(snapshot, SEEN));
    const put = (key: string, value: object) =>
      world.ports.archive.put(key, JSON.stringify(value), JSON_TYPE, { kind: 'any' });
    await put(`snapshots/${snapshot.fingerprint}.json`, snapshot);
    await put('manifest.json', manifest);

    const { answer, view } = await ask(world, PAGE);
    expect(answer).toEqual({ kind: 'printed', issueKey: '2026-11-20', title: first.title });
    expect(view).toMatchObject({ title: 'Bài này đã đăng ở số ngày 20/11/2026', admits: '' });
  });
});

describe('asking', () => {
  it('has words for every answer, and no words nobody hears', async () => {
    const keys = [
      'no-address',
      'clipping',
      'clipping-other',
      'tray',
      'undated',
      'left-out',
      'waiting-other',
      'printed',
    ];
    const unlisted = [
      'unknown-source',
      'never-visited',
      'never-seen',
      'pending',
      'gone',
      'not-reform',
      'too-old',
      'not-yet',
    ];
    const health = ['failing', 'refused', 'silent'].map((kind) => `never-seen-${kind}`);
    const dropped = dropReasonSchema.options.map((reason) => `dropped-${reason}`);
    const told = ['told-by-clipping', 'told-by-waiting', 'newcomer'];
    expect(Object.keys(whyNotMessages().answers).sort()).toEqual(
      [...keys, ...unlisted, ...health, ...dropped, ...told].sort(),
    );
  });

  it('changes nothing', async () => {
    const world = await worldWith(stored, reform);
    const before = JSON.stringify([...world.ports.newsroom.objects]);
    await ask(world, PAGE);
    expect(JSON.stringify([...world.ports.newsroom.objects])).toBe(before);
    expect((await world.draft()).value.issueKey).toBe(DAY);
  });
});
