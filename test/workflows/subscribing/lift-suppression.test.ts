import { expect, it } from 'vitest';
import { liftSuppression } from '../../../lambdas/workflows/subscribing/lift-suppression.ts';
import { HOUSE, readerOf, START } from '../../faults/mailing-world.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryMailer } from '../../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';

it('a lift whose row was written and whose answer was lost still writes to the owner', async () => {
  const subscribers = memorySubscriberBook();
  const reader = readerOf(1);
  const changed = { at: '2026-11-01T09:00:00+07:00', why: 'bounce Permanent General' };
  subscribers.rows.set(reader.id, { ...reader, state: 'suppressed', changed });
  const { advance } = subscribers;
  let isLost = false;
  subscribers.advance = async (row) => {
    const written = await advance(row);
    if (isLost) return written;
    isLost = true;
    // The client asked again, and met its own row.
    return advance(row);
  };
  const mailer = memoryMailer();
  const wish = { address: reader.address, by: 'e1', mayLiftComplaints: false };

  const ports = { subscribers, mailer, clock: memoryClock(START) };
  expect(await liftSuppression(ports, HOUSE, wish)).toBe('asked');
  expect(mailer.sent.map(({ to }) => to)).toEqual([reader.address]);
  // The negative control of the above: somebody else's row is not taken for our own.
  expect(await liftSuppression(ports, HOUSE, wish)).toBe('asked-lately');
});
