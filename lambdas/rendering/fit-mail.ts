import {
  blockCount,
  contentsPlan,
  type MailPlan,
  type MailSource,
  type MailSubject,
  shortenedPlan,
  wholePlan,
} from './mail-plan.ts';

/** Bytes the HTML of a mail may have: 90 KB, well under the 102 KB at which Gmail cuts a message off. */
export const MAIL_LIMIT = 90_000;

/** Bytes a line of the contents costs beside its title and address. */
const ROW_BYTES = 60;

/** A plan with the HTML made of it. */
export interface FittedMail<Item extends MailSource> {
  readonly plan: MailPlan<Item>;
  readonly html: string;
}

/** How an issue becomes a mail. */
export interface MailMaking<Item extends MailSource> {
  readonly render: (plan: MailPlan<Item>) => Promise<string>;
  /** A block by itself, to know what it costs. */
  readonly renderBlock: (block: object) => string;
  /** For a compact mail: the blocks an item begins with that are its lead. Null: as much as there is room for. */
  readonly leadOf: ((item: Item) => number) | null;
}

/**
 * The fullest plan whose HTML stays within {@link MAIL_LIMIT}: the whole; else contents, titles and citations with as many
 * whole paragraphs as there is room for, shared out evenly; else the contents alone, at the end as many lines as fit. A
 * compact mail begins with the leads.
 */
export async function fitMail<Item extends MailSource>(
  view: MailSubject<Item>,
  making: MailMaking<Item>,
): Promise<FittedMail<Item>> {
  for await (const mail of candidates(view, making)) {
    if (bytesOf(mail.html) <= MAIL_LIMIT) {
      return mail;
    }
  }
  throw new Error(`the mail of ${view.issueKey} is over ${MAIL_LIMIT} bytes without any item`);
}

async function* candidates<Item extends MailSource>(
  view: MailSubject<Item>,
  { render, renderBlock, leadOf }: MailMaking<Item>,
): AsyncGenerator<FittedMail<Item>, void> {
  const made = async (plan: MailPlan<Item>): Promise<FittedMail<Item>> => ({ plan, html: await render(plan) });
  const items = view.sections.flatMap((section) => section.items);
  if (leadOf !== null) {
    const leads = new Map(items.map((item) => [item.number, leadOf(item)]));
    yield await made({ ...shortenedPlan(view, leads), isCompact: true });
  } else if (textBytes(items) < MAIL_LIMIT) {
    // The text alone tells when laying out the whole would be in vain.
    yield await made(wholePlan(view));
  }
  const bare = await made(shortenedPlan(view, new Map()));
  if (bytesOf(bare.html) <= MAIL_LIMIT) {
    const room = MAIL_LIMIT - bytesOf(bare.html);
    yield await made(shortenedPlan(view, shareOut(items, { room, cost: (block) => bytesOf(renderBlock(block)) })));
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
function shareOut(
  items: readonly MailSource[],
  { room, cost }: { readonly room: number; readonly cost: (block: object) => number },
): ReadonlyMap<number, number> {
  const kept = new Map<number, number>();
  let left = room;
  let open = [...items];
  for (let turn = 0; open.length > 0; turn += 1) {
    open = open.filter((item) => {
      const block = blockAt(item, turn);
      const bytes = block === null ? 0 : cost(block);
      if (block === null || bytes > left) {
        return false;
      }
      left -= bytes;
      kept.set(item.number, turn + 1);
      return true;
    });
  }
  return kept;
}

function blockAt(item: MailSource, index: number): object | null {
  const isClosing = index === item.blocks.length && blockCount(item) > index;
  return isClosing ? { kind: 'paragraph', runs: item.closing } : (item.blocks[index] ?? null);
}

function rowsThatFit(view: MailSubject<MailSource>, room: number): number {
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

function textBytes(items: readonly MailSource[]): number {
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
