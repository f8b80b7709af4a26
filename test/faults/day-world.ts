import { at, shift } from '../../lambdas/core/calendar/instant.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../lambdas/core/mailing/mailing.ts';
import type { Source } from '../../lambdas/core/sources/source.ts';
import type { IssueRequest, ShardRequest, VisitRequest } from '../../lambdas/ports/work-queue.ts';
import { approveIssue, contentToApprove } from '../../lambdas/workflows/editing/approve-issue.ts';
import { loadDraft } from '../../lambdas/workflows/editing/desk-draft.ts';
import { draftIssue } from '../../lambdas/workflows/editing/draft-issue.ts';
import { planVisits } from '../../lambdas/workflows/gathering/plan-visits.ts';
import { visitAsAsked } from '../../lambdas/workflows/gathering/visit-as-asked.ts';
import { deliverShard } from '../../lambdas/workflows/mailing/deliver-mail.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailEvent } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { DEADLINES, recover } from '../../lambdas/workflows/operations/recover.ts';
import { publishIssue } from '../../lambdas/workflows/publishing/publish-issue.ts';
import { type CrashPlan, withCrashes } from '../support/crashing.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryDeliveryLedger } from '../support/memory/memory-delivery-ledger.ts';
import { memoryMailer } from '../support/memory/memory-mailer.ts';
import { memoryEntryLog, memoryIssueRegister, memoryVisitBook } from '../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { HOUSE, readerOf } from './mailing-world.ts';
import { smallPress } from './small-press.ts';

export const DAY = '2026-11-23';
export const READERS = 4;

export const PUBLIC_ADDRESS = 'https://diembao.example.vn';
const APPROVER = { id: 'e1', name: 'Phạm Thu Hiền', mayApprove: true };

/** Everything that outlives a process, in memory. */
export type DayWorld = ReturnType<typeof dayWorld>;

export function dayWorld() {
  const press = smallPress(DAY);
  const clock = memoryClock(at(DAY, '04:30'));
  const mailer = memoryMailer();
  const subscribers = memorySubscriberBook();
  for (let number = 0; number < READERS; number += 1) {
    const reader = readerOf(number);
    subscribers.rows.set(reader.id, reader);
  }
  const newsroom = memoryObjectStore();
  newsroom.objects.set('settings/sources.json', stored({ version: 1, sources: press.sources }));
  return {
    sources: press.sources,
    clock,
    mailer,
    ports: {
      clock,
      web: press.web,
      newsroom,
      archive: memoryObjectStore(),
      visits: memoryVisitBook(),
      entries: memoryEntryLog(),
      issues: memoryIssueRegister(),
      subscribers,
      ledger: memoryDeliveryLedger(),
      mailer,
    },
  };
}

/** The queues of the embedded mode keep nothing: they die with the process, and the work is found from state. */
export function emptyQueues() {
  return {
    gather: memoryWorkQueue<VisitRequest>({ fifo: true }),
    publish: memoryWorkQueue<IssueRequest>(),
    planMailing: memoryWorkQueue<IssueRequest>(),
    deliver: memoryWorkQueue<ShardRequest>(),
  };
}

type Queues = ReturnType<typeof emptyQueues>;
type Ports = DayWorld['ports'] & Queues;

/** Plays the day from wherever the stored state stands; with a plan the process dies at that effect. Returns whether it did. */
export async function playDay(world: DayWorld, plan: CrashPlan | null): Promise<boolean> {
  const queues = emptyQueues();
  const life = withCrashes({ ...world.ports, ...queues }, plan);
  world.clock.set(at(DAY, '04:30'));
  try {
    await day(world, life.ports, queues);
  } catch (error) {
    if (!life.crashed()) throw error;
  }
  return life.crashed();
}

async function day(world: DayWorld, ports: Ports, queues: Queues): Promise<void> {
  await planVisits(ports);
  await empty(queues.gather, (request) => visitAsAsked(ports, request));
  world.clock.set(at(DAY, '06:00'));
  await draftIssue(ports, {});
  world.clock.set(at(DAY, '07:30'));
  await approve(ports);
  await empty(queues.publish, ({ issueKey }) => publishIssue(ports, { issueKey, publicAddress: PUBLIC_ADDRESS }));
  world.clock.set(at(DAY, '08:00'));
  await mail(world, ports, queues);
}

/** The mailing hour, then rounds of recovery until it finds nothing: the clock goes on, as at night. */
async function mail(world: DayWorld, ports: Ports, queues: Queues): Promise<void> {
  const place = UNSUBSCRIBE_PLACEHOLDER;
  const renderMail = async () => ({ subject: 'Điểm báo', html: `<p><a href="${place}">Từ chối</a></p>`, text: place });
  const plan = () => planMailing({ ...ports, renderMail }, { issueKey: DAY });
  await plan();
  for (let round = 0; round < 8; round += 1) {
    await empty(queues.publish, ({ issueKey }) => publishIssue(ports, { issueKey, publicAddress: PUBLIC_ADDRESS }));
    await empty(queues.planMailing, plan);
    await empty(queues.deliver, (request) =>
      deliverShard(ports, HOUSE, { ...request, deadline: shift(world.clock.now(), 60_000), worker: `w${round}` }),
    );
    await tellEvents(world, ports);
    world.clock.advance(16 * 60_000);
    const { found } = await recover(ports, DEADLINES);
    if (found.length === 0) return;
  }
}

export async function approve(ports: Ports): Promise<void> {
  const draft = await loadDraft(ports.newsroom, DAY);
  if (!draft) throw new Error('no draft to approve');
  const { fingerprint } = await contentToApprove(ports.newsroom, draft.value, APPROVER.name);
  await approveIssue(ports, { issueKey: DAY, etag: draft.etag, fingerprint, approver: APPROVER });
}

/** The mail service tells of everything it ever took; telling it again harms nobody. */
export async function tellEvents(world: DayWorld, ports: Ports): Promise<void> {
  for (const sent of world.mailer.sent) {
    await recordMailEvent(ports, {
      kind: 'delivery',
      permanent: false,
      messageId: sent.messageId,
      issueKey: sent.tags.issue ?? '',
      shard: Number(sent.tags.shard),
      subscriberId: sent.tags.recipient ?? '',
      at: world.clock.now(),
      detail: '',
    });
  }
}

interface Queue<T> {
  receive(max?: number): { readonly message: T; readonly receipt: string }[];
  ack(receipt: string): void;
}

/** Takes message after message; acknowledges one only when it is through. Bounded: a waiting shard asks for itself again. */
async function empty<T>(queue: Queue<T>, work: (message: T) => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const [received] = queue.receive(1);
    if (!received) return;
    await work(received.message);
    queue.ack(received.receipt);
  }
}

function stored(value: { version: 1; sources: readonly Source[] }) {
  return {
    body: new TextEncoder().encode(JSON.stringify(value)),
    etag: '"sources"',
    headers: { contentType: 'application/json' },
  };
}
