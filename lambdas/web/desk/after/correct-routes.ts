import { z } from 'zod';
import { citationText } from '../../../core/drafting/citation.ts';
import { blockTexts } from '../../../core/extraction/article.ts';
import { fingerprintOf } from '../../../core/issue/freeze.ts';
import { redacted } from '../../../core/issue/redact.ts';
import { correctedContent } from '../../../core/issue/revise.ts';
import { reworded } from '../../../core/issue/reword.ts';
import type { DailyContent, DailySnapshot, FrozenClipping } from '../../../core/issue/snapshot.ts';
import { isDaily } from '../../../core/issue/snapshot.ts';
import { renderIssuePage } from '../../../rendering/issue-page.ts';
import { viewOf } from '../../../rendering/view.ts';
import type { DeskDoors } from '../doors.ts';
import { dayView } from '../draft-view.ts';
import { line, paragraphsOf, readForm } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { framed } from '../preview-routes.ts';
import { type Approved, approvedOf } from './after-page.ts';
import { afterRefusal } from './messages.ts';
import { orderCorrection } from './order-correction.ts';
import { citationFields, citationView, keptCitation, typedCitation } from './typed-citation.ts';

const formSchema = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  title: line,
  text: z.string().max(200_000),
  why: line,
  ...citationFields,
  /** That those who got the issue are written to again. */
  mail: z.literal('yes').optional(),
  /** `look`: show what would change; `publish`: do it. */
  step: z.enum(['look', 'publish', 'edit']),
});
type Typed = z.infer<typeof formSchema>;

interface Found {
  readonly approved: Approved & { readonly snapshot: DailySnapshot };
  readonly clipping: FrozenClipping;
}

/** The form on which the words of one printed clipping are put right. */
export async function correctPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const found = await find(context, doors);
  return found ? formPage(context, found, { typed: null, error: '' }) : gone(context);
}

/** Shows what a correction would change, or publishes it as the next revision. */
export async function correctItem(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const found = await find(context, doors);
  if (!found) return gone(context);
  const typed = await readForm(context, formSchema);
  if (!typed) return problem(context, 'refused', { status: 422, detail: afterRefusal('bad-form') });
  if (typed.step === 'edit') return formPage(context, found, { typed, error: '' });
  const edited = editedOf(found, typed);
  if (typeof edited === 'string') return formPage(context, found, { typed, error: edited });
  if (typed.why === '') return formPage(context, found, { typed, error: 'no-reason' });
  if (typed.fingerprint !== found.approved.fingerprint) return formPage(context, found, { typed, error: 'changed' });
  const next = revisedOf(context, doors, found, { edited, why: typed.why });
  if (next === null) return formPage(context, found, { typed, error: 'unchanged' });
  return typed.step === 'look' ? confirmPage(context, found, typed) : publish(context, doors, { found, typed, edited });
}

/** The web page as the correction would make it, for a frame. */
export async function previewCorrection(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const found = await find(context, doors);
  const typed = await readForm(context, formSchema);
  const edited = found && typed ? editedOf(found, typed) : null;
  if (!found || !typed || edited === null || typeof edited === 'string') return framed(context, null);
  const content = revisedOf(context, doors, found, { edited, why: typed.why });
  if (content === null) return framed(context, null);
  const { snapshot, withdrawals, issue } = found.approved;
  const revision = issue.revision + 1;
  const shown = redacted({ ...snapshot, revision, fingerprint: fingerprintOf(content), content }, withdrawals);
  return framed(context, isDaily(shown) ? renderIssuePage(viewOf(shown, doors)) : null);
}

async function find(context: DeskContext, doors: DeskDoors): Promise<Found | null> {
  const printed = await approvedOf(context, doors);
  const approved = printed && isDaily(printed.snapshot) ? { ...printed, snapshot: printed.snapshot } : null;
  const id = context.req.param('id');
  const isWithdrawn = approved?.withdrawals.some(({ item }) => item === null || item === id);
  const clippings = approved?.snapshot.content.sections.flatMap((section) => section.clippings) ?? [];
  const clipping = isWithdrawn ? undefined : clippings.find((each) => each.id === id);
  return approved && clipping ? { approved, clipping } : null;
}

function editedOf({ approved, clipping }: Found, typed: Typed): DailyContent | string {
  const { title, text } = typed;
  const citation = typedCitation(clipping.citation, typed);
  if (typeof citation === 'string') return citation;
  return reworded(approved.snapshot.content, { id: clipping.id, title, paragraphs: paragraphsOf(text), citation });
}

function revisedOf(
  context: DeskContext,
  { ports }: DeskDoors,
  { approved }: Found,
  { edited, why }: { readonly edited: DailyContent; readonly why: string },
): DailyContent | null {
  const by = context.get('person').name;
  const note = { revision: approved.issue.revision + 1, at: ports.clock.now(), by, why: why === '' ? '…' : why };
  return correctedContent(approved.snapshot.content, edited, note);
}

async function publish(
  context: DeskContext,
  doors: DeskDoors,
  { found, typed, edited }: { readonly found: Found; readonly typed: Typed; readonly edited: DailyContent },
): Promise<Response> {
  const { fingerprint, why, mail } = typed;
  const wanted = { approved: found.approved, fingerprint, edited, why, mail: mail === 'yes' };
  const answer = await orderCorrection(context, doors, wanted);
  return typeof answer === 'string' ? formPage(context, found, { typed, error: answer }) : answer;
}

function confirmPage(context: DeskContext, { approved, clipping }: Found, typed: Typed): Response {
  const before = { title: clipping.title, text: textOf(clipping).split('\n\n') };
  const after = { title: typed.title, text: paragraphsOf(typed.text) };
  const values = {
    ...valuesOf(approved, clipping),
    typed,
    isTitleNew: before.title !== after.title,
    before: { title: before.title, text: before.text.filter((each) => !after.text.includes(each)) },
    after: { title: after.title, text: after.text.filter((each) => !before.text.includes(each)) },
    cited: citedChange(clipping, typed),
    kept: keptCitation(typed),
    isMailChosen: typed.mail === 'yes',
    revision: approved.issue.revision + 1,
    isMailed: approved.issue.sentAt !== null,
  };
  return page(context, { template: 'correct-confirm', values });
}

/** How the citation was printed and will be; null where it stays. */
function citedChange({ citation }: FrozenClipping, typed: Typed): { before: string; after: string } | null {
  const now = typedCitation(citation, typed);
  const [before, after] = [citationText(citation), typeof now === 'string' ? '' : citationText(now)];
  return before === after ? null : { before, after };
}

function formPage(
  context: DeskContext,
  { approved, clipping }: Found,
  { typed, error }: { readonly typed: Typed | null; readonly error: string },
): Response {
  const cited = citationView(clipping.citation);
  const values = {
    ...valuesOf(approved, clipping),
    // What is typed is kept; what it was typed over is the newest revision.
    typed: typed ?? { title: clipping.title, text: textOf(clipping), why: '' },
    fields: { ...cited.fields, ...typed },
    citation: cited.citation,
    isOwnPiece: cited.isOwnPiece,
    error: error === '' ? '' : afterRefusal(error),
  };
  return page(context, { template: 'correct', values, status: error === '' ? 200 : 422 });
}

function valuesOf({ issue, fingerprint }: Approved, { id, number, title }: FrozenClipping) {
  return { ...dayView(issue.issueKey), id, number, title, fingerprint };
}

function textOf({ body }: FrozenClipping): string {
  return blockTexts(body).flatMap(paragraphsOf).join('\n\n');
}

function gone(context: DeskContext): Response {
  const detail = afterRefusal('no-such-clipping');
  return problem(context, 'refused', { status: 404, detail });
}
