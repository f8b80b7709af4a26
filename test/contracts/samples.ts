import type { Instant } from '../../lambdas/core/calendar/instant.ts';
import type { Issue } from '../../lambdas/core/issue/issue.ts';
import type { SeenEntry } from '../../lambdas/core/listing/entry.ts';
import type { Delivery } from '../../lambdas/core/mailing/delivery.ts';
import type { Mailing } from '../../lambdas/core/mailing/mailing.ts';
import type { Visit } from '../../lambdas/core/sources/visit.ts';
import type { Subscriber } from '../../lambdas/core/subscriptions/subscriber.ts';

/** A Monday morning. */
export const MORNING: Instant = '2026-11-23T06:00:00+07:00';

/** A visit that was read. */
export function visit(sourceId: string, over: Partial<Visit> = {}): Visit {
  return {
    version: 1,
    sourceId,
    visitedAt: MORNING,
    outcome: { kind: 'read', entries: 20, fresh: 3, stored: 2 },
    lastReadAt: MORNING,
    failures: 0,
    nextVisitAt: '2026-11-23T08:00:00+07:00',
    validators: { 'https://bao.example/rss?a=1&b=2': { etag: 'W/"1"', lastModified: null } },
    ...over,
  };
}

/** An entry just met. */
export function seen(articleId: string, over: Partial<SeenEntry> = {}): SeenEntry {
  return {
    version: 1,
    articleId,
    sourceId: 'bao-a',
    url: `https://bao.example/${articleId}`,
    title: 'Đẩy mạnh cải cách thủ tục hành chính',
    publishedAt: null,
    firstSeenAt: MORNING,
    fate: { kind: 'pending', tries: 0 },
    ...over,
  };
}

/** An issue being drafted. */
export function issue(issueKey: string, over: Partial<Issue> = {}): Issue {
  return {
    version: 1,
    edition: 'daily',
    issueKey,
    state: 'drafting',
    turn: 1,
    revision: 1,
    fingerprint: null,
    approval: null,
    cutOff: null,
    publishedAt: null,
    sentAt: null,
    ...over,
  };
}

/** An active subscriber of the daily. */
export function subscriber(id: string, over: Partial<Subscriber> = {}): Subscriber {
  return {
    version: 1,
    id,
    address: `${id}@co-quan.example`,
    state: 'active',
    editions: ['daily'],
    consent: { at: MORNING, basis: 'đăng ký trên trang' },
    changed: { at: MORNING, why: 'xác nhận địa chỉ' },
    turn: 1,
    ...over,
  };
}

/** A mailing under way. */
export function mailing(issueKey: string, over: Partial<Mailing> = {}): Mailing {
  return {
    version: 1,
    issueKey,
    fingerprint: 'f'.repeat(64),
    state: 'sending',
    armed: true,
    audience: 3,
    shards: 1,
    startedAt: MORNING,
    finishedAt: null,
    turn: 1,
    ...over,
  };
}

/** A delivery just claimed. */
export function delivery(subscriberId: string, over: Partial<Delivery> = {}): Delivery {
  return {
    version: 1,
    issueKey: '2026-11-23',
    shard: 0,
    subscriberId,
    state: { kind: 'claimed', claimId: 'c1', lease: '2026-11-23T08:05:00+07:00', attempts: 1 },
    turn: 1,
    ...over,
  };
}
