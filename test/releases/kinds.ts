import { z } from 'zod';
import { catalogueSchema } from '../../lambdas/core/archive/catalogue.ts';
import { manifestSchema } from '../../lambdas/core/archive/manifest.ts';
import { overviewSchema } from '../../lambdas/core/archive/overview.ts';
import { calendarSchema } from '../../lambdas/core/calendar/calendar.ts';
import { draftSchema } from '../../lambdas/core/drafting/draft.ts';
import { draftingSettingSchema } from '../../lambdas/core/drafting/drafting-setting.ts';
import { articleSchema } from '../../lambdas/core/extraction/article.ts';
import { issueSchema } from '../../lambdas/core/issue/issue.ts';
import { ladderSchema } from '../../lambdas/core/issue/ladder.ts';
import { mastheadSchema, snapshotSchema } from '../../lambdas/core/issue/snapshot.ts';
import { seenEntrySchema } from '../../lambdas/core/listing/entry.ts';
import { armingSchema } from '../../lambdas/core/mailing/arming.ts';
import { deliverySchema } from '../../lambdas/core/mailing/delivery.ts';
import { audienceShardSchema, mailingSchema, messageSchema } from '../../lambdas/core/mailing/mailing.ts';
import { stackPaceSchema } from '../../lambdas/core/mailing/pace.ts';
import { monthlyDraftSchema } from '../../lambdas/core/monthly/draft.ts';
import { numberBookSchema } from '../../lambdas/core/monthly/number-book.ts';
import { monthlySettingSchema } from '../../lambdas/core/monthly/setting.ts';
import { dayRoundsSchema, toldSchema } from '../../lambdas/core/operations/round.ts';
import { decisionFileSchema } from '../../lambdas/core/sections/learning/decision.ts';
import { lexiconSchema } from '../../lambdas/core/sections/lexicon.ts';
import { sectionListSchema } from '../../lambdas/core/sections/sections.ts';
import { editorListSchema } from '../../lambdas/core/settings/editor-list.ts';
import { begunVisitSchema } from '../../lambdas/core/sources/begun-visit.ts';
import { sourceRegistrySchema } from '../../lambdas/core/sources/source.ts';
import { visitSchema } from '../../lambdas/core/sources/visit.ts';
import { subscriberSchema } from '../../lambdas/core/subscriptions/subscriber.ts';
import { issueRequestSchema, shardRequestSchema, visitRequestSchema } from '../../lambdas/ports/work-queue.ts';

/** What outlives a deployment, by where it lies: files by their keys, rows and queue messages by their names; and how it is read. */
export const KINDS: readonly { readonly where: RegExp; readonly schema: z.ZodType }[] = [
  { where: /^newsroom\/articles\//, schema: articleSchema },
  { where: /^newsroom\/audiences\//, schema: audienceShardSchema },
  { where: /^newsroom\/decisions\//, schema: decisionFileSchema },
  { where: /^newsroom\/drafts\/daily\//, schema: draftSchema },
  { where: /^newsroom\/drafts\/monthly\//, schema: monthlyDraftSchema },
  { where: /^newsroom\/messages\//, schema: messageSchema },
  { where: /^newsroom\/rounds\/told\.json$/, schema: toldSchema },
  { where: /^newsroom\/rounds\/\d/, schema: dayRoundsSchema },
  { where: /^newsroom\/settings\/calendar\.json$/, schema: calendarSchema },
  { where: /^newsroom\/settings\/drafting\.json$/, schema: draftingSettingSchema },
  { where: /^newsroom\/settings\/editors\.json$/, schema: editorListSchema },
  { where: /^newsroom\/settings\/ladder\.json$/, schema: ladderSchema },
  { where: /^newsroom\/settings\/lexicon\.json$/, schema: lexiconSchema },
  { where: /^newsroom\/settings\/masthead\.json$/, schema: mastheadSchema },
  { where: /^newsroom\/settings\/monthly\.json$/, schema: monthlySettingSchema },
  { where: /^newsroom\/settings\/sections\.json$/, schema: sectionListSchema },
  { where: /^newsroom\/settings\/sources\.json$/, schema: sourceRegistrySchema },
  { where: /^archive\/catalogue\/\d/, schema: catalogueSchema },
  { where: /^archive\/catalogue\/overview\.json$/, schema: overviewSchema },
  { where: /^archive\/manifest\.json$/, schema: manifestSchema },
  { where: /^archive\/snapshots\//, schema: snapshotSchema },
  { where: /^row\/arming$/, schema: armingSchema },
  { where: /^row\/begun$/, schema: begunVisitSchema },
  { where: /^row\/delivery$/, schema: deliverySchema },
  { where: /^row\/entry$/, schema: seenEntrySchema },
  { where: /^row\/issue$/, schema: issueSchema },
  { where: /^row\/mailing$/, schema: mailingSchema },
  { where: /^row\/numbers$/, schema: numberBookSchema },
  { where: /^row\/pace$/, schema: stackPaceSchema },
  { where: /^row\/subscriber$/, schema: subscriberSchema },
  { where: /^row\/visit$/, schema: visitSchema },
  { where: /^queue\/deliver$/, schema: shardRequestSchema },
  { where: /^queue\/gather$/, schema: visitRequestSchema },
  { where: /^queue\/(?:plan-mailing|publish|zalo)$/, schema: issueRequestSchema },
];

/** One thing as a release stored it. */
export interface Sample {
  readonly where: string;
  readonly value: unknown;
}

/** What a release wrote: `test/releases/<release>.json`. */
export const releaseSchema = z.object({
  release: z.string(),
  samples: z.array(z.object({ where: z.string(), value: z.unknown() })),
});

/** How what lies there is read; null: it is no JSON of the house’s. */
export function schemaOf(where: string): z.ZodType | null {
  return KINDS.find((kind) => kind.where.test(where))?.schema ?? null;
}
