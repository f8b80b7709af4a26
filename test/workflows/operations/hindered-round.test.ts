import { describe, expect, it } from 'vitest';
import { newIssue } from '../../../lambdas/core/issue/issue.ts';
import type { IssueRequest } from '../../../lambdas/ports/work-queue.ts';
import { draftKey, loadDraft } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { readRounds } from '../../../lambdas/workflows/gathering/rounds.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { inTurn } from '../../../lambdas/workflows/operations/in-turn.ts';
import { lookRound, restOfRound } from '../../../lambdas/workflows/operations/make-round.ts';
import { DEADLINES, recover } from '../../../lambdas/workflows/operations/recover.ts';
import { settingKey } from '../../../lambdas/workflows/settings/house.ts';
import { writeJson } from '../../../lambdas/workflows/stored-json.ts';
import { HOUSE, ISSUE, makeWorld } from '../../faults/mailing-world.ts';
import { memoryEntryLog, memoryVisitBook } from '../../support/memory/memory-newsroom.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';

const OLDER = '2026-11-20';
const DAMAGED = { version: 'none of ours' };
const FOUND = [{ kind: 'unfinished-mailing', issueKey: ISSUE }];

/** A house whose mailing was planned eleven minutes ago and lost its queue. */
async function house() {
  const { ports: basic } = makeWorld();
  const queues = { publish: memoryWorkQueue<IssueRequest>(), planMailing: memoryWorkQueue<IssueRequest>() };
  const gather = memoryWorkQueue<{ sourceId: string }>();
  const ports = { ...basic, ...queues, gather, visits: memoryVisitBook(), entries: memoryEntryLog() };
  await planMailing(ports, { issueKey: ISSUE });
  ports.deliver.drain();
  ports.clock.advance(11 * 60_000);
  return ports;
}

/** And in whose register an older issue waits with a draft that nobody can read. */
async function hinderedHouse() {
  const ports = await house();
  ports.issues.rows.set(OLDER, newIssue(OLDER));
  await writeJson(ports.newsroom, draftKey(OLDER), DAMAGED, { kind: 'any' });
  return ports;
}

describe('R34 a round of the watchman that is hindered', () => {
  it('starts all the rest again, and then says what it could not look at', async () => {
    const ports = await hinderedHouse();
    const { watch, hindered } = await lookRound(ports, DEADLINES);
    expect(watch).toMatchObject({ found: FOUND, today: { drafted: true }, isSearchable: true });
    expect(hindered.map(({ what }) => what)).toEqual([`issue ${OLDER}`]);
    expect(ports.deliver.drain().length).toBeGreaterThan(0);
    await expect(recover(ports, DEADLINES)).rejects.toThrow(`hindered: issue ${OLDER}`);
  });

  it('looks after the issues where a setting is damaged, for they need none', async () => {
    const ports = await house();
    await writeJson(ports.newsroom, settingKey('calendar'), DAMAGED, { kind: 'any' });
    const { watch } = await lookRound(ports, DEADLINES);
    expect(watch).toMatchObject({ found: FOUND, today: { drafted: false } });
  });

  it('is written down though nobody can be told and nobody forgotten', async () => {
    const ports = await house();
    const { watch } = await lookRound(ports, DEADLINES);
    await writeJson(ports.newsroom, settingKey('ladder'), DAMAGED, { kind: 'any' });
    const subscribers = {
      ...ports.subscribers,
      inShard: () => {
        throw new Error('the table is throttled');
      },
    };
    const sender = { ...HOUSE, deskAddress: 'https://diembao.example.vn' };
    const rest = await restOfRound({ ...ports, subscribers, ladder: ports, sender, zalo: null }, watch);
    expect(rest.hindered.map(({ what }) => what)).toEqual(['erasing', 'ladder']);
    expect((await readRounds(ports.newsroom, ISSUE))?.found).toMatchObject(FOUND);
  });

  it('leaves the mailing lying where the first hindrance is its end: the planted fault', async () => {
    const ports = await hinderedHouse();
    const looks = [OLDER, ISSUE].map((day) => async () => {
      await loadDraft(ports.newsroom, day);
      await ports.deliver.send({ issueKey: day, shard: 0 });
    });
    const untilOneFails = async (): Promise<void> => {
      for (const look of looks) await look();
    };
    await expect(untilOneFails()).rejects.toThrow(draftKey(OLDER));
    expect(ports.deliver.drain()).toEqual([]);
    expect(await inTurn(looks.map((look, at) => [`${at}`, look]))).toMatchObject([{ what: '0' }]);
    expect(ports.deliver.drain()).toHaveLength(1);
  });
});
