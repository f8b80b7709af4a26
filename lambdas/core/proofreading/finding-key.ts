import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';

/**
 * Names a finding by what it says of which letters of which item, not by where they stand: one that was waved aside stays
 * so when the text before it changes, and the same letters of the same item are one matter.
 */
export function findingKey({ rule, where, found, message }: Finding): string {
  const parts = [rule, where.clippingId ?? '', where.field, found, message];
  return createHash('sha256').update(parts.join('\u001f'), 'utf8').digest('hex').slice(0, 16);
}
