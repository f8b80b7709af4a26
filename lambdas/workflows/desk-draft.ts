import { addDays, at, type Day, dayOf, type Instant } from '../core/calendar/instant.ts';
import { composeClipping } from '../core/drafting/compose-clipping.ts';
import { type Candidate, type Draft, draftSchema } from '../core/drafting/draft.ts';
import { applyEdit, type Edit } from '../core/drafting/edit.ts';
import type { JudgedStory } from '../core/drafting/judged-story.ts';
import { newcomersOf } from '../core/drafting/newcomers.ts';
import type { Article } from '../core/extraction/article.ts';
import type { SectionId } from '../core/sections/section.ts';
import { NEWSROOM_KEYS } from '../names.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { type House, loadHouse } from './house.ts';
import { readArticle } from './read-articles.ts';
import { readPool } from './read-pool.ts';
import { readJson, type Stored, writeJson } from './stored-json.ts';

/** What working on a draft needs of the world. */
export interface DeskDraftPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  /** What earlier issues printed. */
  readonly archive: ObjectStore;
}

/** What an editor may ask for: an {@link Edit}, but for the two whose contents the house looks up itself. */
export type DeskEdit =
  | Exclude<Edit, { kind: 'restore' } | { kind: 'take-newcomers' }>
  | { readonly kind: 'restore'; readonly candidateId: string; readonly section: SectionId | null }
  | { readonly kind: 'take-newcomers' };

/** Why an edit was not done, for the message table of the desk. */
export type EditRefusal = 'already-approved' | 'no-such-candidate' | 'no-such-article' | (string & {});

/** `stale`: somebody else was faster; `stored` is what there is now. Nothing is written unless `edited`. */
export type EditOutcome =
  | { readonly kind: 'edited'; readonly stored: Stored<Draft> }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'stale'; readonly stored: Stored<Draft> }
  | { readonly kind: 'refused'; readonly reason: EditRefusal; readonly stored: Stored<Draft> }
  | { readonly kind: 'no-draft' };

/** Edits an editor makes in one go: all of them or none. */
export interface EditRequest {
  readonly issueKey: Day;
  /** ETag of the draft the editor was looking at. */
  readonly etag: string;
  /** The edits, worked out on the very draft the editor saw; a text is the reason why there can be none. */
  readonly plan: (draft: Draft) => readonly DeskEdit[] | EditRefusal;
  /** The editor's printed name. */
  readonly by: string;
}

/** Key of the draft of a day. */
export function draftKey(issueKey: Day): string {
  return `${NEWSROOM_KEYS.drafts}daily/${issueKey}.json`;
}

/** The draft of a day with its ETag, or null where none was laid out. */
export async function loadDraft(newsroom: ObjectStore, issueKey: Day): Promise<Stored<Draft> | null> {
  return readJson(newsroom, draftKey(issueKey), draftSchema);
}

/** Applies edits to the draft the editor saw; written only where that draft is still the one that is stored. */
export async function editDraft(ports: DeskDraftPorts, request: EditRequest): Promise<EditOutcome> {
  const stored = await loadDraft(ports.newsroom, request.issueKey);
  if (!stored) return { kind: 'no-draft' };
  if (stored.value.sealed) return { kind: 'refused', reason: 'already-approved', stored };
  if (stored.etag !== request.etag) return { kind: 'stale', stored };
  const applied = await applyAll(ports, stored.value, request);
  if (typeof applied === 'string') return { kind: 'refused', reason: applied, stored };
  if (applied === stored.value) return { kind: 'unchanged' };
  const condition = { kind: 'etag' as const, etag: stored.etag };
  const written = await writeJson(ports.newsroom, draftKey(request.issueKey), applied, condition);
  if (written.kind === 'stored') return { kind: 'edited', stored: { value: applied, etag: written.etag } };
  const newer = await loadDraft(ports.newsroom, request.issueKey);
  return newer ? { kind: 'stale', stored: newer } : { kind: 'no-draft' };
}

/** The draft after all edits; the same object where there were none; a text where one was refused. */
async function applyAll(ports: DeskDraftPorts, before: Draft, request: EditRequest): Promise<Draft | EditRefusal> {
  const edits = request.plan(before);
  if (typeof edits === 'string') return edits;
  const now = ports.clock.now();
  let draft = before;
  for (const asked of edits) {
    const edit = await completeEdit(ports, { asked, draft, now });
    if (typeof edit === 'string') return edit;
    const applied = applyEdit(draft, edit, { by: request.by, at: now });
    if (applied.kind === 'refused') return applied.reason;
    draft = applied.draft;
  }
  return draft;
}

type Asked = { readonly asked: DeskEdit; readonly draft: Draft; readonly now: Instant };

/** Looks up what the editor did not send along; a text is the reason why that was impossible. */
async function completeEdit(ports: DeskDraftPorts, { asked, draft, now }: Asked): Promise<Edit | EditRefusal> {
  switch (asked.kind) {
    case 'take-newcomers':
      return takeNewcomers(ports, draft, now);
    case 'restore':
      return restoreEdit(ports, draft, asked);
    default:
      return asked;
  }
}

async function takeNewcomers(ports: DeskDraftPorts, draft: Draft, now: Instant): Promise<Edit> {
  const house = await loadHouse(ports.newsroom);
  const window = { from: draft.window.from, to: now };
  const pool = await readPool(ports, { window, house, rulings: draft.rulings, issueKey: draft.issueKey });
  return { kind: 'take-newcomers', candidates: newcomersOf(draft, pool.judged, house.sources), until: now };
}

async function restoreEdit(
  ports: DeskDraftPorts,
  draft: Draft,
  asked: { readonly candidateId: string; readonly section: SectionId | null },
): Promise<Edit | EditRefusal> {
  const candidate = [...draft.tray, ...draft.leftOut].find(({ id }) => id === asked.candidateId);
  if (!candidate) return 'no-such-candidate';
  const house = await loadHouse(ports.newsroom);
  const judged = await judgedOf(ports, draft, candidate);
  if (!judged) return 'no-such-article';
  const section = asked.section ?? candidate.section;
  const clipping = composeClipping(judged, contextOf(house, draft, section));
  const order = house.sections.find((each) => each.id === section)?.order ?? 'weight';
  return { kind: 'restore', candidateId: candidate.id, clipping, order };
}

function contextOf(house: House, draft: Draft, section: SectionId) {
  return { sources: house.sources, section, issueKey: draft.issueKey };
}

/** The story behind a candidate, as it was judged then: its articles are looked up, nothing is judged again. */
async function judgedOf(ports: DeskDraftPorts, draft: Draft, candidate: Candidate): Promise<JudgedStory | null> {
  const lead = await readArticle(ports.newsroom, candidate.articleId, candidate.firstSeenAt);
  if (!lead) return null;
  const others = candidate.members.filter((member) => member !== lead.id);
  const found = await Promise.all(others.map((member) => findArticle(ports, draft, member)));
  const articles = [lead, ...found.flatMap((article) => article ?? [])];
  const { id, section, place, score, reasons } = candidate;
  return {
    story: { id, lead: lead.id, members: articles.map((article) => article.id), leadReasons: [], evidence: [] },
    articles,
    classification: { reform: true, score, section, place, reasons },
  };
}

/** A candidate keeps only its lead's day, so a member is looked for on every day of the window. */
async function findArticle(ports: DeskDraftPorts, draft: Draft, articleId: string): Promise<Article | null> {
  for (let day = dayOf(draft.window.to); day >= dayOf(draft.window.from); day = addDays(day, -1)) {
    const article = await readArticle(ports.newsroom, articleId, at(day, '12:00'));
    if (article) return article;
  }
  return null;
}
