import type { z } from 'zod';
import type { MonthlyDraft } from '../../../core/monthly/draft.ts';
import { loadMonthlyDraft, loadMonthlySetting } from '../../../workflows/monthly/monthly-files.ts';
import type { Stored } from '../../../workflows/stored-json.ts';
import type { DeskDoors } from '../doors.ts';
import { logView } from '../draft-view.ts';
import { readForm } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { choicesOf, monthView } from './draft-view.ts';
import { lastCard } from './edit-routes.ts';
import { monthIn, monthlyForms, oneParagraph, orNull } from './form.ts';
import { badMonthlyForm, type MonthlyFailure, noDraft, submitMonthly } from './submit.ts';

type Typed = z.infer<typeof monthlyForms.contribution>;

const EMPTY = { title: '', author: '', affiliation: '', section: 'dia-phuong', sapo: '', text: '' };

/** The page on which an own article by a named official is written. */
export async function contributionPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const month = monthIn(context);
  const stored = month && (await loadMonthlyDraft(doors.ports.newsroom, month));
  if (!stored) return noDraft(context);
  if (stored.value.sealed) return problem(context, 'not-found', { status: 404 });
  return formPage(context, { stored, choices: await choices(doors), typed: null, why: null });
}

/** Adds what was written; nothing typed is lost where that did not work. */
export async function addContribution(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.contribution);
  if (!form) return badMonthlyForm(context);
  const sections = await choices(doors);
  return submitMonthly(context, doors, {
    form,
    plan: () => contributionEdits(form),
    done: 'written',
    next: lastCard,
    onFailed: (stored, why) =>
      stored.value.sealed ? null : formPage(context, { stored, choices: sections, typed: form, why }),
  });
}

function contributionEdits({ title, author, affiliation, section, sapo, text }: Typed) {
  if (title === '') return 'empty-title';
  if (author === '') return 'no-author';
  if (text.trim() === '') return 'no-text';
  const typed = { title, author, affiliation: orNull(affiliation), section, sapo: oneParagraph(sapo), text };
  return [{ kind: 'contribute' as const, ...typed }];
}

interface FormPage {
  readonly stored: Stored<MonthlyDraft>;
  readonly choices: ReturnType<typeof choicesOf>;
  readonly typed: Typed | null;
  readonly why: MonthlyFailure | null;
}

function formPage(context: DeskContext, { stored, choices: sections, typed, why }: FormPage): Response {
  const draft = stored.value;
  const values = {
    ...monthView(draft),
    etag: stored.etag,
    seen: draft.log.length,
    choices: sections,
    fields: { ...EMPTY, ...typed },
    error: why?.kind === 'refused' ? why.text : '',
    isStale: why?.kind === 'stale',
    since: why?.kind === 'stale' && typed ? logView(draft.log.slice(typed.seen)) : [],
  };
  const status = why === null ? 200 : why.kind === 'stale' ? 409 : 422;
  return page(context, { template: 'monthly-contribution', values, status });
}

async function choices({ ports }: DeskDoors): Promise<ReturnType<typeof choicesOf>> {
  return choicesOf((await loadMonthlySetting(ports.newsroom)).sections);
}
