import type { DeliveryState } from '../../../lambdas/core/mailing/delivery.ts';
import { subscriberId } from '../../../lambdas/core/subscriptions/subscriber-id.ts';
import { NEWSROOM_KEYS } from '../../../lambdas/names.ts';
import { RING } from '../../faults/mailing-world.ts';
import type { DeskWorld } from './desk-world.ts';

/** When the mailing of {@link withMailing} begins. */
const BEGUN = '2026-11-23T06:20:00+07:00';

/** Readers of {@link withMailing} and what became of their copies; nobody is told to have what he has not. */
export const READERS: Readonly<Record<string, DeliveryState | null>> = {
  'nam.tran@sonoivu.example.vn': { kind: 'delivered', messageId: 'm1', at: '2026-11-23T06:21:00+07:00' },
  'lan.pham@sonoivu.example.vn': { kind: 'accepted', messageId: 'm2', at: '2026-11-23T06:21:00+07:00' },
  'hoa.le@vanphong.example.vn': { kind: 'failed', reason: 'unconfirmed', at: '2026-11-23T06:22:00+07:00' },
  'minh.do@vanphong.example.vn': { kind: 'uncertain', since: '2026-11-23T06:01:00+07:00', attempts: 1 },
  'thu.vu@phuong.example.vn': { kind: 'bounced', messageId: 'm3', at: '2026-11-23T06:22:00+07:00', permanent: true },
  'binh.ngo@phuong.example.vn': null,
};

/** Id of a reader. */
export function readerId(address: string): string {
  return subscriberId(address, RING);
}

/** A mailing of an issue that is under way, its frozen audience, its rows and its readers; the last one has no row yet. */
export async function withMailing({ ports }: DeskWorld, issueKey: string): Promise<void> {
  const recipients = Object.keys(READERS)
    .map((address) => ({ subscriberId: readerId(address), address }))
    .toSorted((a, b) => (a.subscriberId < b.subscriberId ? -1 : 1));
  const shard = JSON.stringify({ version: 1, issueKey, shard: 0, recipients });
  const key = `${NEWSROOM_KEYS.audiences}${issueKey}/0.json`;
  await ports.newsroom.put(key, shard, { contentType: 'application/json' }, { kind: 'any' });
  const about = {
    version: 1,
    issueKey,
    fingerprint: 'f'.repeat(64),
    armed: true,
    audience: recipients.length,
  } as const;
  const rest = { state: 'sending', shards: 1, startedAt: BEGUN, finishedAt: null, turn: 1 } as const;
  await ports.ledger.openMailing({ ...about, ...rest });
  for (const [address, state] of Object.entries(READERS)) {
    const id = readerId(address);
    if (state) await ports.ledger.advance({ version: 1, issueKey, shard: 0, subscriberId: id, state, turn: 1 });
    await ports.subscribers.advance({
      version: 1,
      id,
      address,
      state: address.startsWith('thu') ? 'suppressed' : 'active',
      editions: address.startsWith('nam') ? ['daily', 'monthly'] : ['daily'],
      consent: { at: '2026-01-05T09:00:00+07:00', basis: 'double opt-in' },
      changed: { at: '2026-01-05T09:00:00+07:00', why: address.startsWith('thu') ? 'bounce 5.1.1' : 'confirmed' },
      turn: 1,
    });
  }
}
