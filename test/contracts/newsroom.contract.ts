import { describe, expect, test } from 'vitest';
import { withNumber, withVoid } from '../../lambdas/core/monthly/number-book.ts';
import type { EntryLog, IssueRegister, VisitBook } from '../../lambdas/ports/newsroom.ts';
import { issue, MORNING, seen, visit } from './samples.ts';

/** What every newsroom keeps. */
export function newsroomContract(
  newsroom: () => { visits: VisitBook; entries: EntryLog; issues: IssueRegister },
): void {
  describe('the visit book', () => {
    test('keeps the last visit of each source', async () => {
      const { visits } = newsroom();
      expect(await visits.get('bao-a')).toBeNull();
      await visits.put(visit('bao-a'));
      await visits.put(visit('bao-b', { outcome: { kind: 'failed', failure: 'timeout', detail: 'sau 20 giây' } }));
      const later = visit('bao-a', { failures: 2, lastReadAt: null, validators: {} });
      await visits.put(later);
      expect(await visits.get('bao-a')).toEqual(later);
      expect((await visits.all()).map((one) => one.sourceId).sort()).toEqual(['bao-a', 'bao-b']);
    });
  });

  describe('the marks of visits that were begun', () => {
    test('are advanced turn by turn, and only by one of ten at the same turn', async () => {
      const { visits } = newsroom();
      const mark = { version: 1, sourceId: 'bao-c', at: MORNING, askedAgainAt: null, turn: 1 } as const;
      expect(await visits.begun('bao-c')).toBeNull();
      expect(await visits.advanceBegun(mark)).toBe(true);
      expect(await visits.advanceBegun(mark)).toBe(false);
      const asked = { ...mark, askedAgainAt: MORNING, turn: 2 };
      const advanced = await Promise.all(Array.from({ length: 10 }, () => visits.advanceBegun(asked)));
      expect(advanced.filter(Boolean)).toHaveLength(1);
      expect(await visits.begun('bao-c')).toEqual(asked);
      expect(await visits.allBegun()).toEqual([asked]);
      expect((await visits.all()).map((one) => one.sourceId)).not.toContain('bao-c');
    });
  });

  describe('the entry log', () => {
    test('adds an entry once', async () => {
      const { entries } = newsroom();
      expect(await entries.add(seen('e1'))).toBe(true);
      expect(await entries.add(seen('e1', { title: 'Khác' }))).toBe(false);
      expect(await entries.get('e1')).toEqual(seen('e1'));
      expect(await entries.get('e0')).toBeNull();
    });

    test('adds an entry once when ten try at a time', async () => {
      const { entries } = newsroom();
      const added = await Promise.all(Array.from({ length: 10 }, () => entries.add(seen('raced'))));
      expect(added.filter(Boolean)).toHaveLength(1);
    });

    test('changes the fate of an entry', async () => {
      const { entries } = newsroom();
      await entries.add(seen('e2'));
      const dropped = seen('e2', { fate: { kind: 'dropped', reason: 'too-old', detail: '' } });
      await entries.update(dropped);
      expect(await entries.get('e2')).toEqual(dropped);
    });

    test("finds a source's entries by the day in Viet Nam they were first seen", async () => {
      const { entries } = newsroom();
      const own = { sourceId: 'bao-d' };
      await entries.add(seen('d1', { ...own, firstSeenAt: '2026-11-23T00:10:00+07:00' }));
      await entries.add(seen('d2', { ...own, firstSeenAt: '2026-11-22T23:30:00Z' }));
      await entries.add(seen('d3', { ...own, firstSeenAt: '2026-11-22T23:59:00+07:00' }));
      await entries.add(seen('d4', { sourceId: 'bao-e' }));
      const found = await entries.ofSource('bao-d', '2026-11-23');
      expect(found.map((entry) => entry.articleId).sort()).toEqual(['d1', 'd2']);
      expect(await entries.ofSource('bao-d', '2026-11-21')).toEqual([]);
    });
  });

  describe('the register of issues', () => {
    test('creates one row an issue', async () => {
      const { issues } = newsroom();
      expect(await issues.create(issue('2026-11-20'))).toBe(true);
      expect(await issues.create(issue('2026-11-20', { revision: 2 }))).toBe(false);
      expect(await issues.get('2026-11-20')).toEqual(issue('2026-11-20'));
      expect(await issues.get('2026-11-19')).toBeNull();
    });

    test('advances a row turn by turn, and only one of ten at the same turn', async () => {
      const { issues } = newsroom();
      await issues.create(issue('2026-11-18'));
      expect(await issues.advance(issue('2026-11-18', { turn: 3 }))).toBe(false);
      const racers = Array.from({ length: 10 }, () =>
        issues.advance(issue('2026-11-18', { turn: 2, state: 'approved' })),
      );
      expect((await Promise.all(racers)).filter(Boolean)).toHaveLength(1);
      expect(await issues.get('2026-11-18')).toMatchObject({ turn: 2, state: 'approved' });
    });

    test('does not advance what is not there', async () => {
      expect(await newsroom().issues.advance(issue('2026-01-01', { turn: 1 }))).toBe(false);
      expect(await newsroom().issues.get('2026-01-01')).toBeNull();
    });

    test('lists the newest first', async () => {
      const { issues } = newsroom();
      for (const key of ['2027-02-01', '2027-02-03', '2027-02-02']) await issues.create(issue(key));
      expect((await issues.newest(2)).map((one) => one.issueKey)).toEqual(['2027-02-03', '2027-02-02']);
    });

    test('keeps the editions apart', async () => {
      const { issues } = newsroom();
      await issues.create(issue('2028-03-01'));
      await issues.create(issue('2028-03', { edition: 'monthly', number: 12 }));
      expect(await issues.get('2028-03')).toMatchObject({ edition: 'monthly', number: 12 });
      expect(await issues.get('2028-03-01')).toMatchObject({ edition: 'daily' });
      expect((await issues.newest(1, 'monthly')).map(({ issueKey }) => issueKey)).toEqual(['2028-03']);
      expect((await issues.newest(1)).map(({ issueKey }) => issueKey)).toEqual(['2028-03-01']);
    });

    test('changes the numbers turn by turn, and only one of ten at the same turn', async () => {
      const { issues } = newsroom();
      expect(await issues.numbers()).toBeNull();
      const first = withNumber(null, '2028-03', 36);
      const written = await Promise.all(Array.from({ length: 10 }, () => issues.advanceNumbers(first)));
      expect(written.filter(Boolean)).toHaveLength(1);
      const second = withVoid(first, { reason: 'in hỏng', by: 'Biên tập viên', at: MORNING }, 36);
      expect(await issues.advanceNumbers(second)).toBe(true);
      expect(await issues.advanceNumbers(second)).toBe(false);
      expect(await issues.numbers()).toEqual(second);
    });
  });
}
