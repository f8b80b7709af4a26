import { freeze } from '../../lambdas/core/issue/freeze.ts';
import type { Issue } from '../../lambdas/core/issue/issue.ts';
import type { DailyContent, DailySnapshot } from '../../lambdas/core/issue/snapshot.ts';
import type { memoryIssueRegister } from '../support/memory/memory-newsroom.ts';
import type { MemoryObjectStore } from '../support/memory/memory-object-store.ts';
import { sampleContent } from '../support/sample-snapshot.ts';

export const ISSUE = '2026-11-23';

/** A published issue. Made once: a sweep makes thousands of worlds. */
interface Published {
  readonly approval: NonNullable<Issue['approval']>;
  readonly snapshot: DailySnapshot;
  readonly body: Uint8Array;
}

interface Shelves {
  readonly archive: MemoryObjectStore;
  readonly issues: ReturnType<typeof memoryIssueRegister>;
}

/** With ten clippings. */
export const whole = publishedOf(sampleContent());
/** With one. */
export const brief = publishedOf({
  ...sampleContent(),
  sections: sampleContent()
    .sections.slice(0, 1)
    .map((section) => ({ ...section, clippings: section.clippings.slice(0, 1) })),
});

function publishedOf(content: DailyContent): Published {
  const approval = { by: 'e1', name: 'Thu Hằng', at: '2026-11-23T07:30:00+07:00' };
  const snapshot = freeze(content, approval, 1);
  return { approval, snapshot, body: new TextEncoder().encode(JSON.stringify(snapshot)) };
}

/** Puts it where a publisher puts it. */
export function publish({ archive, issues }: Shelves, published: Published): void {
  const { approval, snapshot, body } = published;
  const key = `snapshots/${snapshot.fingerprint}.json`;
  archive.objects.set(key, { body, etag: '"1"', headers: { contentType: 'application/json' } });
  const issue: Issue = {
    version: 1,
    edition: 'daily',
    issueKey: ISSUE,
    state: 'published',
    turn: 4,
    revision: 1,
    fingerprint: snapshot.fingerprint,
    approval,
    cutOff: approval.at,
    publishedAt: '2026-11-23T07:31:00+07:00',
    sentAt: null,
  };
  issues.rows.set(ISSUE, issue);
}
