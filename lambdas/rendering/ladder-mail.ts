import { z } from 'zod';
import type { Day } from '../core/calendar/instant.ts';
import { RUNGS, type RungId } from '../core/issue/ladder.ts';
import { formatDate, weekdayInSentence } from '../core/vietnamese/dates.ts';
import { readPalette } from './palette.ts';
import { readTemplateJson, renderMarkup, renderText } from './templates.ts';

const wordsSchema = z.object({
  /** Of each rung; `{day}`, `{weekday}`, `{now}`, `{count}`, `{deadline}` are filled in. */
  rungs: z.record(z.enum(RUNGS), z.object({ subject: z.string(), title: z.string(), text: z.string() })),
  noDraft: z.string(),
  button: z.string(),
  noDraftButton: z.string(),
  assurance: z.string(),
  footer: z.string(),
});

/** What a letter of the ladder tells. */
export interface LadderLetter {
  readonly rung: RungId;
  readonly day: Day;
  /** `07:30`, as it is now. */
  readonly now: string;
  /** `07:50`. */
  readonly deadline: string;
  /** Clippings of the draft; null: there is none. */
  readonly count: number | null;
  /** Of the desk, without a slash at the end. */
  readonly deskAddress: string;
}

/** The letter of a rung: that the draft is there, or that it still waits. Nothing scraped stands in it. */
export function ladderMail(letter: LadderLetter): { subject: string; html: string; text: string } {
  const { rung, day, now, deadline, count, deskAddress } = letter;
  const { rungs, noDraft, button, noDraftButton, ...words } = wordsSchema.parse(
    readTemplateJson('desk/ladder-messages.json'),
  );
  const facts = {
    day: formatDate(day),
    weekday: weekdayInSentence(day),
    now,
    deadline,
    count: String(count ?? 0),
  };
  const values = {
    ...words,
    subject: filled(rungs[rung].subject, facts),
    title: rungs[rung].title,
    text: filled(count === null ? noDraft : rungs[rung].text, facts),
    button: count === null ? noDraftButton : button,
    url: count === null ? `${deskAddress}/desk` : `${deskAddress}/desk/issues/${day}`,
  };
  const { light, fonts } = readPalette();
  return {
    subject: values.subject,
    html: renderMarkup('email/ladder.html', { ...values, colours: light, fonts }),
    text: renderText('email/ladder.txt', values),
  };
}

function filled(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (gap, name: string) => facts[name] ?? gap);
}
