import type { Hono } from 'hono';
import { z } from 'zod';
import type { Month } from '../core/monthly/monthly-content.ts';
import { type DeskPage, DeskRefusedError, type FormBrowser, type FormChoice } from './form-browser.ts';
import contribution from './sample-contribution.json' with { type: 'json' };
import { approveAt, type SampleApproval, signedIn } from './sample-editor.ts';

const contributionSchema = z.object({
  title: z.string(),
  author: z.string(),
  affiliation: z.string(),
  sapo: z.string(),
  text: z.string(),
});

/** What the sample editor did with a monthly. */
export interface MonthlyEditing {
  readonly pictures: number;
  readonly approval: SampleApproval;
}

/**
 * Works on the draft of a month as a person would and approves it: takes every article's first picture, writes the sample
 * contribution, asks for approval and confirms it, through the forms of the desk's own pages.
 */
export async function editMonthlyAsSampleEditor(app: Hono, origin: string, month: Month): Promise<MonthlyEditing> {
  const browser = await signedIn(app, origin);
  const base = `/desk/monthly/${month}`;
  const draft = await browser.open(base);
  if (draft.$('[data-approve]').length === 0) return { pictures: 0, approval: { kind: 'not-offered' } };
  const pictures = await takePictures(browser, draft);
  await contribute(browser, base);
  return { pictures, approval: await approveAt(browser, base) };
}

async function takePictures(browser: FormBrowser, draft: DeskPage): Promise<number> {
  const addresses = draft
    .$('.monthly-card h3 a')
    .map((_, link) => draft.$(link).attr('href'))
    .get();
  let taken = 0;
  for (const address of addresses) {
    const article = await browser.open(address);
    const take = article.$('article.picture button[formaction$="/take"]').first().attr('formaction');
    if (take === undefined) continue;
    const selector = `form:has(button[formaction="${take}"])`;
    if (await isTaken(browser, article, { selector, action: take })) taken += 1;
  }
  return taken;
}

/** A picture that is not to be had is no reason to stop: a person would go on without it. */
async function isTaken(browser: FormBrowser, article: DeskPage, form: FormChoice): Promise<boolean> {
  try {
    const after = await browser.submit(article, form, {});
    return after.$('article.picture button[formaction$="/drop"]').length > 0;
  } catch (error) {
    if (error instanceof DeskRefusedError) return false;
    throw error;
  }
}

async function contribute(browser: FormBrowser, base: string): Promise<void> {
  const form = await browser.open(`${base}/contribution`);
  const typed = contributionSchema.parse(contribution);
  await browser.submit(form, 'form:has([name="text"])', { ...typed, section: 'dia-phuong' });
}
