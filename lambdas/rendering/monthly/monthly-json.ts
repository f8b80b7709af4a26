import { z } from 'zod';
import { instantSchema } from '../../core/calendar/instant.ts';
import { monthSchema } from '../../core/monthly/monthly-content.ts';
import { publicTextBlocks } from '../issue-json.ts';
import type { MonthlyViewBlock, PictureFile, ViewArticle } from './article-view.ts';
import type { MonthlyView } from './monthly-view.ts';

const pictureFileSchema = z.object({ url: z.url(), width: z.number().int(), height: z.number().int() });

const publicBlockSchema = z.discriminatedUnion('kind', [
  ...publicTextBlocks,
  z.object({
    kind: z.literal('picture'),
    alt: z.string(),
    caption: z.string().nullable(),
    credit: z.string().nullable(),
    mail: pictureFileSchema,
    web: pictureFileSchema,
    print: pictureFileSchema,
  }),
]);

const publicArticleSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Of a contribution: who signs it, and the affiliation of its footnote. */
  author: z.string().nullable(),
  affiliation: z.string().nullable(),
  sapo: z.string().nullable(),
  /** As printed: without what the paper does not let us print. */
  blocks: z.array(publicBlockSchema),
  byline: z.string().nullable(),
  /** `Theo: …`, `Nguồn: …`. */
  sources: z.array(z.string()),
  url: z.url().nullable(),
  permalink: z.url(),
  withdrawn: z.string().optional(),
});

/**
 * `issue.json` of a monthly: everything a reader may see and nothing else. Fields may be added under version 1; a field is
 * removed or changed only with the next version.
 */
export const publicMonthlySchema = z.object({
  version: z.literal(1),
  edition: z.literal('monthly'),
  issueKey: monthSchema,
  number: z.number().int().nullable(),
  revision: z.number().int().min(1),
  fingerprint: z.string(),
  name: z.string(),
  agency: z.string(),
  board: z.string(),
  page: z.url(),
  notices: z.array(z.string()),
  sections: z.array(z.object({ id: z.string(), title: z.string(), articles: z.array(publicArticleSchema) })),
  editor: z.string(),
  approvedBy: z.string(),
  approvedAt: instantSchema,
});

/** The monthly as JSON text, indented, with a line end. */
export function renderMonthlyJson(view: MonthlyView): string {
  return `${JSON.stringify(publicMonthlySchema.parse(publicMonthly(view)), null, 2)}\n`;
}

function publicMonthly(view: MonthlyView): object {
  return {
    version: 1,
    edition: 'monthly',
    issueKey: view.issueKey,
    number: view.number,
    revision: view.revision,
    fingerprint: view.fingerprint,
    name: view.name,
    agency: view.masthead.agency,
    board: view.masthead.board,
    page: view.links.page,
    notices: view.notices,
    sections: view.sections.map(({ anchor, title, items }) => ({
      id: anchor,
      title,
      articles: items.map(publicArticle),
    })),
    editor: view.editorName,
    approvedBy: view.proof.approver,
    approvedAt: view.approvedAt,
  };
}

function publicArticle(article: ViewArticle): object {
  const { anchor, blocks, withdrawn, ...rest } = article;
  return {
    ...rest,
    id: anchor,
    blocks: blocks.map(publicBlock),
    ...(withdrawn === null ? {} : { withdrawn }),
  };
}

function publicBlock(block: MonthlyViewBlock): object {
  if (block.kind !== 'picture') return block;
  const file = ({ address, width, height }: PictureFile) => ({ url: address, width, height });
  return { ...block, mail: file(block.mail), web: file(block.web), print: file(block.print) };
}
