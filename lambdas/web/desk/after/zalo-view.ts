import { phrase } from '../../../core/drafting/words.ts';
import type { IssueKey } from '../../../core/issue/issue-key.ts';
import type { ZaloStep } from '../../../core/zalo/post.ts';
import { readZaloPost } from '../../../workflows/zalo/zalo-posts.ts';
import type { DeskDoors } from '../doors.ts';
import { momentText } from '../draft-view.ts';
import { afterMessages } from './messages.ts';

/** How the posting to Zalo stands, in Vietnamese, and whether a person must look at it; null where none was begun. */
export async function zaloView({ ports }: DeskDoors, issueKey: IssueKey) {
  const step = (await readZaloPost(ports.newsroom, issueKey))?.value.step;
  if (step === undefined) return null;
  const words = afterMessages().zalo;
  return { text: phrase(words[keyOf(step)] ?? '', momentText(step.since)), isParked: PARKED.has(step.kind) };
}

/** What nobody at the desk can go on with: the operator sees to it. */
const PARKED: ReadonlySet<ZaloStep['kind']> = new Set(['uncertain', 'refused']);

function keyOf(step: ZaloStep): string {
  return 'part' in step ? `${step.kind}-${step.part}` : step.kind;
}
