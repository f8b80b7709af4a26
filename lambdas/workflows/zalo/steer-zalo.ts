import { z } from 'zod';
import { issueKeySchema } from '../../core/issue/issue-key.ts';
import type { ZaloStep } from '../../core/zalo/post.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readZaloPost, writeZaloStep } from './zalo-posts.ts';

/** An operator's word on a parked posting: `again`, after he saw that it is not there; `sent`, after he saw that it is. */
export const steerZaloSchema = z.strictObject({ issueKey: issueKeySchema, zalo: z.enum(['again', 'sent']) });

/** Decides what nobody knew or Zalo refused; the next round of `recover` goes on from there. `nothing`: it is not parked. */
export async function steerZalo(
  ports: { readonly clock: Clock; readonly newsroom: ObjectStore },
  { issueKey, zalo }: z.infer<typeof steerZaloSchema>,
): Promise<ZaloStep | { readonly kind: 'nothing' }> {
  const stored = await readZaloPost(ports.newsroom, issueKey);
  const step = stored?.value.step;
  if (!stored || (step?.kind !== 'uncertain' && step?.kind !== 'refused')) return { kind: 'nothing' };
  const { articleId } = step;
  const since = ports.clock.now();
  const again: ZaloStep =
    articleId === null ? { kind: 'ready', since, why: '' } : { kind: 'listed', since, articleId, why: '' };
  const next: ZaloStep =
    zalo === 'again'
      ? again
      : { kind: 'done', since, articleId: articleId ?? 'unknown', messageId: 'seen by a person' };
  const written = await writeZaloStep(ports.newsroom, { issueKey, etag: stored.etag }, next);
  return written === null ? { kind: 'nothing' } : next;
}
