import { type Instant, latest } from '../calendar/instant.ts';
import { blockTexts } from '../extraction/article.ts';
import { printedTitle } from '../issue/freeze.ts';
import type { Section } from '../sections/section.ts';
import type { Printing } from '../sources/source.ts';
import type { Ruling } from '../stories/ruling.ts';
import { formatDate } from '../vietnamese/dates.ts';
import { candidateOfClipping } from './candidate.ts';
import { inSection } from './compose-clipping.ts';
import { correct, wave } from './correct.ts';
import type { Candidate, Clipping, Draft } from './draft.ts';
import type { Edit, EditOf } from './edit-schema.ts';
import { inSectionOrder } from './order.ts';
import { changeLead, merge, split, withRulings } from './regroup.ts';
import { rewrittenBody } from './rewritten-body.ts';
import { takeSentence, withPaper } from './sentence.ts';
import { touchedBy } from './touched.ts';
import { phrase, sectionName, words } from './words.ts';

export { type Edit, editSchema } from './edit-schema.ts';

/** Why an edit was not done; the draft is unchanged. */
export type Refusal =
  | 'already-approved'
  | 'no-such-clipping'
  | 'no-such-candidate'
  | 'already-there'
  /** The clipping supplied is not the candidate's story. */
  | 'wrong-clipping'
  /** A clipping cannot be merged into itself. */
  | 'same-clipping'
  /** The clipping does not name that paper's article. */
  | 'no-such-paper'
  /** Other letters stand at the place by now. */
  | 'text-changed'
  /** It is not the step that may be taken back now. */
  | 'no-such-step'
  /** Somebody else changed the same story after the step. */
  | 'step-touched'
  /** More text than the agreement with the paper allows. */
  | 'printing-forbids'
  /** Nothing would be left of the text. */
  | 'no-text';

/** What came of an edit. */
export type Edited =
  | { readonly kind: 'edited'; readonly draft: Draft }
  | { readonly kind: 'refused'; readonly reason: Refusal };

/** Who edits, and when. */
export interface Actor {
  readonly by: string;
  readonly at: Instant;
}

/** The changed draft, its log not yet written, and the line for the log. */
export type Done = { readonly draft: Draft; readonly did: string };

/** Characters an editor may keep of a paper of which only an excerpt is allowed; of a title-only paper, none. */
export const MOST: Readonly<Record<Printing, number>> = { full: Infinity, excerpt: 1_200, title: 0 };

/** Applies one edit; pure and total. The draft grows by one line of log; numbers follow from the positions. */
export function applyEdit(draft: Draft, edit: Edit, actor: Actor): Edited {
  const done = draft.sealed === undefined ? doneTo(draft, edit) : 'already-approved';
  if (typeof done === 'string') return { kind: 'refused', reason: done };
  return {
    kind: 'edited',
    draft: { ...done.draft, log: [...draft.log, { ...actor, did: done.did, touched: touchedBy(edit) }] },
  };
}

function doneTo(draft: Draft, edit: Edit): Done | Refusal {
  switch (edit.kind) {
    case 'move':
      return onClipping(draft, edit.clippingId, (clipping) => move(draft, clipping, edit));
    case 'rewrite':
      return onClipping(draft, edit.clippingId, (clipping) => rewrite(draft, clipping, edit));
    case 'sentence':
      return takeSentence(draft, edit, ({ printing }) => MOST[printing]);
    case 'cite':
      return onClipping(draft, edit.clippingId, (clipping) => cite(draft, clipping, edit));
    case 'drop':
      return onClipping(draft, edit.clippingId, (clipping) => drop(draft, clipping));
    case 'pick':
      return onClipping(draft, edit.clippingId, (clipping) => pick(draft, clipping, edit));
    case 'insert':
      return insert(draft, edit);
    case 'restore':
      return restore(draft, edit);
    case 'take-newcomers':
      return takeNewcomers(draft, edit);
    case 'admit':
      return admit(draft, edit);
    case 'date':
      return date(draft, edit);
    case 'merge':
      return merge(draft, edit);
    case 'split':
      return split(draft, edit);
    case 'lead':
      return changeLead(draft, edit);
    case 'correct':
      return correct(draft, edit);
    case 'wave':
      return wave(draft, edit);
    case 'name-editor': {
      const did = edit.name === null ? words.log.editorCleared : phrase(words.log.editorNamed, edit.name);
      return { draft: { ...draft, editorName: edit.name }, did };
    }
  }
}

function onClipping(draft: Draft, id: string, act: (clipping: Clipping) => Done | Refusal): Done | Refusal {
  const clipping = draft.clippings.find((each) => each.id === id);
  return clipping === undefined ? 'no-such-clipping' : act(clipping);
}

function move(draft: Draft, clipping: Clipping, { section, position, called }: EditOf<'move'>): Done {
  const rest = draft.clippings.filter((each) => each !== clipping);
  const follower = rest.filter((each) => each.section === section)[position];
  const moved = inSection(clipping, section, draft.issueKey);
  const at = follower === undefined ? rest.length : rest.indexOf(follower);
  return {
    draft: { ...draft, clippings: rest.toSpliced(at, 0, moved) },
    did: phrase(words.log.move, printedTitle(clipping), sectionName(section, called), position + 1),
  };
}

function rewrite(draft: Draft, clipping: Clipping, edit: EditOf<'rewrite'>): Done | Refusal {
  const body = rewrittenBody(clipping.body, edit.paragraphs);
  if (blockTexts(body).join('').length > MOST[clipping.printing]) return 'printing-forbids';
  const rewritten = { ...clipping, title: edit.title, placePrefix: edit.placePrefix, body, edited: true };
  // An own piece is nobody's words but its author's.
  const told = clipping.origin === 'own' ? rewritten : toldOf(rewritten, clipping, edit.paper);
  return { draft: replaced(draft, clipping, told), did: phrase(words.log.rewrite, printedTitle(edit)) };
}

/** Where the paper's article is gone, words are the editor's that did not stand there before. */
function toldOf(rewritten: Clipping, before: Clipping, paper: EditOf<'rewrite'>['paper']): Clipping {
  if (paper !== undefined) return withPaper(rewritten, paper);
  const { cut, ownWords = [] } = before;
  const told = withPaper(rewritten, before.body);
  const kept = ownWords.filter((own) => blockTexts(told.body).some((text) => text.includes(own)));
  const all = [...new Set([...kept, ...(told.ownWords ?? [])])];
  return { ...told, cut, ...(all.length === 0 ? {} : { ownWords: all }) };
}

function cite(draft: Draft, clipping: Clipping, edit: EditOf<'cite'>): Done {
  const { site, day, authors, agency, affiliation } = edit;
  const by = { ...(agency === undefined ? {} : { agency }), ...(affiliation === undefined ? {} : { affiliation }) };
  const cited = { ...clipping, citation: { ...clipping.citation, site, day, authors, ...by } };
  return { draft: replaced(draft, clipping, cited), did: phrase(words.log.cite, printedTitle(clipping)) };
}

function pick(draft: Draft, clipping: Clipping, { picked }: EditOf<'pick'>): Done {
  const { pickedForMonthly: _, ...plain } = clipping;
  return {
    draft: replaced(draft, clipping, picked ? { ...plain, pickedForMonthly: true } : plain),
    did: phrase(picked ? words.log.pick : words.log.unpick, printedTitle(clipping)),
  };
}

function drop(draft: Draft, clipping: Clipping): Done {
  return {
    draft: {
      ...draft,
      clippings: draft.clippings.filter((each) => each !== clipping),
      leftOut: [candidateOfClipping(clipping, draft.window.to), ...draft.leftOut],
    },
    did: phrase(words.log.drop, printedTitle(clipping)),
  };
}

function restore(draft: Draft, { candidateId, clipping, order, called }: EditOf<'restore'>): Done | Refusal {
  const candidate = [...draft.leftOut, ...draft.tray].find((each) => each.id === candidateId);
  if (candidate === undefined) return 'no-such-candidate';
  if (clipping.id !== candidateId) return 'wrong-clipping';
  const own = ownStory(draft, candidate);
  // What a person only took out for a while is as it was.
  const restored = candidate.clipping === undefined ? { ...clipping, broughtInFrom: candidate.why } : clipping;
  return {
    draft: {
      ...(own.length === 0 ? draft : withRulings(draft, own)),
      clippings: inserted(draft, restored, order),
      leftOut: draft.leftOut.filter((each) => each !== candidate),
      tray: draft.tray.filter((each) => each !== candidate),
    },
    did: phrase(words.log.restore, printedTitle(clipping), sectionName(clipping.section, called)),
  };
}

function insert(draft: Draft, { clipping, order, called }: EditOf<'insert'>): Done | Refusal {
  const isKnown = [...draft.clippings, ...draft.leftOut, ...draft.tray].some(({ id }) => id === clipping.id);
  if (isKnown) return 'already-there';
  const { origin = 'link', section } = clipping;
  return {
    draft: { ...draft, clippings: inserted(draft, clipping, order) },
    did: phrase(words.log.insert[origin], printedTitle(clipping), sectionName(section, called)),
  };
}

/** Taken in for itself, what told another clipping's story too is a story of its own from now on. */
function ownStory(draft: Draft, { joins, members }: Candidate): Ruling[] {
  const other = draft.clippings.find(({ id }) => id === joins);
  return other === undefined ? [] : members.map((a): Ruling => ({ kind: 'apart', a, b: other.articleId }));
}

function admit(draft: Draft, { candidate }: EditOf<'admit'>): Done | Refusal {
  const isKnown = [...draft.clippings, ...draft.leftOut, ...draft.tray].some(({ id }) => id === candidate.id);
  if (isKnown) return 'already-there';
  return { draft: { ...draft, tray: [candidate, ...draft.tray] }, did: phrase(words.log.admit, candidate.title) };
}

function date(draft: Draft, { candidateId, day }: EditOf<'date'>): Done | Refusal {
  const dated = (candidates: readonly Candidate[]) =>
    candidates.map((each) => (each.id === candidateId ? { ...each, dayGiven: day } : each));
  const candidate = [...draft.leftOut, ...draft.tray].find(({ id }) => id === candidateId);
  if (candidate === undefined) return 'no-such-candidate';
  return {
    draft: { ...draft, leftOut: dated(draft.leftOut), tray: dated(draft.tray) },
    did: phrase(words.log.date, candidate.title, formatDate(day)),
  };
}

/** Before the first clipping of its section that ranks behind it: what an editor ordered by hand is not sorted again. */
function inserted(draft: Draft, clipping: Clipping, order: Section['order']): Clipping[] {
  const compare = inSectionOrder(order, draft.issueKey);
  const at = draft.clippings.findIndex((each) => each.section === clipping.section && compare(clipping, each) < 0);
  return draft.clippings.toSpliced(at < 0 ? draft.clippings.length : at, 0, clipping);
}

/** Stories the draft holds already are not taken twice; the window grows and never shrinks. */
function takeNewcomers(draft: Draft, { candidates, until }: EditOf<'take-newcomers'>): Done {
  const known = new Set([...draft.clippings, ...draft.leftOut, ...draft.tray].map(({ id }) => id));
  const fresh = candidates.filter(({ id }) => !known.has(id) && known.add(id));
  return {
    draft: {
      ...draft,
      tray: [...draft.tray, ...fresh],
      window: { from: draft.window.from, to: latest(draft.window.to, until) },
    },
    did: fresh.length === 0 ? words.log.newcomersNone : phrase(words.log.newcomers, fresh.length),
  };
}

function replaced(draft: Draft, old: Clipping, changed: Clipping): Draft {
  return { ...draft, clippings: draft.clippings.map((each) => (each === old ? changed : each)) };
}
