import { blockCount, contentsPlan, type MailPlan, shortenedPlan, wholePlan } from './mail-plan.ts';
import { renderMarkup } from './templates.ts';
import type { IssueView, ViewBlock, ViewItem } from './view.ts';

/** Bytes the HTML of a mail may have: 90 KB, well under the 102 KB at which Gmail cuts a message off. */
export const MAIL_LIMIT = 90_000;

/** Bytes a line of the contents costs beside its title and address. */
const ROW_BYTES = 60;

/** A plan with the HTML made of it. */
export interface FittedMail {
  readonly plan: MailPlan;
  readonly html: string;
}

/**
 * The fullest plan whose HTML stays within {@link MAIL_LIMIT}: the whole; else contents, titles and citations with as many
 * whole paragraphs as there is room for, shared out evenly; else the contents alone, at the end as many lines as fit.
 */
export async function fitMail(view: IssueView, render: (plan: MailPlan) => Promise<string>): Promise<FittedMail> {
  for await (const mail of candidates(view, render)) {
    if (bytesOf(mail.html) <= MAIL_LIMIT) {
      return mail;
    }
  }
  throw new Error(`the mail of ${view.issueKey} is over ${MAIL_LIMIT} bytes without any item`);
}

async function* candidates(
  view: IssueView,
  render: (plan: MailPlan) => Promise<string>,
): AsyncGenerator<FittedMail, void> {
  const made = async (plan: MailPlan): Promise<FittedMail> => ({ plan, html: await render(plan) });
  const items = view.sections.flatMap((section) => section.items);
  // The text alone tells when laying out the whole would be in vain.
  if (textBytes(items) < MAIL_LIMIT) {
    yield await made(wholePlan(view));
  }
  const bare = await made(shortenedPlan(view, new Map()));
  if (bytesOf(bare.html) <= MAIL_LIMIT) {
    yield await made(shortenedPlan(view, shareOut(items, MAIL_LIMIT - bytesOf(bare.html))));
    yield bare;
  }
  yield await made(contentsPlan(view, { limit: items.length, linked: true }));
  yield await made(contentsPlan(view, { limit: items.length, linked: false }));
  const empty = await made(contentsPlan(view, { limit: 0, linked: false }));
  yield await made(contentsPlan(view, { limit: rowsThatFit(view, MAIL_LIMIT - bytesOf(empty.html)), linked: false }));
  yield empty;
}

/**
 * Blocks of each item, by number, that go into `room` bytes: the first of every item, then the second of every item …
 * An item whose next block does not fit gets no later one, so nothing is left out in its middle.
 */
function shareOut(items: readonly ViewItem[], room: number): ReadonlyMap<number, number> {
  const kept = new Map<number, number>();
  let left = room;
  let open = [...items];
  for (let turn = 0; open.length > 0; turn += 1) {
    open = open.filter((item) => {
      const block = blockAt(item, turn);
      const cost = block === null ? 0 : blockBytes(block);
      if (block === null || cost > left) {
        return false;
      }
      left -= cost;
      kept.set(item.number, turn + 1);
      return true;
    });
  }
  return kept;
}

function blockAt(item: ViewItem, index: number): ViewBlock | null {
  const isClosing = index === item.blocks.length && blockCount(item) > index;
  return isClosing ? { kind: 'paragraph', runs: item.closing } : (item.blocks[index] ?? null);
}

function blockBytes(block: ViewBlock): number {
  return bytesOf(renderMarkup('email/block.html', { block }));
}

function rowsThatFit(view: IssueView, room: number): number {
  let left = room;
  let rows = 0;
  for (const section of view.sections) {
    left -= ROW_BYTES + escapedBytes(section.title);
    for (const item of section.items) {
      left -= ROW_BYTES + escapedBytes(item.title);
      if (left < 0) {
        return rows;
      }
      rows += 1;
    }
  }
  return rows;
}

function textBytes(items: readonly ViewItem[]): number {
  return items.reduce((sum, item) => sum + bytesOf(JSON.stringify([item.title, item.blocks, item.closing])), 0) / 2;
}

/** The most an escaped string can take: five bytes for each letter that has an entity. */
function escapedBytes(text: string): number {
  return bytesOf(text) + 5 * (text.match(/[&<>"']/gu)?.length ?? 0);
}

/** Bytes in UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
