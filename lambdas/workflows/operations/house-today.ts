import { addDays, at, type Day, dayOf, type Instant } from '../../core/calendar/instant.ts';
import { type IssueDay, issueDay } from '../../core/calendar/issue-day.ts';
import type { Issue } from '../../core/issue/issue.ts';
import type { Mailing } from '../../core/mailing/mailing.ts';
import { mayPlan, maySend } from '../../core/mailing/may-mail.ts';
import { MAILING_POLICY } from '../../core/mailing/policy.ts';
import type { Check, SourceTrouble } from '../../core/operations/check.ts';
import { needsLook } from '../../core/operations/needs-person.ts';
import { checksOf, type DayFacts } from '../../core/operations/today.ts';
import { isPriority } from '../../core/sources/priority.ts';
import { isPaused } from '../../core/sources/source.ts';
import { HOURS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister, VisitBook } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { loadDraft } from '../editing/desk-draft.ts';
import { readRounds, readTold } from '../gathering/rounds.ts';
import { type SourceState, sourceHealth } from '../gathering/source-health.ts';
import { isDisarmed } from '../mailing/arm-house.ts';
import { canaryOf } from '../mailing/canary-rows.ts';
import { loadHouse } from '../settings/house.ts';

/** What {@link houseToday} needs of the world; it only reads. */
export interface TodayPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly issues: IssueRegister;
  readonly visits: VisitBook;
  readonly ledger: Pick<DeliveryLedger, 'mailing' | 'delivery' | 'arming' | 'home'>;
}

/** Today as the desk's page and `diembao doctor` show it. */
export interface HouseToday {
  readonly now: Instant;
  readonly day: Day;
  readonly issueDay: IssueDay;
  readonly issue: Issue | null;
  /** In the order of the day; each says how it stands and what to do. */
  readonly checks: readonly Check[];
}

/** Reads today's state from what is stored, never from an event: every step with its hour, its standing and what to do. */
export async function houseToday(ports: TodayPorts): Promise<HouseToday> {
  const now = ports.clock.now();
  const day = dayOf(now);
  const [{ calendar }, states, issue, draft, mailing, rounds, told] = await Promise.all([
    loadHouse(ports.newsroom),
    sourceHealth(ports),
    ports.issues.get(day),
    loadDraft(ports.newsroom, day),
    ports.ledger.mailing(day),
    newestRounds(ports.newsroom, day),
    readTold(ports.newsroom),
  ]);
  const read = states.filter(({ source }) => !isPaused(source, day));
  const held = issueDay(day, calendar);
  const checks = checksOf({
    now,
    day,
    hours: { gather: HOURS.gather, draft: HOURS.draft, approved: HOURS.approved, mailed: HOURS.mailed },
    hasIssue: held.kind === 'issue-day',
    issue,
    clippings: draft?.value.clippings.length ?? null,
    draftedAt: draft?.value.createdAt ?? null,
    mailing,
    canary: await canaryOf(ports, { day, due: at(day, HOURS.mailed), now }),
    hindrance: (await isDisarmed(ports)) ? 'disarmed' : hindranceOf(issue, mailing, now),
    sources: read,
    troubles: read.flatMap((state) => troubleOf(state, now)),
    rounds,
    told,
  });
  return { now, day, issueDay: held, issue, checks };
}

async function newestRounds(newsroom: ObjectStore, day: Day) {
  return (await readRounds(newsroom, day)) ?? (await readRounds(newsroom, addDays(day, -1)));
}

function hindranceOf(issue: Issue | null, mailing: Mailing | null, now: Instant): DayFacts['hindrance'] {
  if (mailing === null) return mayPlan(issue, now, MAILING_POLICY).kind === 'stale' ? 'stale' : null;
  const may = maySend(mailing, now, MAILING_POLICY);
  if (may.kind === 'may-send') return null;
  return may.why === 'disarmed' || may.why === 'stale' ? may.why : null;
}

function troubleOf({ source, visit, health }: SourceState, now: Instant): SourceTrouble[] {
  if (health.kind === 'healthy' || health.kind === 'new') return [];
  const { id, name } = source;
  return [
    {
      sourceId: id,
      name,
      health: health.kind,
      isPriority: isPriority(source),
      needsLook: needsLook({ health, visit }, now),
    },
  ];
}
